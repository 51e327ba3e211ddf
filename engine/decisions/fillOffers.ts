import type { Offer } from '../catalogue/offer.ts'
import { isOpen } from './offers/eligible.ts'
import { fitOf, interestsOf } from './offers/interests.ts'
import { createReach, drawLot, type Lot } from './offers/lots.ts'
import type { OfferDesk } from './offers/offerDesk.ts'
import { visitorFeatures } from './offers/offerModel.ts'
import { isWorthShowing, worthOf, type Worth } from './offers/worth.ts'
import { reason } from './reasons.ts'
import type { FilledSlot, Reason, WishedSlot } from './request.ts'
import type { Standing } from './situation.ts'
import type { Shelf } from './shelf.ts'

const DEFAULT_COUNT = 1

/** A slot filled with offers, what lots decided about them, and what to hold against their budgets. */
export type FilledOffers = { readonly filled: FilledSlot; readonly lots: readonly Lot[]; readonly shown: readonly { readonly offer: Offer; readonly pAccept: number | null }[] }

/** `explain`: with reasons; `figures`: with what it is worth, which is the shop's business and not the visitor's. */
export type Telling = { readonly explain: boolean; readonly figures: boolean }

type Weighed = { readonly offer: Offer; readonly fit: number; readonly about: string | null; readonly worth: Worth; readonly wanted: boolean }

/**
 * Fills a slot with incentives or content: of those that are open to this visitor and can be paid, the largest expected value first; then those
 * whose value is not known, the best fit of categories first. What is known not to be worth it is not shown. Where an offer has a share to
 * explore, a lot of the person decides against this rule at that rate; the propensity says how likely an offer was to be in the slot. Without a
 * permit there is no person and no lot, and only the page speaks.
 */
export function fillOffers(standing: Standing, shelf: Shelf, desk: OfferDesk, wish: WishedSlot, taken: ReadonlySet<string>, telling: Telling): FilledOffers {
  const slot = shelf.catalogue.slots.get(wish.slot)
  const count = wish.count ?? slot?.count ?? DEFAULT_COUNT
  const lots: Lot[] = []
  const chosen: (Weighed & { readonly propensity: number })[] = []
  const reach = createReach(count)
  for (const one of rank(standing, shelf, desk, wish, taken)) {
    if (chosen.length === count) break
    const lot = one.offer.explore > 0 && standing.person !== undefined ? drawLot(one.offer, one.wanted, standing.person) : null
    if (lot !== null) lots.push(lot)
    const chance = lot?.chance ?? (one.wanted ? 1 : 0)
    if (lot?.shown ?? one.wanted) chosen.push({ ...one, propensity: reach.reached() * chance })
    reach.pass(chance)
  }
  return {
    lots, shown: chosen.map(({ offer, worth }) => ({ offer, pAccept: worth.pAccept })),
    filled: {
      slot: wish.slot,
      source: chosen.length === 0 ? 'none' : chosen[0].worth.expected !== null ? 'value' : chosen[0].fit > 0 ? (standing.past.length > 0 ? 'history' : 'context') : 'everyone',
      items: chosen.map((one) => ({
        id: one.offer.id, score: rounded(one.worth.expected ?? one.fit), propensity: rounded(one.propensity), reasons: telling.explain ? [reasonOf(one, standing)] : [],
        ...telling.figures ? { pAccept: orNull(one.worth.pAccept), uplift: orNull(one.worth.uplift), expectedValue: orNull(one.worth.expected) } : {},
      })),
    },
  }
}

function rank(standing: Standing, shelf: Shelf, desk: OfferDesk, wish: WishedSlot, taken: ReadonlySet<string>): Weighed[] {
  const excluded = new Set([...wish.exclude ?? [], ...taken])
  const kind = wish.kind === 'content' ? 'content' : 'incentive'
  const events = [...standing.past, ...standing.context]
  const interests = interestsOf(events, shelf.catalogue.items)
  const visitor = visitorFeatures(events, standing.now)
  return shelf.catalogue.offers
    .filter((offer) => offer.kind === kind && !excluded.has(offer.id) && isOpen(offer, standing, shelf) && desk.budgets.canPay(offer))
    .map((offer) => {
      const { fit, about } = fitOf(offer, interests)
      const worth = worthOf(offer, desk.model, fit, visitor)
      return { offer, fit, about, worth, wanted: isWorthShowing(offer, worth) }
    })
    .sort((a, b) => place(a) - place(b) || (b.worth.expected ?? 0) - (a.worth.expected ?? 0) || b.fit - a.fit || a.offer.cost - b.offer.cost || (a.offer.id < b.offer.id ? -1 : 1))
}

/** Worth it, not known, not worth it. */
function place({ wanted, worth }: Weighed): number {
  return !wanted ? 2 : worth.expected === null ? 1 : 0
}

function reasonOf({ fit, about, worth }: Weighed, { locale, past }: Standing): Reason {
  if (about !== null) return reason('fits_interest', fit, locale, about)
  return worth.expected !== null && past.length > 0 ? reason('for_you', 1, locale) : reason('for_everyone', 1, locale)
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function orNull(value: number | null): number | null {
  return value === null ? null : rounded(value)
}
