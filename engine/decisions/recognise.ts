import { judge, type ConsentAnswer, type CurrentRow, type Person, type Signals } from '../consent/permit.ts'
import type { Purpose } from '../consent/purposes.ts'
import type { CustomerId, RecordId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

const PROFILED = 'personalize.content.profiled'
const PROFILING = 'personalize.content.profiling'

/** Who is meant and what they allow at this moment. `persona`: their profile may still be kept, so that their persona may be gone by. */
export type Recognised = { readonly person: Person; readonly consent: ConsentAnswer<typeof PROFILED>; readonly persona: boolean }

type Row = {
  person_id: CustomerId; ids: CustomerId[]
  record_id: RecordId | null; allowed: boolean | null; status: CurrentRow['status'] | null; expires_at: Date | null
  building_id: RecordId | null; building_allowed: boolean | null; building_status: CurrentRow['status'] | null; building_expires_at: Date | null
}

/**
 * findPerson and checkConsent of both purposes in one round trip: three would take a third of the time of a decision. It reads identifiers
 * and the ledger, no profile, and answers what those two answer (recognise.test.ts holds them together). Null: nobody by that name.
 */
export async function recognise(store: Pick<Store, 'sql'>, who: { readonly userId?: string; readonly anonymousId?: string }, signals: Signals, now: Date): Promise<Recognised | null> {
  const { userId = null, anonymousId = null } = who
  const [row] = await store.sql<Row[]>`
    with hit as (
      select i.kind, p.customer_id as person_id, p.known
      from identifiers i join customers c on c.customer_id = i.customer_id join customers p on p.customer_id = coalesce(c.merged_into, c.customer_id)
      where (i.kind = 'user_id' and i.value = ${userId}) or (i.kind = 'anonymous_id' and i.value = ${anonymousId})
    ), chosen as (
      select person_id from hit where kind = 'user_id' or ${userId}::text is null or not known order by kind = 'user_id' desc limit 1
    ), person as (
      select person_id, array(select person_id union all select c.customer_id from customers c where c.merged_into = person_id) as ids from chosen
    )
    select p.person_id, p.ids, u.record_id, u.allowed, u.status, u.expires_at, b.record_id as building_id, b.allowed as building_allowed, b.status as building_status, b.expires_at as building_expires_at
    from person p
    left join lateral (select * from consent_records r where r.customer_id = any(p.ids) and r.purpose = ${PROFILED} order by r.seq desc limit 1) u on true
    left join lateral (select * from consent_records r where r.customer_id = any(p.ids) and r.purpose = ${PROFILING} order by r.seq desc limit 1) b on true`
  if (row === undefined) return null
  const person = { personId: row.person_id, customerIds: row.ids }
  const said = <P extends Purpose>(purpose: P, recordId: RecordId | null, allowed: boolean | null, status: CurrentRow['status'] | null, expiresAt: Date | null): ConsentAnswer<P> =>
    judge(person, purpose, recordId === null || allowed === null || status === null ? undefined
      : { customer_id: row.person_id, record_id: recordId, purpose, allowed, status, expires_at: expiresAt, seq: '' }, signals, now)
  return {
    person, consent: said(PROFILED, row.record_id, row.allowed, row.status, row.expires_at),
    persona: said(PROFILING, row.building_id, row.building_allowed, row.building_status, row.building_expires_at).allowed,
  }
}
