import type { Permit } from '../consent/permit.ts'
import type { PersonaId } from '../ids.ts'
import { BEHAVIOURS } from '../recommender/behaviours.ts'
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
const ACTIONS = [...BEHAVIOURS]

type Row = { items: string[] | null; actions: string[] | null; ats: number[] | null; persona: [PersonaId, number] | null; place: [string | null, string | null] | null }

/**
 * The latest item events (newest first) of the person the permit is for, whichever of their ids they came under, and their persona in
 * `personaRun` (null: not asked). One round trip.
 */
export async function readProfile(store: Pick<Store, 'sql'>, permit: Permit<'personalize.content.profiled'>, personaRun: string | null): Promise<Profile> {
  const { sql } = store
  // An id alone keeps one plan for all months; the array of several has PostgreSQL plan again each time, which takes longer than the query.
  const whose = permit.customerIds.length === 1 ? sql`customer_id = ${permit.customerIds[0]}` : sql`customer_id = any(${[...permit.customerIds]}::uuid[])`
  // As JSON arrays in one row: an object a row, or PostgreSQL's own arrays, would cost more to read than the query does.
  const [row] = await sql<Row[]>`
    select to_json(array_agg(item_id)) items, to_json(array_agg(action)) actions, to_json(array_agg(at)) ats,
      (select json_build_array(persona_id, weight) from persona_members where customer_id = ${permit.personId} and run_id = ${personaRun}::uuid) persona,
      (select json_build_array(country, region) from customers where customer_id = ${permit.personId}) place
    from (
      select item_id, action, (extract(epoch from occurred_at) * 1000)::float8 as at from event_items
      where ${whose} and action = any(${ACTIONS}::text[]) order by occurred_at desc limit ${RECENT}) recent`
  const { items, actions, ats, persona, place } = row
  return {
    past: items === null || actions === null || ats === null ? [] : items.map((itemId, k) => ({ itemId, action: actions[k], at: ats[k] })),
    country: place?.[0] ?? null, region: place?.[1] ?? null,
    persona: persona === null ? null : { id: persona[0], weight: persona[1] },
  }
}
