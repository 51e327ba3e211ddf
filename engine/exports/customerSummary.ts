import { checkPeople } from '../consent/checkPeople.ts'
import type { Person } from '../consent/permit.ts'
import { PURPOSES, type Purpose } from '../consent/purposes.ts'
import type { Store } from '../store/connect.ts'
import type { Traits } from '../store/schema/people.ts'
import { publishedMembers } from '../segments/persona.ts'
import { customerUnknown, personOfUser } from './person.ts'

/** What a shop's service sees of a customer at a glance. The persona only while the profile behind it is allowed. */
export type CustomerSummary = {
  readonly userId: string
  readonly customerId: string
  readonly createdAt: Date
  readonly identifiers: readonly { readonly kind: string; readonly values: number }[]
  readonly traits: Traits
  readonly place: { readonly country: string | null; readonly region: string | null; readonly city: string | null }
  readonly consents: readonly { readonly purpose: Purpose; readonly allowed: boolean; readonly reason: string; readonly recordId: string | null }[]
  readonly persona: { readonly id: string; readonly name: string; readonly weight: number } | null
  readonly segments: readonly string[]
  readonly counts: { readonly events: number; readonly orders: number; readonly decisions: number; readonly handOvers: number }
  readonly firstSeen: Date | null
  readonly lastSeen: Date | null
}

/** Throws `customer_unknown`. */
export async function customerSummary(store: Store, userId: string, now: Date): Promise<CustomerSummary> {
  const person = await personOfUser(store, userId)
  const ids = [...person.customerIds]
  const consents = await consentsOf(store, person, now)
  const profiled = consents.some(({ purpose, allowed }) => purpose === 'personalize.content.profiling' && allowed)
  const [[home], identifiers, [log], [counts], segments] = await Promise.all([
    store.sql<{ createdAt: Date; traits: Traits; country: string | null; region: string | null; city: string | null; persona: CustomerSummary['persona'] }[]>`
      select c.created_at as "createdAt", c.traits, c.country, c.region, c.city, (
        select json_build_object('id', m.persona_id, 'name', m.name, 'weight', m.weight) from ${publishedMembers(store.sql, now)} m where m.customer_id = c.customer_id) as persona
      from customers c where c.customer_id = ${person.personId}`,
    store.sql<{ kind: string; values: number }[]>`select kind, count(*)::int as values from identifiers where customer_id = any(${ids}::uuid[]) group by kind order by kind`,
    store.sql<{ events: number; orders: number; first: Date | null; last: Date | null }[]>`
      select count(*)::int as events, (count(*) filter (where name = 'Order Completed'))::int as orders, min(occurred_at) as first, max(occurred_at) as last from events where customer_id = any(${ids}::uuid[])`,
    store.sql<{ decisions: number; handOvers: number }[]>`
      select (select count(*)::int from decisions where customer_id = any(${ids}::uuid[])) as decisions,
        (select count(distinct export_id)::int from export_people where customer_id = any(${ids}::uuid[])) as "handOvers"`,
    store.sql<{ key: string }[]>`
      select s.key from segments s join lateral (
        select snapshot_id from segment_snapshots n where n.key = s.key and n.version = s.version and n.completed_at is not null order by computed_at desc, snapshot_id desc limit 1) n on true
      where exists (select 1 from segment_members m where m.snapshot_id = n.snapshot_id and m.customer_id = any(${ids}::uuid[])) order by s.key`,
  ])
  if (home === undefined) throw customerUnknown()
  return {
    userId, customerId: person.personId, createdAt: home.createdAt, identifiers, traits: home.traits, place: { country: home.country, region: home.region, city: home.city }, consents,
    persona: profiled ? home.persona : null, segments: profiled ? segments.map(({ key }) => key) : [],
    counts: { events: log.events, orders: log.orders, ...counts }, firstSeen: log.first, lastSeen: log.last,
  }
}

async function consentsOf(store: Store, person: Person, now: Date): Promise<CustomerSummary['consents']> {
  return Promise.all(PURPOSES.map(async (purpose) => {
    const answer = (await checkPeople(store, [person], purpose, now)).get(person.personId)
    if (answer?.allowed === true) return { purpose, allowed: true, reason: answer.permit.recordId === null ? 'default' : 'granted', recordId: answer.permit.recordId }
    return { purpose, allowed: false, reason: answer?.reason ?? 'no_record', recordId: answer?.recordId ?? null }
  }))
}
