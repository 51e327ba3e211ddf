import type { Permit } from '../consent/permit.ts'
import { NOBODY, type CustomerId, type PersonaId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** An item event of somebody's past; `rating`, 1–5, of one that rates. */
export type ItemEvent = { readonly itemId: string; readonly action: string; readonly at: number; readonly rating?: number | null }

/** What is read of a profile for a decision. `persona`: what the run asked for made of them; country and region: where they live. */
export type Profile = {
  readonly past: readonly ItemEvent[]
  readonly country: string | null
  readonly region: string | null
  readonly persona: { readonly id: PersonaId; readonly weight: number } | null
  /** null: not asked for. */
  readonly membership: Membership | null
}

/** Keys of the segments they are in, and whether they have a loyalty id. */
export type Membership = { readonly segments: ReadonlySet<string>; readonly loyal: boolean }

/** What is asked besides: `snapshots`, the segment key of each snapshot that counts. */
export type MembershipAsked = { readonly snapshots: ReadonlyMap<string, string>; readonly loyalty: boolean }

/** How many of the latest item events are read: more than the model's longest history, since several may be of one item. */
const RECENT = 200
/** Between events; an item id that holds this character is not found again, which costs that event and nothing else. */
const SEPARATOR = '\x1e'
/** What a rating begins with. */
const RATED = 'rate:'

type Row = { past: string | null; persona: [PersonaId, number] | null; place: [string | null, string | null] | null; member?: [string | null, boolean] }

/**
 * The latest item events (newest first) of the person the permit is for, whichever of their ids they came under, and their persona in
 * `personaRun` (null: not asked), and what of `asked` they belong to. One round trip.
 */
export async function readProfile(store: Pick<Store, 'sql'>, permit: Permit<'personalize.content.profiled'>, personaRun: string | null, asked: MembershipAsked | null = null): Promise<Profile> {
  const { past, persona, place, member } = await ask(store, permit.personId, permit.customerIds, personaRun, asked)
  return {
    past: past === null ? [] : past.split(SEPARATOR).map(toEvent),
    country: place?.[0] ?? null, region: place?.[1] ?? null,
    persona: persona === null ? null : { id: persona[0], weight: persona[1] },
    membership: asked === null || member === undefined ? null : { segments: new Set((member[0] ?? '').split(' ').flatMap((snapshot) => asked.snapshots.get(snapshot) ?? [])), loyal: member[1] },
  }
}

/** The statements of readProfile for a person there is none of, so that the connection that gets them has them planned. */
export async function askNothing(store: Pick<Store, 'sql'>): Promise<void> {
  await ask(store, NOBODY, [NOBODY], null, null)
  await ask(store, NOBODY, [NOBODY, NOBODY], null, null)
}

async function ask(store: Pick<Store, 'sql'>, personId: CustomerId, customerIds: readonly CustomerId[], personaRun: string | null, asked: MembershipAsked | null): Promise<Row> {
  const { sql } = store
  // Snapshots as one text that is searched: a list of unknown length would have PostgreSQL plan again each time. Asked only where an offer wants it.
  const member = asked === null ? sql`` : sql`,
        json_build_array((select string_agg(snapshot_id::text, ' ') from segment_members where customer_id = ${personId} and strpos(${[...asked.snapshots.keys()].join(' ')}, snapshot_id::text) > 0),
          exists (select 1 from identifiers where kind = 'loyalty_id' and customer_id = any(${[...customerIds]}::uuid[]))) member`
  // An id alone keeps one plan for all months; the array of several has PostgreSQL plan again each time, which takes longer than the query.
  // As one text: a row an event, or an array, costs both sides more than finding them does.
  const [row] = customerIds.length === 1
    ? await sql<Row[]>`
      select string_agg(action || coalesce(':' || rating, '') || ' ' || at || ' ' || item_id, chr(30)) past,
        (select json_build_array(persona_id, weight) from persona_members where customer_id = ${personId} and run_id = ${personaRun}::uuid and persona_id is not null) persona,
        (select json_build_array(country, region) from customers where customer_id = ${personId}) place${member}
      from (select item_id, action, rating, date_part('epoch', occurred_at)::bigint as at from event_items where customer_id = ${personId} order by occurred_at desc limit ${RECENT}) recent`
    : await sql<Row[]>`
      select string_agg(action || coalesce(':' || rating, '') || ' ' || at || ' ' || item_id, chr(30)) past,
        (select json_build_array(persona_id, weight) from persona_members where customer_id = ${personId} and run_id = ${personaRun}::uuid and persona_id is not null) persona,
        (select json_build_array(country, region) from customers where customer_id = ${personId}) place${member}
      from (select item_id, action, rating, date_part('epoch', occurred_at)::bigint as at from event_items where customer_id = any(${[...customerIds]}::uuid[]) order by occurred_at desc limit ${RECENT}) recent`
  return row
}

function toEvent(text: string): ItemEvent {
  const afterAction = text.indexOf(' ')
  const afterTime = text.indexOf(' ', afterAction + 1)
  const action = text.slice(0, afterAction)
  const event = { itemId: text.slice(afterTime + 1), at: Number(text.slice(afterAction + 1, afterTime)) * 1000 }
  return action.startsWith(RATED) ? { ...event, action: 'rate', rating: Number(action.slice(RATED.length)) } : { ...event, action }
}
