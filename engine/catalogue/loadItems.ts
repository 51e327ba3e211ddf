import type { Store } from '../store/connect.ts'

/** What serving needs of an item, kept in memory by the thousand. */
export type CatalogueItem = {
  readonly id: string
  readonly title: string
  readonly categories: readonly string[]
  readonly price: number | null
  readonly currency: string | null
  /** Money left of one piece after cost; null where the shop did not say. */
  readonly profit: number | null
  /** null: not tracked. */
  readonly stock: number | null
  readonly active: boolean
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** Every item, inactive ones too (they still have a title in somebody's history), by id. */
export async function loadItems(store: Store): Promise<CatalogueItem[]> {
  const items: CatalogueItem[] = []
  const rows = store.sql<{ id: string; title: string; categories: string[]; price: number | null; currency: string | null; margin: number | null; stock: number | null; active: boolean; createdAt: Date }[]>`
    select item_id as id, title, categories, price::float8, currency, margin::float8, stock, active, created_at as "createdAt" from items order by item_id`
  for await (const batch of rows.cursor(5000)) {
    for (const { margin, ...row } of batch) items.push({ ...row, profit: itemProfit(row.price, margin), createdAt: row.createdAt.getTime() })
  }
  return items
}

/** Money left of one piece: a margin between −1 and 1 is a share of the price, any other is money already. */
export function itemProfit(price: number | null, margin: number | null): number | null {
  if (margin === null) return null
  if (Math.abs(margin) > 1) return margin
  return price === null ? null : price * margin
}

/** May be shown: active, and in stock where stock is tracked. */
export function isSellable(item: Pick<CatalogueItem, 'active' | 'stock'>): boolean {
  return item.active && (item.stock === null || item.stock > 0)
}
