import type { Permit } from '../../consent/permit.ts'
import type { PersonaId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'

export type PersonaOf = { readonly personaId: PersonaId; readonly name: string; readonly weight: number }

/**
 * The published persona of a person by the current run, or null: not in the run, not published, or the profile it was made from may no
 * longer be kept. One prepared query by primary keys; it stands on the decide path.
 */
export async function personaOf(store: Pick<Store, 'sql'>, permit: Permit<'personalize.content.profiled'>): Promise<PersonaOf | null> {
  const [row] = await store.sql<PersonaOf[]>`
    select p.persona_id "personaId", p.name, m.weight::float8 weight
    from persona_members m join personas p on p.persona_id = m.persona_id and p.status = 'published'
    where m.customer_id = ${permit.personId} and m.run_id = (select run_id from persona_runs where completed_at is not null order by completed_at desc, run_id desc limit 1)
      and (select r.allowed and (r.expires_at is null or r.expires_at > ${permit.checkedAt}) from consent_records r
        where r.customer_id = any(${[...permit.customerIds]}::uuid[]) and r.purpose = 'personalize.content.profiling' order by r.seq desc limit 1)`
  return row ?? null
}
