import type { TransactionSql } from 'postgres'
import { LotseError } from '../../errors.ts'
import { connect, type Store } from '../../store/connect.ts'
import { lockSet, type PersonaSet } from './sets.ts'

/** A change that waits longer than this for a run or another change gives up: it holds one of the few connections that everybody shares. */
const PATIENCE = '3s'
const TIMED_OUT = '55P03'
const DEADLOCK = '40P01'

/**
 * One change to personas: in a transaction that has locked what is in use before it locks any persona, as runs do, so that two changes never wait for each
 * other in a circle. Throws `personas_busy` (conflict) when a run or another change takes too long.
 */
export async function changing<T>(store: Pick<Store, 'sql'>, work: (tx: TransactionSql, set: PersonaSet | null) => Promise<T>): Promise<T> {
  try {
    const done = await store.sql.begin(async (tx) => {
      await tx`select set_config('lock_timeout', ${PATIENCE}, true)`
      return { value: await work(tx, await lockSet(tx)) }
    })
    return done.value
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== TIMED_OUT && code !== DEADLOCK) throw error
    throw new LotseError('conflict', 'personas_busy', 'A run or somebody else is changing personas at this moment. Try again in a minute.')
  }
}

/** Connections of a change's own, for what it reads beside its transaction: it must not wait for one that waits for it. */
export async function withOwnConnections<T>(store: Store, work: (own: Store) => Promise<T>): Promise<T> {
  const own = await connect(store.connection, 3, async () => {})
  try {
    return await work(own)
  } finally {
    await own.close()
  }
}
