import type { CatalogueItem } from '../../catalogue/loadItems.ts'
import type { Offer } from '../../catalogue/offer.ts'
import type { ItemEvent } from '../visitor.ts'

/** How much each thing done with an item says about the category it is in. */
const WORTH: { readonly [action: string]: number } = { view: 0.3, cart: 0.7, purchase: 1 }

export type Categories = ReadonlyMap<string, Pick<CatalogueItem, 'categories'>>
export type Interests = { readonly by: ReadonlyMap<string, number>; readonly total: number }

export function interestsOf(events: readonly ItemEvent[], items: Categories): Interests {
  const by = new Map<string, number>()
  let total = 0
  for (const { itemId, action } of events) {
    const worth = WORTH[action]
    if (worth === undefined) continue
    total += worth
    for (const category of items.get(itemId)?.categories ?? []) by.set(category, (by.get(category) ?? 0) + worth)
  }
  return { by, total }
}

/** The largest share of the interest, 0–1, that one of the offer's categories holds. */
export function fitOf(offer: Pick<Offer, 'categories'>, { by, total }: Interests): { readonly fit: number; readonly about: string | null } {
  let fit = 0
  let about: string | null = null
  for (const category of offer.categories ?? []) {
    const share = total > 0 ? (by.get(category) ?? 0) / total : 0
    if (share > fit) [fit, about] = [share, category]
  }
  return { fit, about }
}
