import { suppress } from '../../../models/disclosure/suppress.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { LEAST_PEOPLE } from '../meaning/facts.ts'
import { roundCount } from '../meaning/roundFacts.ts'

/** A persona, or `undetermined`, or those who are in the other run only: `joined` before, `left` after. `people` null: not shown. */
export type Stand = { readonly key: string; readonly personaId: PersonaId | null; readonly name: string | null; readonly people: number | null }
type Moment = { readonly runId: RunId; readonly asOf: Date }

/** Where people went between two runs: of those who allow profiling at this moment, and no flow so small that it could point at somebody. */
export type PersonaMigration = {
  readonly since: Moment
  readonly now: Moment
  readonly before: readonly Stand[]
  readonly after: readonly Stand[]
  readonly flows: readonly { readonly from: string; readonly to: string; readonly people: number }[]
  /** Flows too small to be shown, or kept back so that those can't be worked out. */
  readonly hidden: number
}

const UNDETERMINED = 'undetermined'
const JOINED = 'joined'
const LEFT = 'left'

type Flow = { from: string; to: string; n: number }

/** From an earlier run (the one before unless named) to a run. Throws `run_unknown` (missing), `nothing_before` (conflict). */
export async function readMigration(store: Pick<Store, 'sql'>, runId: string, since: string | undefined, now: Date): Promise<PersonaMigration> {
  const later = await momentOf(store, runId)
  const earlier = since === undefined ? await momentBefore(store, later.runId) : await momentOf(store, since)
  const flows = await readFlows(store, earlier.runId, later.runId, now)
  const names = new Map((await store.sql<{ id: string; name: string }[]>`select persona_id id, name from personas`).map(({ id, name }) => [id, name]))
  const [froms, tos] = [keysOf(flows.map(({ from }) => from)), keysOf(flows.map(({ to }) => to))]
  const counts = new Float64Array(froms.length * tos.length)
  for (const { from, to, n } of flows) counts[froms.indexOf(from) * tos.length + tos.indexOf(to)]! += n
  const { cells, rowTotals, colTotals } = suppress({ rows: froms.length, cols: tos.length, counts }, LEAST_PEOPLE, 'totals')
  const sum = (of: (flow: Flow) => boolean) => flows.reduce((total, flow) => (of(flow) ? total + flow.n : total), 0)
  const stand = (key: string, people: number, hidden: boolean): Stand => ({ key, personaId: isUuid(key) ? key as PersonaId : null, name: names.get(key) ?? null, people: hidden ? null : roundCount(people) })
  const shown = froms.flatMap((from, i) => tos.flatMap((to, j) => {
    const at = i * tos.length + j
    return counts[at]! > 0 && cells[at] === 0 ? [{ from, to, people: roundCount(counts[at]!) }] : []
  }))
  return {
    since: earlier, now: later, flows: shown, hidden: counts.filter((n, at) => n > 0 && cells[at] === 1).length,
    before: froms.map((key, i) => stand(key, sum(({ from }) => from === key), rowTotals[i] === 1)),
    after: tos.map((key, j) => stand(key, sum(({ to }) => to === key), colTotals[j] === 1)),
  }
}

/** Personas in the order of their ids, then those who are none. */
function keysOf(keys: readonly string[]): string[] {
  const rank = (key: string) => [UNDETERMINED, JOINED, LEFT].indexOf(key)
  return [...new Set(keys)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

async function momentOf(store: Pick<Store, 'sql'>, runId: string): Promise<Moment> {
  const [run] = isUuid(runId) ? await store.sql<Moment[]>`select run_id "runId", as_of "asOf" from persona_runs where run_id = ${runId} and completed_at is not null` : []
  if (run === undefined) throw new LotseError('missing', 'run_unknown', 'There is no complete persona run with this id. List them with GET /v1/persona-runs.')
  return run
}

async function momentBefore(store: Pick<Store, 'sql'>, runId: RunId): Promise<Moment> {
  const [run] = await store.sql<Moment[]>`
    select run_id "runId", as_of "asOf" from persona_runs where completed_at is not null and (completed_at, run_id) < (select completed_at, run_id from persona_runs where run_id = ${runId})
    order by completed_at desc, run_id desc limit 1`
  if (run === undefined) throw new LotseError('conflict', 'nothing_before', 'This is the first run, so there is nothing people could have moved from.')
  return run
}

async function readFlows({ sql }: Pick<Store, 'sql'>, earlier: RunId, later: RunId, now: Date): Promise<Flow[]> {
  return sql<Flow[]>`
    with said as (
      select distinct on (p.person_id) p.person_id, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as allowed
      from consent_records r join people p using (customer_id) where r.purpose = 'personalize.content.profiling' order by p.person_id, r.seq desc),
    was as (select customer_id, coalesce(persona_id::text, ${UNDETERMINED}) key from persona_members where run_id = ${earlier}),
    "is" as (select customer_id, coalesce(persona_id::text, ${UNDETERMINED}) key from persona_members where run_id = ${later})
    select coalesce(was.key, ${JOINED}) as from, coalesce("is".key, ${LEFT}) as to, count(*)::float8 n
    from was full join "is" using (customer_id) join said on said.person_id = customer_id and said.allowed group by 1, 2 order by 1, 2`
}
