import type { Person } from '../consent/permit.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

type MemberRow = { customer_id: CustomerId; person_id: CustomerId }

/**
 * Who is meant, and every customer id that is this person; null when nobody is known by that name. A user id decides alone. An unknown user
 * id falls back on the device only while no known customer owns it, so that a newcomer is not shown somebody else's profile.
 * One prepared query: it stands on the decide path.
 */
export async function findPerson(store: Store, who: { readonly userId?: string; readonly anonymousId?: string }): Promise<Person | null> {
  const { userId = null, anonymousId = null } = who
  if (userId === null && anonymousId === null) return null
  const rows = await store.sql<MemberRow[]>`
    with hit as (
      select i.kind, p.customer_id as person_id, p.known
      from identifiers i join customers c on c.customer_id = i.customer_id join customers p on p.customer_id = coalesce(c.merged_into, c.customer_id)
      where (i.kind = 'user_id' and i.value = ${userId}) or (i.kind = 'anonymous_id' and i.value = ${anonymousId})
    ), chosen as (
      select person_id from hit where kind = 'user_id' or ${userId}::text is null or not known order by kind = 'user_id' desc limit 1
    )
    select person_id, person_id as customer_id from chosen
    union all select ch.person_id, c.customer_id from chosen ch join customers c on c.merged_into = ch.person_id`
  if (rows.length === 0) return null
  return { personId: rows[0].person_id, customerIds: rows.map((row) => row.customer_id) }
}

/** The person a user id names, or null. */
export async function customerOfUserId(store: Store, userId: string): Promise<CustomerId | null> {
  const [row] = await store.sql<{ person_id: CustomerId }[]>`
    select coalesce(c.merged_into, c.customer_id) as person_id
    from identifiers i join customers c on c.customer_id = i.customer_id where i.kind = 'user_id' and i.value = ${userId}`
  return row === undefined ? null : row.person_id
}
