import type { TransactionSql } from 'postgres'
import type { CustomerId } from '../ids.ts'

/**
 * What may be collected of somebody. `browsing`: false once they refused or withdrew profiling and did not allow reporting either; then
 * what they look at is not written down. `reporting`: they allowed it. `precisePlace`: coordinates may be kept.
 */
export type Collection = { readonly personId: CustomerId; readonly browsing: boolean; readonly reporting: boolean; readonly precisePlace: boolean }

type Row = { customer_id: CustomerId; person_id: CustomerId; refused: boolean; reporting: boolean; precise: boolean }

/** What may be collected of each of these customers now, by customer id. Reads the standing answers of the person each of them is. */
export async function collectionRules(tx: TransactionSql, customerIds: readonly CustomerId[], now: Date): Promise<ReadonlyMap<CustomerId, Collection>> {
  if (customerIds.length === 0) return new Map()
  const rows = await tx<Row[]>`
    with asked as materialized (
      select c.* from unnest(${[...customerIds]}::uuid[]) a(id)
      cross join lateral (select c.customer_id, coalesce(c.merged_into, c.customer_id) as person_id from customers c where c.customer_id = a.id limit 1) c),
    persons as (select distinct person_id from asked),
    members as (select person_id, person_id as customer_id from persons
      union all select p.person_id, c.customer_id from persons p cross join lateral (select c.customer_id from customers c where c.merged_into = p.person_id offset 0) c),
    standing as (
      select distinct on (m.person_id, r.purpose) m.person_id, r.purpose, r.allowed, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as holds
      from members m cross join lateral (
        select r.purpose, r.allowed, r.expires_at, r.seq from consent_records r
        where r.customer_id = m.customer_id and r.purpose in ('personalize.content.profiling', 'analytics.reporting', 'location.precise') offset 0) r
      order by m.person_id, r.purpose, r.seq desc),
    rules as (
      select person_id, bool_or(purpose = 'personalize.content.profiling' and not allowed) as refused, bool_or(purpose = 'analytics.reporting' and holds) as reporting,
        bool_or(purpose = 'location.precise' and holds) as precise from standing group by person_id)
    select a.customer_id, a.person_id, coalesce(r.refused, false) as refused, coalesce(r.reporting, false) as reporting, coalesce(r.precise, false) as precise
    from asked a left join rules r using (person_id)`
  return new Map(rows.map((row) => [row.customer_id, { personId: row.person_id, browsing: !row.refused || row.reporting, reporting: row.reporting, precisePlace: row.precise }]))
}
