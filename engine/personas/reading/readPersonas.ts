import { LotseError } from '../../errors.ts'
import { isUuid, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import { LEAST_PEOPLE, PersonaFacts } from '../meaning/facts.ts'
import type { LineageEntry } from '../life/lineage.ts'
import { readStaying, type Staying } from './staying.ts'

export type Persona = {
  readonly id: PersonaId
  readonly name: string
  readonly description: string
  /** What a person chose rather than a run. */
  readonly named: { readonly name: boolean; readonly description: boolean }
  readonly status: PersonaStatus
  readonly version: number
  readonly bornRunId: RunId
  /** The last run that found it. */
  readonly runId: RunId
  /** Of that run; people who no longer allow profiling are out of `size` and `share` at once, out of the other figures with the next run. */
  readonly facts: PersonaFacts
  readonly lineage: readonly LineageEntry[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

export type PersonaRow = Omit<Persona, 'facts'> & { readonly facts: unknown }

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

export type PublishedPersona = { readonly id: PersonaId; readonly name: string; readonly runId: RunId }

/** What decisions and segments may go by, in the order of the ids. */
export async function publishedPersonas(store: Pick<Store, 'sql'>): Promise<PublishedPersona[]> {
  return store.sql<PublishedPersona[]>`select persona_id id, name, run_id "runId" from personas where status = 'published' order by persona_id`
}

function selectPersonas({ sql }: Pick<Store, 'sql'>) {
  return sql`
    select p.persona_id id, p.name, p.description, p.named, p.status, p.version, p.born_run_id "bornRunId", p.run_id "runId", p.lineage, p.created_at "createdAt", p.updated_at "updatedAt", f.facts
    from personas p left join persona_profiles f on f.persona_id = p.persona_id and f.run_id = p.run_id`
}

async function asOfNow(store: Pick<Store, 'sql'>, rows: readonly PersonaRow[], now: Date): Promise<Persona[]> {
  const staying = await readStaying(store, [...new Set(rows.map((row) => row.runId))], now)
  return rows.map((row) => ({ ...row, facts: shown(PersonaFacts.parse(row.facts), staying.get(row.runId), row.id) }))
}

/** The figures of a group that has become too small to be shown are kept back like those of one that was found too small. */
function shown(facts: PersonaFacts, staying: Staying | undefined, id: PersonaId): PersonaFacts {
  const size = staying?.ofPersona.get(id) ?? 0
  const share = size > 0 && staying !== undefined ? size / staying.all : 0
  if (size >= LEAST_PEOPLE) return { ...facts, size, share }
  const { text, stability } = facts
  return {
    size, share, text, stability, withheld: true, revenue: null, orders: null, recencyDays: null, distinguishing: [], places: [], regions: [], channels: [], devices: [], hours: [],
    topItems: [], categories: [], experience: { rating: null, nps: null, contactsPerOrder: null, complaintsPerOrder: null, returnRate: null },
  }
}
