import type { TransactionSql } from 'postgres'
import type { Permit } from '../consent/permit.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'

/** Where a person lives, as finely as they allow. */
export type Home = {
  readonly personId: CustomerId
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly lat: number | null
  readonly lon: number | null
}

/** The people of the run in the order of their ids. Their own point is read only of those who allow it. */
export async function readHomes(tx: TransactionSql, permit: PopulationPermit<'personalize.content.profiling'>, precise: PopulationPermit<'location.precise'> | null): Promise<Home[]> {
  return tx`
    with exact as (select customer_id from run_population where run_id = ${precise?.runId ?? null} and purpose = 'location.precise')
    select p.person_id "personId", c.country, c.region, c.city, case when exact.customer_id is not null then c.lat end lat, case when exact.customer_id is not null then c.lon end lon
    from (select distinct person_id from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose}) p
    join customers c on c.customer_id = p.person_id left join exact on exact.customer_id = p.person_id order by p.person_id`
}

/** The homes of a few people, in their order; a point only of those with a permit for it. */
export async function readHomesOf(tx: TransactionSql, people: readonly CustomerId[], precise: readonly Permit<'location.precise'>[]): Promise<Home[]> {
  const exact = precise.map(({ personId }) => personId)
  return tx`
    select p.person_id "personId", c.country, c.region, c.city, case when p.person_id = any(${exact}::uuid[]) then c.lat end lat, case when p.person_id = any(${exact}::uuid[]) then c.lon end lon
    from unnest(${[...people]}::uuid[]) with ordinality as p (person_id, n) left join customers c on c.customer_id = p.person_id order by p.n`
}
