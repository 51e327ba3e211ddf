import type { TransactionSql } from 'postgres'
import type { Store } from './connect.ts'

const TRIES = 12

/**
 * Runs work in one transaction, and once more from its start when another took an identifier between our look and our write, when it was a
 * deadlock's victim (40P01) or failed to serialise (40001): the winner has committed by then and is seen.
 */
export async function inTransaction<T>(store: Pick<Store, 'sql'>, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await store.sql.begin(async (tx) => ({ value: await work(tx) }))
      return done.value
    } catch (error) {
      const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string }
      const again = code === '40P01' || code === '40001' || (code === '23505' && constraint === 'identifiers_kind_value_pk')
      if (!again || attempt === TRIES) throw error
    }
  }
}
