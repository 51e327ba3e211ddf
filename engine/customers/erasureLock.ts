import type { TransactionSql } from 'postgres'

const LOCK = 7_051_860_526

/**
 * Called first by whoever writes under a customer that it has just looked up: an erasure then comes wholly before it (and its tombstones are
 * seen) or wholly after (and takes what was written with it). Held until the transaction ends; writers don't wait for each other.
 */
export async function holdOffErasure(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(${LOCK})`
}

/** Called first by an erasure: waits for the writers under way and keeps new ones waiting until it is committed. */
export async function waitForWriters(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK})`
}
