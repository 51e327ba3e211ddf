import type { TransactionSql } from 'postgres'
import { mergeConsents } from '../consent/merge.ts'
import type { CustomerId } from '../ids.ts'
import { lendDevices } from './devices.ts'
import { fillFrom } from './profile.ts'
import type { KnownMerge } from './roster.ts'

/**
 * Makes one person of customers that prove to be one (never of two user ids, save by the shop's own alias). Their events stay where
 * they are; the stricter consent of the two is written down. The caller works alone (see lockIdentity).
 */
export async function mergeKnown(tx: TransactionSql, merges: readonly KnownMerge[], now: Date): Promise<void> {
  if (merges.length === 0) return
  const from = merges.map((merge) => merge.from)
  const into = merges.map((merge) => merge.into)
  await mergeConsents(tx, merges, now)
  await tx`
    insert into merges (customer_id, "into", at, through, event_id)
    select f, i, ${now}, t, e from unnest(${from}::uuid[], ${into}::uuid[], ${merges.map((m) => m.through)}::text[], ${merges.map((m) => m.eventId)}::uuid[]) as n(f, i, t, e)
    on conflict do nothing`
  await tx`
    update customers c set merged_into = n.i, merged_at = ${now}
    from unnest(${from}::uuid[], ${into}::uuid[]) as n(f, i) where c.customer_id = n.f or c.merged_into = n.f`
  await fillFrom(tx, merges)
  // A device that two of them used belongs to one person now.
  const devices = await tx<{ customer_id: CustomerId }[]>`
    select distinct m.customer_id from merges m join customers t on t.customer_id = m."into" join customers d on d.customer_id = m.customer_id
    where (t.customer_id = any(${into}::uuid[]) or t.merged_into = any(${into}::uuid[])) and not d.known`
  await lendDevices(tx, devices.map((row) => row.customer_id), now)
}
