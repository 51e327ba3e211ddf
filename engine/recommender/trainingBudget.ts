import { audit } from '../access/audit.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { TRAINING_SECONDS } from './learn.ts'

const NAME = 'training seconds'
const LONGEST = 3600

/** What choosing and fitting a model may take, in planned seconds of two cores (see secondsOf). */
export async function trainingSeconds(store: Store): Promise<number> {
  const [row] = await store.sql<{ value: number }[]>`select (value #>> '{}')::float8 as value from installation where name = ${NAME}`
  return row?.value ?? TRAINING_SECONDS
}

/** Holds for models trained from now on. Throws invalid_seconds (input) outside 1 to 3600. */
export async function setTrainingSeconds(store: Store, seconds: number, actor: string, now: Date): Promise<void> {
  if (!(seconds >= 1 && seconds <= LONGEST)) throw new LotseError('input', 'invalid_seconds', `Training takes a number of seconds from 1 to ${LONGEST}.`, [{ path: 'trainingSeconds', message: `must be from 1 to ${LONGEST}` }])
  await store.sql`insert into installation (name, value) values (${NAME}, to_jsonb(${seconds}::float8)) on conflict (name) do update set value = excluded.value`
  await audit(store, { actor, action: 'models.training_seconds', subject: 'recommender', detail: { seconds } }, now)
}
