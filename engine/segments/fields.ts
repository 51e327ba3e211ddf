import { z } from 'zod'
import type { Permit, Person } from '../consent/permit.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { publishedMembers } from './persona.ts'

/** What may be told of a member, and in which order: whoever asks gets some of these and nothing else. */
export const FIELDS = ['userId', 'email', 'emailHash', 'loyaltyId', 'firstName', 'lastName', 'language', 'personaId', 'persona', 'city', 'region', 'country'] as const
export type Field = (typeof FIELDS)[number]
export const Field = z.enum(FIELDS)

export const DEFAULT_FIELDS: readonly Field[] = ['userId', 'email', 'persona', 'city', 'country']

/** Only the fields asked for; null where we know nothing. */
export type MemberRow = { readonly [F in Field]?: string | null }

type Found = { person_id: CustomerId } & { [F in Field]: string | null }

/** Before any persona was in use: where none is told. */
const NEVER = new Date(0)

/** Reads the fields of people who were let pass, in the order given. The list names them in FIELDS' order, whatever order was asked for. */
export async function readFields(store: Pick<Store, 'sql'>, permits: readonly Permit<'marketing.communications.email'>[], fields: readonly Field[]): Promise<MemberRow[]> {
  return read(store, permits, fields, permits[0]?.checkedAt ?? NEVER)
}

/** What names a person and tells nothing else. */
const NAMES: readonly Field[] = ['userId', 'email', 'emailHash', 'loyaltyId']

/** Names people to a receiver who has them already and is told to delete them (GDPR Art. 19): the one reading that needs no permit. */
export async function readNames(store: Pick<Store, 'sql'>, people: readonly Person[], fields: readonly Field[]): Promise<MemberRow[]> {
  return read(store, people, NAMES.filter((field) => fields.includes(field)), NEVER)
}

/** `at`: the moment whose personas in use are told. */
async function read(store: Pick<Store, 'sql'>, people: readonly Person[], fields: readonly Field[], at: Date): Promise<MemberRow[]> {
  const ids = people.flatMap(({ personId, customerIds }) => customerIds.map((customerId) => ({ personId, customerId })))
  const rows = await store.sql<Found[]>`
    with i as (select * from unnest(${ids.map((id) => id.personId)}::uuid[], ${ids.map((id) => id.customerId)}::uuid[]) as i(person_id, customer_id)),
    named as (
      select i.person_id, (array_agg(n.value order by n.first_seen, n.value) filter (where n.kind = 'user_id'))[1] as user_id,
        (array_agg(n.value order by n.first_seen, n.value) filter (where n.kind = 'loyalty_id'))[1] as loyalty_id,
        (array_agg(n.value order by n.first_seen, n.value) filter (where n.kind = 'email_hash'))[1] as email_hash
      from i join identifiers n on n.customer_id = i.customer_id and n.kind in ('user_id', 'loyalty_id', 'email_hash') group by 1)
    select c.customer_id as person_id, named.user_id as "userId", named.loyalty_id as "loyaltyId", named.email_hash as "emailHash", c.traits ->> 'email' as email,
      c.traits ->> 'firstName' as "firstName", c.traits ->> 'lastName' as "lastName", c.traits ->> 'language' as language,
      c.city, c.region, c.country, m.persona_id as "personaId", m.name as persona
    from (select distinct person_id from i) who join customers c on c.customer_id = who.person_id
    left join named on named.person_id = who.person_id left join ${publishedMembers(store.sql, at)} m on m.customer_id = who.person_id`
  const found = new Map(rows.map((row) => [row.person_id, row]))
  const wanted = FIELDS.filter((field) => fields.includes(field))
  return people.flatMap(({ personId }) => {
    const row = found.get(personId)
    return row === undefined ? [] : [Object.fromEntries(wanted.map((field) => [field, row[field]]))]
  })
}
