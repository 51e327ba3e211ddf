import type { Fragment, TransactionSql } from 'postgres'
import type { Permit } from '../consent/permit.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'

/** Where a person lives, as finely as they allow: a town and a point only with location.precise, else nothing below the region. */
export type Home = {
  readonly personId: CustomerId
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly lat: number | null
  readonly lon: number | null
}

/** The people of the run in the order of their ids. */
export async function readHomes(tx: TransactionSql, permit: PopulationPermit<'personalize.content.profiling'>, precise: PopulationPermit<'location.precise'> | null): Promise<Home[]> {
  return tx`
    with exact as (select customer_id from run_population where run_id = ${precise?.runId ?? null} and purpose = 'location.precise')
    select p.person_id "personId", ${placeIf(tx, tx`exact.customer_id is not null`)}
    from (select distinct person_id from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose}) p
    join customers c on c.customer_id = p.person_id left join exact on exact.customer_id = p.person_id order by p.person_id`
}

/** The homes of a few people, in their order. */
export async function readHomesOf(tx: TransactionSql, people: readonly CustomerId[], precise: readonly Permit<'location.precise'>[]): Promise<Home[]> {
  return tx`
    select p.person_id "personId", ${placeIf(tx, tx`p.person_id = any(${precise.map(({ personId }) => personId)}::uuid[])`)}
    from unnest(${[...people]}::uuid[]) with ordinality as p (person_id, n) left join customers c on c.customer_id = p.person_id order by p.n`
}

function placeIf(tx: TransactionSql, allowed: Fragment): Fragment {
  return tx`c.country, c.region, case when ${allowed} then c.city end city, case when ${allowed} then c.lat end lat, case when ${allowed} then c.lon end lon`
}
