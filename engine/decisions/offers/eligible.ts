import type { Offer } from '../../catalogue/offer.ts'
import type { Shelf } from '../shelf.ts'
import type { Standing } from '../situation.ts'

/**
 * Active, within its dates (from inclusive, until exclusive) and open to this visitor. What asks for a profile (persona, segment, loyalty card,
 * first order) is closed where none may be read; a segment holds by its newest complete snapshot.
 */
export function isOpen(offer: Offer, standing: Standing, shelf: Shelf): boolean {
  if (!offer.active || (offer.validFrom !== null && offer.validFrom.getTime() > standing.now) || (offer.validUntil !== null && offer.validUntil.getTime() <= standing.now)) return false
  const { countries, personas, segments, newCustomersOnly, loyaltyOnly, minBasket } = offer.eligibility
  if (countries !== undefined && (standing.country === null || !countries.includes(standing.country))) return false
  if (personas !== undefined && (standing.persona === null || !personas.includes(standing.persona.id))) return false
  const membership = standing.membership ?? null
  if (segments !== undefined && (membership === null || !segments.some((key) => membership.segments.has(key)))) return false
  if (loyaltyOnly === true && membership?.loyal !== true) return false
  if (newCustomersOnly === true && (!standing.personalised || standing.bought.size > 0)) return false
  return minBasket === undefined || basketOf(standing, shelf) >= minBasket
}

/** Worth of the cart at today's prices, one piece of each. */
function basketOf(standing: Standing, shelf: Shelf): number {
  return standing.context.filter(({ action }) => action === 'cart').reduce((sum, { itemId }) => sum + (shelf.catalogue.items.get(itemId)?.price ?? 0), 0)
}
