import { checkPeople } from '../consent/checkPeople.ts'
import type { Permit, Person } from '../consent/permit.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/**
 * May this member be handed to an e-mail tool, now? `consent`: no valid yes to e-mail (an unsubscription is a no), or none
 * to the profile that made them a member. `suppressed`: they objected, or their record is gone or has become somebody else's.
 */
export type Passage =
  | { readonly verdict: 'passes'; readonly permit: Permit<'marketing.communications.email'> }
  | { readonly verdict: 'consent' | 'suppressed'; /** null when there is nobody left to name. */ readonly person: Person | null }

type Located = { member: CustomerId; person_id: CustomerId; customer_ids: CustomerId[]; doubled: boolean }

/** Asks at the door for each member of a snapshot, in the order given. `snapshotId` tells who, joined since with another member, would come twice. */
export async function checkDoor(store: Pick<Store, 'sql'>, snapshotId: string, members: readonly CustomerId[], now: Date): Promise<Passage[]> {
  const located = new Map((await locate(store, snapshotId, members)).map((row) => [row.member, { doubled: row.doubled, person: { personId: row.person_id, customerIds: row.customer_ids } }]))
  const people = [...located.values()].map(({ person }) => person)
  const [email, profiling] = await Promise.all([checkPeople(store, people, 'marketing.communications.email', now), checkPeople(store, people, 'personalize.content.profiling', now)])
  return members.map((member): Passage => {
    const at = located.get(member)
    if (at === undefined || at.doubled) return { verdict: 'suppressed', person: null }
    const { person } = at
    const answer = email.get(person.personId)
    if (answer === undefined || !answer.allowed) return { verdict: answer?.reason === 'objected' ? 'suppressed' : 'consent', person }
    return profiling.get(person.personId)?.allowed === true ? { verdict: 'passes', permit: answer.permit } : { verdict: 'consent', person }
  })
}

/** Who each member is today. */
async function locate(store: Pick<Store, 'sql'>, snapshotId: string, members: readonly CustomerId[]): Promise<Located[]> {
  return store.sql<Located[]>`
    select m.id as member, p.customer_id as person_id, array(select p.customer_id union all select c.customer_id from customers c where c.merged_into = p.customer_id) as customer_ids,
      p.customer_id <> m.id and exists (select 1 from segment_members s where s.snapshot_id = ${snapshotId} and s.customer_id = p.customer_id) as doubled
    from unnest(${[...members]}::uuid[]) m(id) join customers c on c.customer_id = m.id join customers p on p.customer_id = coalesce(c.merged_into, c.customer_id)`
}
