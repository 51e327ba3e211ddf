import type { Sql } from 'postgres'
import { pruneFeatures } from '../../features/pruneFeatures.ts'
import type { RunId } from '../../ids.ts'
import { TURN } from './previousRun.ts'

/** Who was where is kept of the newest runs … */
const NEWEST = 35
/** … and of the last run of each month and of everything that was in use, so far back. */
const DAYS = 400

/**
 * Forgets who was where in old runs, and features that nobody is put in place by any more. What a run found, its model and its report stay: they hold
 * no person. Personas may be compared, and rolled back to, as far back as their members are kept. Takes its turn with runs.
 */
export async function pruneRuns(sql: Sql, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${TURN})`
    const rows = await tx<{ run_id: RunId; feature_run_id: RunId; in_use: boolean }[]>`
      with kept as (
        select run_id, feature_run_id, row_number() over (order by completed_at desc, run_id desc) n,
          row_number() over (partition by date_trunc('month', as_of at time zone 'UTC') order by completed_at desc, run_id desc) of_month, as_of > ${now}::timestamptz - make_interval(days => ${DAYS}) recent
        from persona_runs where completed_at is not null),
      sets as (select run_id, created_at, row_number() over (order by seq desc) n from persona_sets)
      select run_id, feature_run_id, n = 1 or run_id in (select run_id from sets where n = 1) in_use from kept
      where n <= ${NEWEST} or (recent and of_month = 1) or run_id in (select run_id from sets where n = 1 or created_at > ${now}::timestamptz - make_interval(days => ${DAYS}))
        or run_id in (select run_id from personas where status <> 'retired')`
    const keep = rows.map((row) => row.run_id)
    if (keep.length === 0) return
    await tx`delete from persona_members where run_id <> all(${keep}::uuid[])`
    await tx`delete from run_population where run_id <> all(${keep}::uuid[]) and run_id in (select run_id from runs where status = 'succeeded' and finished_at < ${now}::timestamptz - interval '1 day')`
    await pruneFeatures(tx, { rows: rows.filter((row) => row.in_use).map((row) => row.feature_run_id), sets: rows.map((row) => row.feature_run_id) }, now)
  })
}
