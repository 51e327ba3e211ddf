import { z } from 'zod'
import { LotseError } from '../../errors.ts'
import type { ItemEvent } from '../visitor.ts'

const DAY = 86_400_000

/** What the model goes by, in the order of its columns; a column per offer it has met follows. */
export const FEATURES = ['fit', 'purchases', 'carts', 'views', 'bought lately', 'active lately'] as const

/** Features of a visitor that no offer changes: logs of counts, and how fresh the last purchase (30 days) and the last event (7 days) are, 0–1. */
export function visitorFeatures(events: readonly ItemEvent[], now: number): readonly number[] {
  const count = { purchase: 0, cart: 0, view: 0 }
  let bought = -Infinity
  let active = -Infinity
  for (const { action, at } of events) {
    if (action === 'purchase' || action === 'cart' || action === 'view') count[action] += 1
    if (action === 'purchase') bought = Math.max(bought, at)
    active = Math.max(active, at)
  }
  const fresh = (at: number, days: number) => Math.exp(-Math.max(0, now - at) / (days * DAY))
  return [Math.log1p(count.purchase), Math.log1p(count.cart), Math.log1p(count.view), fresh(bought, 30), fresh(active, 7)]
}

/** The row of an offer for a visitor. An offer the model has not met has no column of its own: it counts as an average one. */
export function rowOfOffer(columns: readonly string[], offerId: string, fit: number, visitor: readonly number[]): Float32Array {
  const row = new Float32Array(FEATURES.length + columns.length)
  row[0] = fit
  row.set(visitor, 1)
  const own = columns.indexOf(offerId)
  if (own >= 0) row[FEATURES.length + own] = 1
  return row
}

const Linear = z.object({ intercept: z.number(), weights: z.array(z.number()).readonly() })
const Logistic = Linear.extend({ iterations: z.number(), converged: z.boolean() })
const Uplift = z.discriminatedUnion('method', [
  z.object({ method: z.literal('t-learner'), treated: Logistic, control: Logistic }),
  z.object({ method: z.literal('class-transformation'), model: Logistic }),
  z.object({ method: z.literal('transformed-outcome'), model: Linear }),
])

/** What is known of one offer over all who met it; null: too few people to say. */
const OfferFigures = z.object({
  people: z.int(),
  /** Share of those it was shown to who took it. */
  rate: z.number().nullable(),
  /** What showing it adds to the share who buy, from its lots. */
  effect: z.number().nullable(),
  /** What an order in its categories left with the shop, and in which money. */
  margin: z.number().nullable(), currency: z.string().nullable(),
})
export type OfferFigures = z.infer<typeof OfferFigures>

const FORMAT = 1
export const OfferModel = z.object({
  format: z.literal(FORMAT),
  /** Epoch ms. */
  asOf: z.number(),
  columns: z.array(z.string()),
  /** P(taken | shown); null where it was no better than the rates. */
  accept: Logistic.nullable(),
  /** What showing adds to P(buys); null where it could not tell people apart. */
  uplift: Uplift.nullable(),
  offers: z.record(z.string(), OfferFigures),
})
export type OfferModel = z.infer<typeof OfferModel>

export function newOfferModel(parts: Omit<OfferModel, 'format'>): OfferModel {
  return { format: FORMAT, ...parts }
}

export function encodeOfferModel(model: OfferModel): Uint8Array {
  return Buffer.from(JSON.stringify(model))
}

/** Throws artefact_unreadable for bytes of another format. */
export function decodeOfferModel(bytes: Uint8Array): OfferModel {
  const read = OfferModel.safeParse(jsonOf(Buffer.from(bytes).toString('utf8')))
  if (read.success) return read.data
  throw new LotseError('fault', 'artefact_unreadable', 'The published offer model was written by another release: run lotse run offers.')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // which the schema refuses
  }
}
