import type { RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { ALLOWED_BY_DEFAULT, POLICY_VERSION, type Purpose } from './purposes.ts'

declare const admitted: unique symbol

/**
 * Evidence that exactly the people in run_population under (runId, purpose) allowed it when the run began. Batch reads join that table;
 * it is kept as the run's membership.
 */
export type PopulationPermit<P extends Purpose> = {
  readonly runId: RunId
  readonly purpose: P
  readonly people: number
  readonly policyVersion: string
  readonly checkedAt: Date
  readonly [admitted]: P
}

/**
 * Lets everybody into a run who allows the purpose now, and nobody else. Called again for the same run (a job that was killed), it asks
 * again and replaces the answer. Only customers named by the shop are admitted when `knownOnly`.
 */
export async function admitPopulation<P extends Purpose>(store: Store, runId: RunId, purpose: P, now: Date, knownOnly = true): Promise<PopulationPermit<P>> {
  const byDefault = ALLOWED_BY_DEFAULT.has(purpose)
  const people = await store.sql.begin(async (tx) => {
    await tx`delete from run_population where run_id = ${runId} and purpose = ${purpose}`
    await tx`
      with said as (
        select distinct on (p.person_id) p.person_id, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as allowed
        from consent_records r join people p using (customer_id) where r.purpose = ${purpose} order by p.person_id, r.seq desc)
      insert into run_population (customer_id, run_id, purpose, person_id)
      select p.customer_id, ${runId}, ${purpose}, p.person_id
      from people p join customers c on c.customer_id = p.person_id left join said on said.person_id = p.person_id
      where coalesce(said.allowed, ${byDefault}) and (c.known or not ${knownOnly})`
    const [{ n }] = await tx<{ n: number }[]>`select count(distinct person_id)::int n from run_population where run_id = ${runId} and purpose = ${purpose}`
    return n
  })
  await store.sql`analyze run_population`
  return { runId, purpose, people, policyVersion: POLICY_VERSION, checkedAt: now } as PopulationPermit<P>
}
