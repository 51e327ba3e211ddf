import { z } from 'zod'
import { ItemFilter } from '../catalogue/filter.ts'
import { ItemId, text } from '../catalogue/item.ts'

const Identity = text(200).min(1)

/** Body of POST /v1/decide. */
export const DecideRequest = z.object({
  customer: z.object({ userId: Identity.optional(), anonymousId: Identity.optional() }).default({}),
  /** HS256 JWT whose `sub` is the user id: what a browser needs to ask for a user id. */
  customerToken: z.string().max(4096).optional(),
  context: z.object({
    page: z.union([text(2000), z.looseObject({})]).optional(),
    itemId: ItemId.optional(),
    cart: z.array(ItemId).max(100).optional(),
    place: z.object({ country: text(100).optional(), region: text(100).optional(), city: text(200).optional(), lat: z.number().optional(), lon: z.number().optional() }).optional(),
    device: z.union([text(200), z.looseObject({})]).optional(),
    locale: text(35).optional(),
  }).default({}),
  /** Segment events of this moment: used at once, and written to the log. */
  events: z.array(z.looseObject({})).max(100).optional(),
  slots: z.array(z.object({
    slot: text(100).min(1), kind: z.enum(['items', 'offers', 'content']), count: z.int().min(1).max(100).optional(),
    filter: ItemFilter.optional(), exclude: z.array(ItemId).max(1000).optional(),
  })).min(1).max(20),
  /** What a consent tool says: a no holds for this call whatever the ledger says; a yes is written down where the ledger says nothing. */
  consent: z.object({ tcString: z.string().max(20_000).optional(), googleConsentMode: z.record(z.string(), z.unknown()).optional(), purposes: z.record(z.string(), z.boolean()).optional() }).optional(),
  deadlineMs: z.number().min(1).max(5000).optional(),
  explain: z.boolean().optional(),
}).meta({ id: 'DecideRequest' })
export type DecideRequest = z.infer<typeof DecideRequest>
export type WishedSlot = DecideRequest['slots'][number]

const Reason = z.object({ code: z.string(), text: z.string(), weight: z.number() })
export type Reason = z.infer<typeof Reason>

const figure = z.number().nullable().optional()
const Shown = z.object({
  id: z.string(), score: z.number(), propensity: z.number(), reasons: z.array(Reason),
  /** Of offers, for a secret key: P(taken | shown), what showing adds to P(buys), and what showing is worth in the money of the offer's cost; null where it is not known. */
  pAccept: figure, uplift: figure, expectedValue: figure,
})
export type Shown = z.infer<typeof Shown>

/** Answer of POST /v1/decide. */
export const DecideAnswer = z.object({
  decisionId: z.string(),
  personalised: z.boolean(),
  degraded: z.boolean(),
  consent: z.object({ purpose: z.string(), allowed: z.boolean(), reason: z.string(), recordId: z.string().nullable(), policyVersion: z.string() }),
  persona: z.object({ id: z.string(), name: z.string(), weight: z.number() }).nullable(),
  slots: z.array(z.object({ slot: z.string(), source: z.string(), items: z.array(Shown) })),
  versions: z.object({ personas: z.string().nullable(), recommender: z.string().nullable(), policy: z.string(), offers: z.string().nullable().optional() }),
  /** Only where the call carried events: what became of them; null when they were not committed by the deadline (send them again: message ids make that harmless). */
  events: z.object({
    accepted: z.int(), duplicates: z.int(), rejected: z.array(z.object({ index: z.int(), messageId: z.string().nullable(), code: z.string(), message: z.string() })),
  }).nullable().optional(),
}).meta({ id: 'DecideAnswer' })
export type DecideAnswer = z.infer<typeof DecideAnswer>
export type FilledSlot = DecideAnswer['slots'][number]
