import { z } from 'zod'
import { ItemId, text } from './item.ts'
import type { CatalogueItem } from './loadItems.ts'

/** Narrows what a slot may show; given by the slot, by the call, or both. Every part that is there must hold. */
export const ItemFilter = z.strictObject({
  /** In at least one of them. */
  categories: z.array(text(200)).max(50).optional(),
  excludeCategories: z.array(text(200)).max(50).optional(),
  minPrice: z.number().min(0).optional(),
  maxPrice: z.number().min(0).optional(),
  items: z.array(ItemId).max(1000).optional(),
}).meta({ id: 'ItemFilter' })
export type ItemFilter = z.infer<typeof ItemFilter>

/** An item without a price passes no bound on prices. */
export function passesFilter(item: Pick<CatalogueItem, 'id' | 'categories' | 'price'>, filter: ItemFilter): boolean {
  if (filter.categories !== undefined && !item.categories.some((category) => filter.categories?.includes(category))) return false
  if (filter.excludeCategories !== undefined && item.categories.some((category) => filter.excludeCategories?.includes(category))) return false
  if (filter.minPrice !== undefined && (item.price === null || item.price < filter.minPrice)) return false
  if (filter.maxPrice !== undefined && (item.price === null || item.price > filter.maxPrice)) return false
  return filter.items === undefined || filter.items.includes(item.id)
}
