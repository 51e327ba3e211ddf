import type { Permit } from '../../consent/permit.ts'
import type { PersonaId } from '../../ids.ts'
import { inUse } from '../life/sets.ts'
import type { Store } from '../../store/connect.ts'

export type PersonaOf = { readonly personaId: PersonaId; readonly name: string; readonly weight: number }

/**
 * The persona in use that a person belongs to, or null: undetermined, in none that is in use, or the profile it was made from may no
 * longer be kept. One prepared query by primary keys.
 */
export async function personaOf(store: Pick<Store, 'sql'>, permit: Permit<'personalize.content.profiled'>): Promise<PersonaOf | null> {
  const [row] = await store.sql<PersonaOf[]>`
    select p.persona_id "personaId", p.name, m.weight::float8 weight
    from ${inUse(store.sql, permit.checkedAt)} u join persona_members m on m.run_id = u.run_id and m.persona_id = u.persona_id join personas p on p.persona_id = m.persona_id
    where m.customer_id = ${permit.personId}
      and (select r.allowed and (r.expires_at is null or r.expires_at > ${permit.checkedAt}) from consent_records r
        where r.customer_id = any(${[...permit.customerIds]}::uuid[]) and r.purpose = 'personalize.content.profiling' order by r.seq desc limit 1)`
  return row ?? null
}
