import type { TransactionSql } from 'postgres'
import type { ErrorIssue } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { Item } from './item.ts'
import { tellCatalogueChanged } from './notify.ts'

/** What became of one row. `superseded`: a later row of the same call has the same id, and that one holds. */
export type ItemResult =
  | { readonly index: number; readonly id: string; readonly status: 'created' | 'updated' | 'unchanged' | 'superseded' }
  | { readonly index: number; readonly id: string | null; readonly status: 'rejected'; readonly errors: readonly ErrorIssue[] }

/** Writes whole items, thousands a call; a bad row is refused alone. Results come in the order of the rows. */
export async function putItems(store: Store, rows: readonly unknown[], now: Date): Promise<ItemResult[]> {
  const results: ItemResult[] = []
  const last = new Map<string, { index: number; item: Item }>()
  rows.forEach((row, index) => {
    const parsed = Item.safeParse(row)
    if (!parsed.success) {
      results[index] = { index, id: idOf(row), status: 'rejected', errors: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) }
      return
    }
    const earlier = last.get(parsed.data.id)
    if (earlier !== undefined) results[earlier.index] = { index: earlier.index, id: parsed.data.id, status: 'superseded' }
    last.set(parsed.data.id, { index, item: parsed.data })
  })
  const written = await store.sql.begin((tx) => write(tx, [...last.values()].map(({ item }) => item), now))
  for (const [id, { index }] of last) results[index] = { index, id, status: written.get(id) ?? 'unchanged' }
  return results
}

/** Which items were made and which changed; the others already were as told. */
async function write(tx: TransactionSql, items: readonly Item[], now: Date): Promise<Map<string, 'created' | 'updated'>> {
  if (items.length === 0) return new Map()
  // In one order, so that two calls with the same items never wait for each other in a circle.
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
  const changed = await tx<{ id: string; created: boolean }[]>`
    insert into items (item_id, title, categories, price, currency, margin, stock, active, attributes, created_at, updated_at)
    select id, title, categories, price, currency, margin, stock, active, attributes, ${now}, ${now}
    from jsonb_to_recordset(${tx.json(sorted)}) as r (id text, title text, categories text[], price numeric, currency text, margin numeric, stock int, active boolean, attributes jsonb)
    on conflict (item_id) do update set title = excluded.title, categories = excluded.categories, price = excluded.price, currency = excluded.currency,
      margin = excluded.margin, stock = excluded.stock, active = excluded.active, attributes = excluded.attributes, updated_at = excluded.updated_at
    where (items.title, items.categories, items.price, items.currency, items.margin, items.stock, items.active, items.attributes)
      is distinct from (excluded.title, excluded.categories, excluded.price, excluded.currency, excluded.margin, excluded.stock, excluded.active, excluded.attributes)
    returning item_id as id, (xmax = 0) as created`
  if (changed.length > 0) await tellCatalogueChanged(tx)
  return new Map(changed.map((row) => [row.id, row.created ? 'created' : 'updated']))
}

function idOf(row: unknown): string | null {
  return typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : null
}
