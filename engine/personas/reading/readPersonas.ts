import { LotseError } from '../../errors.ts'
import { isUuid, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import { RunReport } from '../finding/report.ts'
import { checksOf, type Check } from '../life/checks.ts'
import { LineageEntry } from '../life/lineage.ts'
import { latestSet } from '../life/sets.ts'
import { LEAST_PEOPLE, PersonaFacts, withheldFacts } from '../meaning/facts.ts'
import { roundCount, roundFacts } from '../meaning/roundFacts.ts'
import { readStaying, type Staying } from './staying.ts'

export type Persona = {
  readonly id: PersonaId
  readonly name: string
  readonly description: string
  /** What a person chose rather than a run. */
  readonly named: { readonly name: boolean; readonly description: boolean }
  readonly status: PersonaStatus
  readonly pinned: boolean
  readonly version: number
  readonly bornRunId: RunId
  /** The last run that found it. */
  readonly runId: RunId
  /** From when on, and by which run, decisions, segments and exports go by it; null while they don't. */
  readonly inUse: { readonly effectiveAt: Date; readonly runId: RunId } | null
  /** What approval asks. */
  readonly checks: readonly Check[]
  /** Of the last run that found it; people who no longer allow profiling are out of `size` and `share` at once, out of the other figures with the next run. Rounded (see roundFacts.ts). */
  readonly facts: PersonaFacts
  readonly lineage: readonly LineageEntry[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

type PersonaRow = Omit<Persona, 'facts' | 'lineage' | 'checks' | 'inUse'> & { readonly facts: unknown; readonly lineage: unknown; readonly report: unknown }

/** Every persona with a given status (all but the retired where none is given), largest first. */
export async function listPersonas(store: Pick<Store, 'sql'>, now: Date, status: PersonaStatus | null = null): Promise<Persona[]> {
  const rows = await store.sql<PersonaRow[]>`
    ${selectPersonas(store)} where ${status === null ? store.sql`p.status <> 'retired'` : store.sql`p.status = ${status}`} order by f.size desc nulls last, p.persona_id`
  return asOfNow(store, rows, now)
}

/** Throws `persona_unknown` (missing). */
export async function getPersona(store: Pick<Store, 'sql'>, id: string, now: Date): Promise<Persona> {
  const rows = isUuid(id) ? await store.sql<PersonaRow[]>`${selectPersonas(store)} where p.persona_id = ${id}` : []
  const [persona] = await asOfNow(store, rows, now)
  if (persona === undefined) throw unknownPersona()
  return persona
}

export function unknownPersona(): LotseError {
  return new LotseError('missing', 'persona_unknown', 'There is no persona with this id. List them with GET /v1/personas.')
}

function selectPersonas({ sql }: Pick<Store, 'sql'>) {
  return sql`
    select p.persona_id id, p.name, p.description, p.named, p.status, p.pinned, p.version, p.born_run_id "bornRunId", p.run_id "runId", p.lineage, p.created_at "createdAt", p.updated_at "updatedAt", f.facts, r.report
    from personas p left join persona_profiles f on f.persona_id = p.persona_id and f.run_id = p.run_id left join persona_runs r on r.run_id = p.run_id`
}

async function asOfNow(store: Pick<Store, 'sql'>, rows: readonly PersonaRow[], now: Date): Promise<Persona[]> {
  const [staying, set] = await Promise.all([readStaying(store, [...new Set(rows.map((row) => row.runId))], now), latestSet(store.sql)])
  return rows.map(({ facts, lineage, report, ...row }) => {
    const entry = set?.entries.find(({ personaId }) => personaId === row.id)
    const size = staying.get(row.runId)?.ofPersona.get(row.id) ?? 0
    // By exact figures; what is shown of them is rounded.
    const checks = checksOf(row.id, { ...PersonaFacts.parse(facts), size }, RunReport.parse(report ?? {}))
    return {
      ...row, description: size >= LEAST_PEOPLE ? row.description : '', lineage: LineageEntry.array().parse(lineage), checks, facts: shown(PersonaFacts.parse(roundFacts(facts)), size, staying.get(row.runId)),
      inUse: set === null || entry === undefined ? null : { effectiveAt: entry.effectiveAt, runId: set.runId },
    }
  })
}

/** The figures of a group that has become too small to be shown are kept back like those of one that was found too small. */
function shown(facts: PersonaFacts, exact: number, staying: Staying | undefined): PersonaFacts {
  const all = roundCount(staying?.all ?? 0)
  const size = roundCount(exact)
  const share = all > 0 ? Number(Math.min(1, size / all).toPrecision(3)) : 0
  if (exact >= LEAST_PEOPLE) return { ...facts, size, share }
  const { de, en } = facts.text
  return withheldFacts({ ...facts, text: { de: { ...de, description: '' }, en: { ...en, description: '' } }, size: 0, share: 0 })
}
