import { recordConsents, type ConsentStatement } from '../../engine/consent/ledger.ts'
import type { Purpose } from '../../engine/consent/purposes.ts'
import type { CustomerId } from '../../engine/ids.ts'
import type { Store } from '../../engine/store/connect.ts'

const AT_ONCE = 2000

/**
 * Records that whoever runs the import loads these customers under these purposes. Only where the ledger says nothing yet: a recorded yes
 * or no, older or newer, stays what it is, and a second import adds nothing.
 */
export async function grantPurposes(store: Store, source: string, purposes: readonly Purpose[], now: Date): Promise<number> {
  const missing = await store.sql<{ customer_id: CustomerId; purpose: Purpose }[]>`
    select distinct p.person_id as customer_id, w.purpose
    from (select distinct customer_id from events where source = ${source}) e join people p using (customer_id)
    cross join unnest(${[...purposes]}::text[]) as w(purpose)
    where not exists (select 1 from consent_records r join people q using (customer_id) where q.person_id = p.person_id and r.purpose = w.purpose)
    order by 1, 2`
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    await recordConsents(store, missing.slice(from, from + AT_ONCE).map(({ customer_id: customerId, purpose }): ConsentStatement => ({
      customerId, purpose, allowed: true, status: 'granted', recordedAt: now, method: 'import_grant', source, ground: 'consent', actor: 'cli',
    })), now)
  }
  return missing.length
}
