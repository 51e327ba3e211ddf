import type { Sql } from 'postgres'
import type { PersonaId, RunId } from '../../ids.ts'
import { inUse } from '../life/sets.ts'

/** The run whose members count (null while nothing is in use), and the names of the personas that may be gone by. */
export type PersonasInUse = { readonly runId: RunId | null; readonly names: ReadonlyMap<PersonaId, string> }

export async function personasInUse(sql: Sql, at: Date): Promise<PersonasInUse> {
  const rows = await sql<{ id: PersonaId; name: string; runId: RunId }[]>`
    select u.persona_id id, p.name, u.run_id "runId" from ${inUse(sql, at)} u join personas p using (persona_id) order by u.persona_id`
  return { runId: rows[0]?.runId ?? null, names: new Map(rows.map(({ id, name }) => [id, name])) }
}
