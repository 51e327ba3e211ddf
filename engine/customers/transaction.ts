import type { TransactionSql } from 'postgres'
import type { Store } from '../store/connect.ts'

/** Another transaction took a name between our look and our write. */
export class LostRace extends Error {}

const TRIES = 12

/**
 * Runs work in one transaction, and once more from its start when it lost a race, was a deadlock's victim (40P01) or failed to serialise
 * (40001): the winner has committed by then and is seen.
 */
export async function inTransaction<T>(store: Pick<Store, 'sql'>, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await store.sql.begin(async (tx) => ({ value: await work(tx) }))
      return done.value
    } catch (error) {
      const code = (error as { code?: string }).code
      const again = error instanceof LostRace || code === '40P01' || code === '40001'
      if (!again || attempt === TRIES) throw error
    }
  }
}
