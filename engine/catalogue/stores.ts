import { z } from 'zod'
import { audit } from '../access/audit.ts'
import type { Store } from '../store/connect.ts'
import { stores } from '../store/schema/catalogue.ts'
import { text } from './item.ts'

export const StoreId = text(100).min(1)

/** PUT /v1/stores/{id}: a physical shop, where distances are measured to. Degrees, WGS 84. */
export const ShopStore = z.strictObject({
  name: text(500).min(1),
  city: text(200).nullable().default(null),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code such as DE').nullable().default(null),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
}).meta({ id: 'Store' })
export type ShopStore = z.infer<typeof ShopStore>

/** Creates or replaces a physical shop. */
export async function putStore(store: Store, id: string, input: ShopStore, actor: string, now: Date): Promise<ShopStore & { id: string }> {
  await store.db.insert(stores).values({ storeId: id, ...input }).onConflictDoUpdate({ target: stores.storeId, set: input })
  await audit(store, { actor, action: 'store.put', subject: id, detail: {} }, now)
  return { id, ...input }
}

export async function loadStores(store: Store): Promise<(ShopStore & { id: string })[]> {
  const rows = await store.db.select().from(stores).orderBy(stores.storeId)
  return rows.map(({ storeId, ...rest }) => ({ id: storeId, ...rest }))
}
