import type { PersonaId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'

const PROFILING = 'personalize.content.profiling'

/** Who of a run may still be counted: not withdrawn, expired, erased or joined with another person since. */
export type Staying = { readonly all: number; readonly ofPersona: ReadonlyMap<PersonaId, number> }

/** Members are counted by the index alone, and those who left are looked up one by one: they are few, while everybody has a record of consent. */
export async function readStaying({ sql }: Pick<Store, 'sql'>, runIds: readonly RunId[], now: Date): Promise<Map<RunId, Staying>> {
  if (runIds.length === 0) return new Map()
  const runs = [...runIds]
  const rows = await sql<{ run_id: RunId; persona_id: PersonaId; n: number }[]>`
    with doubtful as (
      select distinct p.person_id from consent_records r join people p using (customer_id) where r.purpose = ${PROFILING} and (not r.allowed or r.expires_at <= ${now})),
    gone as (
      select d.person_id from doubtful d where not (
        select r.allowed and (r.expires_at is null or r.expires_at > ${now}) from people p join consent_records r using (customer_id)
        where p.person_id = d.person_id and r.purpose = ${PROFILING} order by r.seq desc limit 1)
      union select customer_id from customers where merged_into is not null),
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
