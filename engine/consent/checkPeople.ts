import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { judge, NO_SIGNALS, type ConsentAnswer, type CurrentRow, type Person } from './permit.ts'
import type { Purpose } from './purposes.ts'

/** checkConsent for many people at once, a page that is about to leave the house: by person id, in one query. */
export async function checkPeople<P extends Purpose>(store: Pick<Store, 'sql'>, people: readonly Person[], purpose: P, now: Date): Promise<Map<CustomerId, ConsentAnswer<P>>> {
  const ids = people.flatMap(({ personId, customerIds }) => customerIds.map((customerId) => ({ personId, customerId })))
  const rows = await store.sql<(CurrentRow & { person_id: CustomerId })[]>`
    select distinct on (i.person_id) i.person_id, r.customer_id, r.record_id, r.purpose, r.allowed, r.status, r.expires_at, r.seq
    from unnest(${ids.map((id) => id.personId)}::uuid[], ${ids.map((id) => id.customerId)}::uuid[]) as i(person_id, customer_id)
    join consent_records r on r.customer_id = i.customer_id and r.purpose = ${purpose} order by i.person_id, r.seq desc`
  const found = new Map(rows.map((row) => [row.person_id, row]))
  return new Map(people.map((person) => [person.personId, judge(person, purpose, found.get(person.personId), NO_SIGNALS, now)]))
}
