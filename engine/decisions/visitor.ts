import type { Permit } from '../consent/permit.ts'
import { NOBODY, type CustomerId, type PersonaId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** An item event of somebody's past. */
export type ItemEvent = { readonly itemId: string; readonly action: string; readonly at: number }

/** What is read of a profile for a decision. `persona`: what the run asked for made of them; country and region: where they live. */
export type Profile = {
  readonly past: readonly ItemEvent[]
  readonly country: string | null
  readonly region: string | null
  readonly persona: { readonly id: PersonaId; readonly weight: number } | null
}

/** How many of the latest item events are read: more than the model's longest history, since several may be of one item. */
const RECENT = 200
/** Between events; an item id that holds this character is not found again, which costs that event and nothing else. */
const SEPARATOR = '\x1e'

type Row = { past: string | null; persona: [PersonaId, number] | null; place: [string | null, string | null] | null }

/**
 * The latest item events (newest first) of the person the permit is for, whichever of their ids they came under, and their persona in
 * `personaRun` (null: not asked). One round trip.
 */
export async function readProfile(store: Pick<Store, 'sql'>, permit: Permit<'personalize.content.profiled'>, personaRun: string | null): Promise<Profile> {
  const { past, persona, place } = await ask(store, permit.personId, permit.customerIds, personaRun)
  return {
    past: past === null ? [] : past.split(SEPARATOR).map(toEvent),
    country: place?.[0] ?? null, region: place?.[1] ?? null,
    persona: persona === null ? null : { id: persona[0], weight: persona[1] },
  }
}

/** The statements of readProfile for a person there is none of, so that the connection that gets them has them planned. */
export async function askNothing(store: Pick<Store, 'sql'>): Promise<void> {
  await ask(store, NOBODY, [NOBODY], null)
  await ask(store, NOBODY, [NOBODY, NOBODY], null)
}

async function ask(store: Pick<Store, 'sql'>, personId: CustomerId, customerIds: readonly CustomerId[], personaRun: string | null): Promise<Row> {
  // An id alone keeps one plan for all months; the array of several has PostgreSQL plan again each time, which takes longer than the query.
  // As one text: a row an event, or an array, costs both sides more than finding them does.
  const [row] = customerIds.length === 1
    ? await store.sql<Row[]>`
      select string_agg(action || ' ' || at || ' ' || item_id, chr(30)) past,
        (select json_build_array(persona_id, weight) from persona_members where customer_id = ${personId} and run_id = ${personaRun}::uuid) persona,
        (select json_build_array(country, region) from customers where customer_id = ${personId}) place
      from (select item_id, action, date_part('epoch', occurred_at)::bigint as at from event_items where customer_id = ${personId} order by occurred_at desc limit ${RECENT}) recent`
    : await store.sql<Row[]>`
      select string_agg(action || ' ' || at || ' ' || item_id, chr(30)) past,
        (select json_build_array(persona_id, weight) from persona_members where customer_id = ${personId} and run_id = ${personaRun}::uuid) persona,
        (select json_build_array(country, region) from customers where customer_id = ${personId}) place
      from (select item_id, action, date_part('epoch', occurred_at)::bigint as at from event_items where customer_id = any(${[...customerIds]}::uuid[]) order by occurred_at desc limit ${RECENT}) recent`
  return row
}

function toEvent(text: string): ItemEvent {
  const afterAction = text.indexOf(' ')
  const afterTime = text.indexOf(' ', afterAction + 1)
  return { itemId: text.slice(afterTime + 1), action: text.slice(0, afterAction), at: Number(text.slice(afterAction + 1, afterTime)) * 1000 }
}
