import type { Offer } from '../catalogue/offer.ts'
import { reason } from './reasons.ts'
import type { FilledSlot, WishedSlot } from './request.ts'
import type { Standing } from './situation.ts'
import type { Shelf } from './shelf.ts'

const DEFAULT_COUNT = 1
/** How much each thing done with an item says about the category it is in. */
const WORTH: { readonly [action: string]: number } = { view: 0.3, cart: 0.7, purchase: 1 }

/**
 * Fills a slot with incentives or content: those that are active, within their dates and open to this visitor, the best fit of categories
 * first. What eligibility asks of a profile (persona, first order) holds only where one may be read; membership in a segment or a loyalty
 * card is not known here, so an offer that asks for it is not shown. Nothing is explored: every propensity is 1.
 */
export function fillOffers(standing: Standing, shelf: Shelf, wish: WishedSlot, taken: ReadonlySet<string>, explain: boolean): FilledSlot {
  const slot = shelf.catalogue.slots.get(wish.slot)
  const count = wish.count ?? slot?.count ?? DEFAULT_COUNT
  const excluded = new Set([...wish.exclude ?? [], ...taken])
  const kind = wish.kind === 'content' ? 'content' : 'incentive'
  const interests = interestsOf(standing, shelf)
  const open = shelf.catalogue.offers.filter((offer) => offer.kind === kind && !excluded.has(offer.id) && isOpen(offer, standing, shelf))
  const fits = open.map((offer) => ({ offer, ...fitOf(offer, interests) }))
    .sort((a, b) => b.fit - a.fit || a.offer.cost - b.offer.cost || (a.offer.id < b.offer.id ? -1 : 1)).slice(0, count)
  return {
    slot: wish.slot,
    source: fits.length === 0 ? 'none' : fits[0].fit > 0 ? (standing.past.length > 0 ? 'history' : 'context') : 'everyone',
    items: fits.map(({ offer, fit, about }) => ({
      id: offer.id, score: Math.round(fit * 1e6) / 1e6, propensity: 1,
      reasons: explain ? [about === null ? reason('for_everyone', 1, standing.locale) : reason('fits_interest', fit, standing.locale, about)] : [],
    })),
  }
}

function isOpen(offer: Offer, standing: Standing, shelf: Shelf): boolean {
  if (!offer.active || (offer.validFrom !== null && offer.validFrom.getTime() > standing.now) || (offer.validUntil !== null && offer.validUntil.getTime() <= standing.now)) return false
  const { countries, personas, segments, newCustomersOnly, loyaltyOnly, minBasket } = offer.eligibility
  if (countries !== undefined && (standing.country === null || !countries.includes(standing.country))) return false
  if (personas !== undefined && (standing.persona === null || !personas.includes(standing.persona.id))) return false
  if (segments !== undefined || loyaltyOnly === true) return false
  if (newCustomersOnly === true && (!standing.personalised || standing.bought.size > 0)) return false
  return minBasket === undefined || basketOf(standing, shelf) >= minBasket
}

/** Worth of the cart at today's prices, one piece of each. */
function basketOf(standing: Standing, shelf: Shelf): number {
  return standing.context.filter(({ action }) => action === 'cart').reduce((sum, { itemId }) => sum + (shelf.catalogue.items.get(itemId)?.price ?? 0), 0)
}

type Interests = { readonly by: ReadonlyMap<string, number>; readonly total: number }

function interestsOf(standing: Standing, shelf: Shelf): Interests {
  const by = new Map<string, number>()
  let total = 0
  for (const { itemId, action } of [...standing.past, ...standing.context]) {
    const worth = WORTH[action]
    if (worth === undefined) continue
    total += worth
    for (const category of shelf.catalogue.items.get(itemId)?.categories ?? []) by.set(category, (by.get(category) ?? 0) + worth)
  }
  return { by, total }
}

/** The largest share of the visitor's interest that one of the offer's categories holds. */
function fitOf(offer: Offer, { by, total }: Interests): { fit: number; about: string | null } {
  let fit = 0
  let about: string | null = null
  for (const category of offer.categories ?? []) {
    const share = total > 0 ? (by.get(category) ?? 0) / total : 0
    if (share > fit) [fit, about] = [share, category]
  }
  return { fit, about }
}
