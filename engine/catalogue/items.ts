import { eq } from 'drizzle-orm'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { items, type Attributes } from '../store/schema/catalogue.ts'
import type { ItemChange } from './item.ts'
import { tellCatalogueChanged } from './notify.ts'

/** An item as it is shown: money as a decimal number. */
export type StoredItem = {
  readonly id: string
  readonly title: string
  readonly categories: readonly string[]
  readonly price: number | null
  readonly currency: string | null
  readonly margin: number | null
  readonly stock: number | null
  readonly active: boolean
  readonly attributes: Attributes
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Changes some fields of an item. Throws `item_unknown`, and `currency_missing` when a price would stand without one. */
export async function patchItem(store: Store, id: string, change: ItemChange, now: Date): Promise<StoredItem> {
  const row = await store.db.transaction(async (tx) => {
    const [before] = await tx.select().from(items).where(eq(items.itemId, id)).for('update')
    if (before === undefined) throw new LotseError('missing', 'item_unknown', 'There is no item with this id. Create it with PUT /v1/items.')
    const after = { ...before, ...change, updatedAt: now }
    if (after.price !== null && after.currency === null) throw new LotseError('input', 'currency_missing', 'A price needs a currency.', [{ path: 'currency', message: 'is required with a price' }])
    const [written] = await tx.update(items).set(after).where(eq(items.itemId, id)).returning()
    return written
  })
  await tellCatalogueChanged(store.sql)
  return toItem(row)
}

export async function getItem(store: Store, id: string): Promise<StoredItem> {
  const [row] = await store.db.select().from(items).where(eq(items.itemId, id))
  if (row === undefined) throw new LotseError('missing', 'item_unknown', 'There is no item with this id. Create it with PUT /v1/items.')
  return toItem(row)
}

function toItem({ itemId, price, margin, ...rest }: typeof items.$inferSelect): StoredItem {
  return { id: itemId, ...rest, price: price === null ? null : Number(price), margin: margin === null ? null : Number(margin) }
}
