import { LotseError } from '../../errors.ts'
import { isUuid, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { Choice, RunReport } from '../finding/report.ts'
import { roundCount, roundFacts } from '../meaning/roundFacts.ts'
import { PersonaSettings } from '../settings.ts'
import { ValueFit } from './valueFit.ts'

export type PersonaRun = {
  readonly id: RunId
  readonly asOf: Date
  readonly featureRunId: RunId
  readonly n: number
  readonly k: number
  /** The table behind k, the reason for it, and how many people shaped the groups. */
  readonly choice: Choice
  /** What it was asked to do, and what it saw besides. */
  readonly settings: PersonaSettings
  readonly report: RunReport
  /** How customer value was learned; null where features are no longer kept, or too few bought. */
  readonly value: ValueFit | null
  readonly createdAt: Date
  readonly completedAt: Date | null
}

const PAGE = 100

/** Newest first. */
export async function personaRuns(store: Pick<Store, 'sql'>, cursor: string | null = null): Promise<{ readonly data: readonly PersonaRun[]; readonly nextCursor: string | null }> {
  if (cursor !== null && !isUuid(cursor)) throw new LotseError('input', 'cursor_invalid', 'Use nextCursor of the page before as it was given.', [{ path: 'cursor', message: 'is not a cursor' }])
  const { sql } = store
  const rows = await sql<PersonaRun[]>`${select(store)} ${cursor === null ? sql`` : sql`where (r.created_at, r.run_id) < (select created_at, run_id from persona_runs where run_id = ${cursor})`}
    order by r.created_at desc, r.run_id desc limit ${PAGE + 1}`
  const page = rows.slice(0, PAGE).map(asTold)
  return { data: page, nextCursor: rows.length > PAGE ? page[page.length - 1]!.id : null }
}

/** Throws `run_unknown` (missing). */
export async function getPersonaRun(store: Pick<Store, 'sql'>, id: string): Promise<PersonaRun> {
  const [run] = isUuid(id) ? await store.sql<PersonaRun[]>`${select(store)} where r.run_id = ${id}` : []
  if (run === undefined) throw new LotseError('missing', 'run_unknown', 'There is no persona run with this id. List them with GET /v1/persona-runs.')
  return asTold(run)
}

function select({ sql }: Pick<Store, 'sql'>) {
  return sql`select r.run_id id, r.as_of "asOf", r.feature_run_id "featureRunId", r.n, r.k, r.choice, r.settings, r.report, r.created_at "createdAt", r.completed_at "completedAt", f.basis -> 'value' value
    from persona_runs r left join feature_sets f on f.run_id = r.feature_run_id`
}

/** Runs of before settings and reports were kept have the defaults and nothing seen. Told as facts are: people in tens, other figures to three digits. */
function asTold(run: PersonaRun): PersonaRun {
  return {
    ...run, n: roundCount(run.n), choice: Choice.parse(roundFacts(run.choice)), settings: PersonaSettings.parse(run.settings), report: RunReport.parse(roundFacts(RunReport.parse(run.report))),
    value: run.value === null ? null : ValueFit.parse(roundFacts(run.value)),
  }
}
