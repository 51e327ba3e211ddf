import type { TransactionSql } from 'postgres'
import { derive } from '../../models/rng.ts'
import { audit } from '../access/audit.ts'
import { LotseError } from '../errors.ts'
import type { ArtefactId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

const NAME = 'canary share'

/** Share of visitors a model that passed its gate is shown to before somebody publishes it; 0: it is published at once. */
export async function canaryShare(sql: Store['sql'] | TransactionSql): Promise<number> {
  const [row] = await sql<{ value: number }[]>`select (value #>> '{}')::float8 as value from installation where name = ${NAME}`
  return row?.value ?? 0
}

/** Holds for models trained from now on. Throws invalid_share (input) outside 0 ≤ share < 1. */
export async function setCanaryShare(store: Store, share: number, actor: string, now: Date): Promise<void> {
  if (!(share >= 0 && share < 1)) throw new LotseError('input', 'invalid_share', 'The share is a number from 0 (publish at once) to below 1.', [{ path: 'share', message: 'must be at least 0 and below 1' }])
  await store.sql`insert into installation (name, value) values (${NAME}, to_jsonb(${share}::float8)) on conflict (name) do update set value = excluded.value`
  await audit(store, { actor, action: 'models.canary_share', subject: 'recommender', detail: { share } }, now)
}

/**
 * Whether a visitor gets the canary: the same answer for the same key in every process and at every call, and for a larger share everybody
 * who had it at a smaller one. Another canary draws anew, so that nobody is the one tried on each time.
 */
export function inCanary(artefactId: ArtefactId, share: number, key: string): boolean {
  return derive(artefactId, key)() < share
}
