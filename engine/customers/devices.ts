import type { TransactionSql } from 'postgres'
import { mergeConsents } from '../consent/merge.ts'
import type { CustomerId } from '../ids.ts'
import type { DeviceLink } from './identityPlan.ts'
import { fillFrom } from './profile.ts'

const LOCK = 7_051_860_524

/** Whoever changes who a named person is works `alone`; those who only link devices work beside each other. Held until the transaction ends. */
export async function lockIdentity(tx: TransactionSql, how: 'alone' | 'beside'): Promise<void> {
  if (how === 'alone') await tx`select pg_advisory_xact_lock(${LOCK})`
  else await tx`select pg_advisory_xact_lock_shared(${LOCK})`
}

/**
 * Writes down who was seen on which device. A device with one person behind it is lent to that person, history and all; a device with
 * several belongs to none of them and stays a customer of its own, also where it was lent before. That follows from the set of links
 * alone, so the order in which they arrive makes no difference.
 */
export async function linkDevices(tx: TransactionSql, links: readonly DeviceLink[], now: Date): Promise<void> {
  const fresh = await unknownLinks(tx, links)
  if (fresh.length === 0) return
  await lockIdentity(tx, 'beside')
  const devices = [...new Set(fresh.map(({ device }) => device))].sort()
  await tx`select 1 from customers where customer_id = any(${devices}::uuid[]) order by customer_id for update`
  await tx`
    insert into merges (customer_id, "into", at, through, event_id)
    select device, target, ${now}, through, event_id from unnest(${fresh.map((l) => l.device)}::uuid[], ${fresh.map((l) => l.target)}::uuid[],
      ${fresh.map((l) => l.through)}::text[], ${fresh.map((l) => l.eventId)}::uuid[]) as n(device, target, through, event_id)
    on conflict (customer_id, "into") do update set through = excluded.through`
  await lendDevices(tx, devices, now)
}

/** Decides anew whom these devices belong to; new loans bring their consents and what was missing in the profile. */
export async function lendDevices(tx: TransactionSql, devices: readonly CustomerId[], now: Date): Promise<void> {
  if (devices.length === 0) return
  const changed = await tx<{ device: CustomerId; person: CustomerId | null }[]>`
    update customers d set merged_into = o.person, merged_at = case when o.person is null then null else ${now}::timestamptz end
    from (
      select m.customer_id, case when count(distinct coalesce(t.merged_into, t.customer_id)) = 1 then (min(coalesce(t.merged_into, t.customer_id)::text))::uuid end as person
      from merges m join customers t on t.customer_id = m."into" where m.customer_id = any(${[...devices]}::uuid[]) group by m.customer_id) o
    where d.customer_id = o.customer_id and d.merged_into is distinct from o.person
    returning d.customer_id as device, d.merged_into as person`
  const lent = changed.flatMap(({ device, person }) => person === null ? [] : [{ from: device, into: person }])
  await mergeConsents(tx, lent, now)
  await fillFrom(tx, lent)
}

/** Most messages repeat a link that is known. */
async function unknownLinks(tx: TransactionSql, links: readonly DeviceLink[]): Promise<readonly DeviceLink[]> {
  if (links.length === 0) return links
  const known = await tx<{ link: string }[]>`
    select customer_id::text || "into"::text || case through when 'alias' then through else '' end as link from merges where customer_id = any(${links.map(({ device }) => device)}::uuid[])`
  const seen = new Set(known.map(({ link }) => link))
  return links.filter(({ device, target, through }) => !seen.has(`${device}${target}alias`) && (through === 'alias' || !seen.has(`${device}${target}`)))
}
