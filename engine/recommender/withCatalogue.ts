import type { Store } from '../store/connect.ts'
import type { ShopInteractions } from './readInteractions.ts'

/** The same with the catalogue's active items that nobody has met yet behind the others: they have a number before they have a history. */
export async function withCatalogue(store: Store, shop: ShopInteractions): Promise<ShopInteractions> {
  const known = new Set(shop.itemIds)
  const rows = await store.sql<{ id: string }[]>`select item_id as id from items where active order by item_id`
  const itemIds = [...shop.itemIds, ...rows.map(({ id }) => id).filter((id) => !known.has(id))]
  return { ...shop, itemIds, rows: { ...shop.rows, items: itemIds.length } }
}
