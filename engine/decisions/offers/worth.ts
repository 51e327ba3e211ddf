import { probabilityOf } from '../../../models/linear/logistic.ts'
import { upliftOf } from '../../../models/uplift/fitUplift.ts'
import type { Offer } from '../../catalogue/offer.ts'
import { rowOfOffer, type OfferModel } from './offerModel.ts'

/** What showing an offer to this visitor is worth. null: not known, and nothing is put in its place. */
export type Worth = {
  /** P(taken | shown). */
  readonly pAccept: number | null
  /** What showing adds to P(buys). */
  readonly uplift: number | null
  /** Money, of the offer's cost. */
  readonly expected: number | null
}

export const UNKNOWN_WORTH: Worth = { pAccept: null, uplift: null, expected: null }

/**
 * Expected value of showing `offer`. With uplift τ known: τ × margin − P(taken | shown) × cost, so that whoever would buy anyway is not paid to;
 * else P × margin − P × cost. An incentive costs when it is redeemed, content each time it is shown (− cost). τ and P are the visitor's where the model
 * tells people apart, else the offer's averages. The margin is the offer's own, else what orders in its categories left, in the money of its budget.
 */
export function worthOf(offer: Offer, model: OfferModel | null, fit: number, visitor: readonly number[]): Worth {
  if (model === null) return UNKNOWN_WORTH
  const figures = Object.hasOwn(model.offers, offer.id) ? model.offers[offer.id] : null
  const row = rowOfOffer(model.columns, offer.id, fit, visitor)
  const pAccept = model.accept !== null ? probabilityOf(model.accept, row) : figures?.rate ?? null
  // A model of uplift speaks for the offers it was fitted on: how much another one moves people is not known from these.
  const effect = figures?.effect ?? null
  const uplift = model.uplift !== null && effect !== null && model.columns.includes(offer.id) ? upliftOf(model.uplift, row) : effect
  const learned = offer.budget === undefined || offer.budget.currency === figures?.currency ? figures?.margin ?? null : null
  const margin = offer.margin ?? learned
  const cost = offer.kind === 'content' || offer.cost === 0 ? offer.cost : pAccept === null ? null : pAccept * offer.cost
  const gain = uplift ?? pAccept
  return { pAccept, uplift, expected: gain === null || margin === null || cost === null ? null : gain * margin - cost }
}

/** Whether it is worth showing: an incentive must earn more than it costs, content must not lose. What is not known speaks for it. */
export function isWorthShowing(offer: Pick<Offer, 'kind'>, { expected }: Worth): boolean {
  return expected === null || expected > 0 || (offer.kind === 'content' && expected === 0)
}
