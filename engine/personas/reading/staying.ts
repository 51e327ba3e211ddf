import type { PersonaId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'

const PROFILING = 'personalize.content.profiling'

/** Who of a run may still be counted: not withdrawn, expired, erased or joined with another person since. */
export type Staying = { readonly all: number; readonly ofPersona: ReadonlyMap<PersonaId, number> }

/** Members are counted by the index alone, and only of those who ever refused or whose consent ran out is the last word asked: everybody has a record of it. */
export async function readStaying({ sql }: Pick<Store, 'sql'>, runIds: readonly RunId[], now: Date): Promise<Map<RunId, Staying>> {
  if (runIds.length === 0) return new Map()
  const runs = [...runIds]
  const rows = await sql<{ run_id: RunId; persona_id: PersonaId; n: number }[]>`
    with doubtful as (
      select distinct p.person_id from consent_records r join people p using (customer_id) where r.purpose = ${PROFILING} and (not r.allowed or r.expires_at <= ${now})),
    latest as (
      select distinct on (p.person_id) p.person_id, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as allowed
      from doubtful join people p using (person_id) join consent_records r using (customer_id) where r.purpose = ${PROFILING} order by p.person_id, r.seq desc),
    gone as (select person_id from latest where not allowed union select customer_id from customers where merged_into is not null),
    counted as (select run_id, persona_id, count(*)::int n from persona_members where persona_id is not null and run_id = any(${runs}::uuid[]) group by 1, 2),
    lost as (
      select m.run_id, m.persona_id, count(*)::int n from persona_members m join gone on gone.person_id = m.customer_id where m.persona_id is not null and m.run_id = any(${runs}::uuid[]) group by 1, 2)
    select c.run_id, c.persona_id, c.n - coalesce(lost.n, 0) as n from counted c left join lost using (run_id, persona_id)`
  const found = new Map<RunId, { all: number; ofPersona: Map<PersonaId, number> }>()
  for (const { run_id, persona_id, n } of rows) {
    const run = found.get(run_id) ?? { all: 0, ofPersona: new Map<PersonaId, number>() }
    run.all += n
    run.ofPersona.set(persona_id, n)
    found.set(run_id, run)
  }
  return found
}
