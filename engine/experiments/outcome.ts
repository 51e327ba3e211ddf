import type { CatalogueItem } from '../catalogue/loadItems.ts'
import { couponOf, type Offer } from '../catalogue/offer.ts'
import type { Meeting } from './offerMeetings.ts'

export type Items = ReadonlyMap<string, Pick<CatalogueItem, 'categories' | 'profit' | 'currency'>>

/** What came of a meeting. `profit`: money left by what was bought, in one currency; null where the catalogue does not say for all of it. */
export type Outcome = { readonly taken: boolean; readonly bought: boolean; readonly profit: number | null; readonly currency: string | null }

/**
 * Bought: something of the offer's categories, or anything where it names none. Taken: an order with its coupon; an offer without a code is taken
 * also by buying what it is about, since nothing else shows it.
 */
export function outcomeOf(meeting: Pick<Meeting, 'bought' | 'coupons'>, offer: Offer, items: Items): Outcome {
  const lines = meeting.bought.filter(({ itemId }) => offer.categories === undefined || items.get(itemId)?.categories.some((category) => offer.categories?.includes(category)) === true)
  const redeemed = meeting.coupons.includes(couponOf(offer))
  const bought = lines.length > 0
  const sold = lines.map(({ itemId, quantity }) => ({ item: items.get(itemId), quantity }))
  const currency = sold[0]?.item?.currency ?? null
  let profit: number | null = bought && currency !== null ? 0 : null
  for (const { item, quantity } of sold) {
    const each = item?.currency === currency ? item?.profit ?? null : null
    profit = profit === null || each === null ? null : profit + quantity * each
  }
  return { taken: redeemed || (offer.code === undefined && bought), bought, profit, currency: profit === null ? null : currency }
}
