import type { PersonaId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'

const PROFILING = 'personalize.content.profiling'

/** Who of a run may still be counted: not withdrawn, expired, erased or joined with another person since. */
export type Staying = { readonly all: number; readonly ofPersona: ReadonlyMap<PersonaId, number> }

export async function readStaying({ sql }: Pick<Store, 'sql'>, runIds: readonly RunId[], now: Date): Promise<Map<RunId, Staying>> {
  if (runIds.length === 0) return new Map()
  const rows = await sql<{ run_id: RunId; persona_id: PersonaId; n: number }[]>`
    with said as (
      select distinct on (p.person_id) p.person_id, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as allowed
      from consent_records r join people p using (customer_id) where r.purpose = ${PROFILING} order by p.person_id, r.seq desc)
    select m.run_id, m.persona_id, count(*)::int n from persona_members m join said on said.person_id = m.customer_id and said.allowed
    where m.persona_id is not null and m.run_id = any(${[...runIds]}::uuid[]) group by m.run_id, m.persona_id`
  const found = new Map<RunId, { all: number; ofPersona: Map<PersonaId, number> }>()
  for (const { run_id, persona_id, n } of rows) {
    const run = found.get(run_id) ?? { all: 0, ofPersona: new Map<PersonaId, number>() }
    run.all += n
    run.ofPersona.set(persona_id, n)
    found.set(run_id, run)
  }
  return found
}
