import type { Sql } from 'postgres'
import type { Store } from '../store/connect.ts'

/** Months whose partitions are known to be there, per database. */
const ensured = new WeakMap<Sql, Set<number>>()

/** Makes the log's partitions for the months these happened in; asks the database about each month once. */
export async function ensureMonths(store: Pick<Store, 'sql'>, events: readonly { readonly occurredAt: Date }[]): Promise<void> {
  const known = ensured.get(store.sql) ?? new Set<number>()
  ensured.set(store.sql, known)
  const missing = new Set<number>()
  let last = Number.NaN
  for (const { occurredAt } of events) {
    const month = occurredAt.getUTCFullYear() * 12 + occurredAt.getUTCMonth()
    if (month !== last && !known.has(month)) missing.add(month)
    last = month
  }
  for (const month of missing) {
    const first = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1))
    await store.sql`select lotse_ensure_months(${first}, ${first})`
    known.add(month)
  }
}
