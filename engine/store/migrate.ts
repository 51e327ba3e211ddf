import { fileURLToPath } from 'node:url'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Store } from './connect.ts'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
const LOCK = 7_051_860_523

/** Brings the database to this version's schema. Several processes may call it at once: one works, the others wait. */
export async function migrateStore(store: Store): Promise<void> {
  await store.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`
    await migrate(store.db, { migrationsFolder: FOLDER })
  })
}
