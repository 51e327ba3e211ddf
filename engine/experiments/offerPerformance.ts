import { z } from 'zod'
import { couponOf, type Offer } from '../catalogue/offer.ts'
import { listOffers } from '../catalogue/offers.ts'
import { newestOfferMetrics } from '../decisions/offers/offerArtefact.ts'
import { redemptions, showings } from '../decisions/offers/spending.ts'
import { LotseError } from '../errors.ts'
import { K_DISPLAY } from '../segments/thresholds.ts'
import type { Store } from '../store/connect.ts'

const Effect = z.object({ treated: z.number(), control: z.number(), difference: z.number(), low: z.number(), high: z.number(), treatedN: z.int(), controlN: z.int() })
const Metrics = z.object({ effects: z.record(z.string(), Effect) })

/** What an offer did. null: over fewer people than may be shown, or not known. */
export type OfferPerformance = {
  readonly offerId: string
  /** Counts over fewer people are not shown. */
  readonly fewest: number
  /** Seen, as POST /v1/exposures told. */
  readonly shown: number | null
  readonly shownPeople: number | null
  /** Orders whose coupon is its code. */
  readonly accepted: number | null
  readonly acceptedPeople: number | null
  readonly coupon: string
  readonly spent: number | null
  readonly budget: { readonly total: number; readonly currency: string; readonly remaining: number | null; readonly exhausted: boolean } | null
  /** What showing it added to the share of people who bought within a week, by its lots, as the newest run measured it. */
  readonly incremental: { readonly difference: number; readonly low: number; readonly high: number; readonly shownRate: number; readonly withheldRate: number; readonly shownPeople: number; readonly withheldPeople: number; readonly until: Date } | null
  readonly incrementalReason: 'measured' | 'not_randomised' | 'not_measured_yet' | 'too_few'
}

/** Throws offer_unknown (missing). */
export async function offerPerformance(store: Store, offerId: string): Promise<OfferPerformance> {
  const offer = (await listOffers(store)).find(({ id }) => id === offerId)
  if (offer === undefined) throw new LotseError('missing', 'offer_unknown', 'There is no offer with this id. GET /v1/offers lists them.')
  const [redeemed, seen, newest] = await Promise.all([redemptions(store, [offer]), showings(store, [offerId]), newestOfferMetrics(store)])
  const shown = open(seen.get(offerId))
  const accepted = open(redeemed.get(offerId))
  const costly = offer.kind === 'incentive' ? accepted : shown
  const spent = costly === null ? null : costly.uses * offer.cost
  const used = (offer.kind === 'incentive' ? redeemed : seen).get(offerId)?.uses ?? 0
  const effect = newest === null ? undefined : Metrics.parse(newest.metrics).effects[offerId]
  return {
    offerId, fewest: K_DISPLAY, shown: shown?.uses ?? null, shownPeople: shown?.people ?? null, accepted: accepted?.uses ?? null, acceptedPeople: accepted?.people ?? null,
    coupon: couponOf(offer), spent, budget: budgetOf(offer, spent, used),
    incremental: newest === null || effect === undefined ? null : {
      difference: effect.difference, low: effect.low, high: effect.high, shownRate: effect.treated, withheldRate: effect.control, shownPeople: effect.treatedN, withheldPeople: effect.controlN, until: newest.windowTo,
    },
    incrementalReason: effect !== undefined ? 'measured' : offer.explore === 0 ? 'not_randomised' : newest === null ? 'not_measured_yet' : 'too_few',
  }
}

/** That nothing can be paid any more is said whatever the number of people: it points at none of them. */
function budgetOf({ budget, cost }: Offer, spent: number | null, used: number): OfferPerformance['budget'] {
  return budget === undefined ? null : { ...budget, remaining: spent === null ? null : Math.max(0, budget.total - spent), exhausted: used * cost + cost > budget.total }
}

function open<T extends { readonly people: number }>(uses: T | undefined): T | null {
  return uses === undefined || uses.people < K_DISPLAY ? null : uses
}
