import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openStore, type Store } from '../../engine/store/connect.ts'
import { migrateStore } from '../../engine/store/migrate.ts'

/** Works in a database of its own in a temporary folder. It is gone afterwards, also when the work fails or somebody stops it. */
export async function withThrowawayStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lotse-study-'))
  try {
    const store = await openStore({ folder: path.join(folder, 'postgres') })
    // The work fails for want of its database and comes here all the same.
    const stop = () => void store.close()
    process.once('SIGINT', stop).once('SIGTERM', stop)
    try {
      await migrateStore(store)
      return await work(store)
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      await store.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
