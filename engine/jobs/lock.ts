import { LotseError } from '../errors.ts'
import type { RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** Runs `work` while this process alone holds the run; the database lets go of it when the process dies. */
export async function holdingRun<T>(store: Store, runId: RunId, work: () => Promise<T>): Promise<T> {
  const session = await store.sql.reserve()
  try {
    const [{ held }] = await session<{ held: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${runId}, 11)) held`
    if (!held) throw new LotseError('conflict', 'run_busy', 'Another process is working on this run.')
    try {
      return await work()
    } finally {
      await session`select pg_advisory_unlock(hashtextextended(${runId}, 11))`
    }
  } finally {
    session.release()
  }
}

/** Runs marked as running that no process holds any more: their process was killed. */
export async function abandonedRuns(store: Store): Promise<RunId[]> {
  return store.sql.begin(async (tx) => {
    const rows = await tx<{ run_id: RunId; free: boolean }[]>`
      select run_id, pg_try_advisory_xact_lock(hashtextextended(run_id::text, 11)) free from runs where status = 'running'`
    return rows.filter((row) => row.free).map((row) => row.run_id)
  })
}
