import { addEvents, addItem, say, type TestEvent, type TestHome } from '../../features/testing/shopLog.ts'
import { newId, type CustomerId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import type { Traits } from '../../store/schema/people.ts'
import { putInUse } from '../../personas/testing/putInUse.ts'
import { K_HAND_ON } from '../thresholds.ts'

export const NOW = new Date('2026-03-01T12:00:00Z')

export type TestPerson = TestHome & { readonly userId?: string; readonly traits?: Traits; readonly mergedInto?: CustomerId; readonly profiling?: boolean; readonly email?: boolean }

const START = new Date('2024-01-01T00:00:00Z')

/** Customers with a user id, traits and answers to the two purposes; yes to both unless they say otherwise. */
export async function joinAll(store: Store, people: readonly TestPerson[]): Promise<CustomerId[]> {
  const { sql } = store
  const rows = people.map((person) => ({ ...person, id: newId<CustomerId>(NOW) }))
  await sql`insert into customers ${sql(rows.map((row) => ({
    customer_id: row.id, created_at: START, known: true, traits: sql.json(row.traits ?? {}), country: row.country ?? null, region: row.region ?? null, city: row.city ?? null, merged_into: row.mergedInto ?? null,
  })))}`
  const named = rows.flatMap(({ userId, id }) => (userId === undefined ? [] : [{ kind: 'user_id', value: userId, customer_id: id, first_seen: START }]))
  if (named.length > 0) await sql`insert into identifiers ${sql(named)}`
  for (const [answer, purpose] of [['profiling', 'personalize.content.profiling'], ['email', 'marketing.communications.email']] as const) {
    const asked = rows.filter((row) => row[answer] !== undefined || row.mergedInto === undefined)
    for (const allowed of [true, false]) await say(store, asked.filter((row) => (row[answer] ?? true) === allowed).map((row) => row.id), purpose, allowed, START)
  }
  return rows.map((row) => row.id)
}

export async function join(store: Store, person: TestPerson = {}): Promise<CustomerId> {
  const [id] = await joinAll(store, [person])
  return id
}

/** A complete persona run with these groups. */
export async function group(store: Store, groups: readonly { name: string; status: PersonaStatus; members: readonly CustomerId[] }[], at = NOW): Promise<PersonaId[]> {
  const run = newId<RunId>(at)
  await store.sql`insert into persona_runs values (${run}, ${at}, ${run}, 0, ${groups.length}, '{}', '{}', ${at}, ${at})`
  const ids: PersonaId[] = []
  for (const { name, status, members } of groups) {
    const id = newId<PersonaId>(at)
    ids.push(id)
    await store.sql`insert into personas (persona_id, name, description, named, status, version, born_run_id, run_id, lineage, created_at, updated_at)
      values (${id}, ${name}, '', '{}', ${status}, 1, ${run}, ${run}, '[]', ${at}, ${at})`
    for (const member of members) await store.sql`insert into persona_members values (${member}, ${run}, ${id}, 1, 1)`
    // As large a group as may be handed on, whoever of it the test has made up.
    await store.sql`insert into persona_profiles values (${id}, ${run}, 0, ${K_HAND_ON}, '{}')`
  }
  await putInUse(store, run, ids.filter((_, i) => groups[i]!.status === 'published'), at)
  return ids
}

export { addEvents, addItem, say, type TestEvent }
