import type { Offer } from '../../catalogue/offer.ts'

/** What is left of the offers' budgets, as this process knows it. */
export type Budgets = {
  /** Whether one more showing can be paid. An offer whose spending was not counted yet can't. */
  readonly canPay: (offer: Offer) => boolean
  /** Notes a showing until the next count has seen what became of it: its expected cost (pAccept × cost; not known: all of it). */
  readonly showed: (offer: Offer, pAccept: number | null) => void
  /** A count begins; what is shown from now on may not be in it. Call the result with what was spent, by offer. */
  readonly recount: () => (spent: ReadonlyMap<string, number>) => void
}

/**
 * Budgets of offers between counts. A count is a few seconds old, so showings since it began are held against the budget at what they are
 * expected to cost: a burst cannot run far over. What is left must pay for one redemption in full. Vouchers shown earlier and redeemed after
 * the budget is used up are honoured by the shop and still counted: spending can end above the total by those.
 */
export function createBudgets(): Budgets {
  let spent: ReadonlyMap<string, number> = new Map()
  let held = new Map<string, number>()
  let since = held
  return {
    canPay: (offer) => {
      if (offer.budget === undefined) return true
      const counted = spent.get(offer.id)
      return counted !== undefined && counted + (held.get(offer.id) ?? 0) + offer.cost <= offer.budget.total
    },
    showed: (offer, pAccept) => {
      if (offer.budget === undefined || offer.cost === 0) return
      const cost = offer.kind === 'content' || pAccept === null ? offer.cost : pAccept * offer.cost
      held.set(offer.id, (held.get(offer.id) ?? 0) + cost)
      if (since !== held) since.set(offer.id, (since.get(offer.id) ?? 0) + cost)
    },
    recount: () => {
      const fresh = new Map<string, number>()
      since = fresh
      return (counted) => {
        spent = counted
        held = fresh
      }
    },
  }
}
