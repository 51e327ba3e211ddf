import { addEvents, addItem, addPerson, say, type TestEvent, type TestHome } from '../../features/testing/shopLog.ts'
import { newId, type CustomerId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import type { Traits } from '../../store/schema/people.ts'

export const NOW = new Date('2026-03-01T12:00:00Z')

export type TestPerson = TestHome & { readonly userId?: string; readonly traits?: Traits; readonly mergedInto?: CustomerId; readonly profiling?: boolean; readonly email?: boolean }

/** A customer with a user id, traits and answers to the two purposes; yes to both unless it says otherwise. */
export async function join(store: Store, person: TestPerson = {}): Promise<CustomerId> {
  const id = await addPerson(store, person, newId<CustomerId>(NOW), person.mergedInto ?? null)
  await store.sql`update customers set traits = ${store.sql.json(person.traits ?? {})} where customer_id = ${id}`
  if (person.userId !== undefined) await store.sql`insert into identifiers values ('user_id', ${person.userId}, ${id}, ${NOW})`
  const start = new Date('2024-01-01T00:00:00Z')
  if (person.profiling !== undefined || person.mergedInto === undefined) await say(store, [id], 'personalize.content.profiling', person.profiling ?? true, start)
  if (person.email !== undefined || person.mergedInto === undefined) await say(store, [id], 'marketing.communications.email', person.email ?? true, start)
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
      values (${id}, ${name}, '', '{}', ${status}, 1, ${run}, ${run}, '{}', ${at}, ${at})`
    for (const member of members) await store.sql`insert into persona_members values (${member}, ${run}, ${id}, 1, 1)`
  }
  return ids
}

export { addEvents, addItem, say, type TestEvent }
