import type { Permit } from '../consent/permit.ts'
import { BEHAVIOURS } from '../recommender/behaviours.ts'
import type { Store } from '../store/connect.ts'

/** An item event of somebody's past. */
export type ItemEvent = { readonly itemId: string; readonly action: string; readonly at: number }

/** How many of the latest item events are read: more than the model's longest history, since several may be of one item. */
const RECENT = 200

/** The latest item events of the person the permit is for, whichever of their ids they came under; newest first. */
export async function readHistory(store: Store, permit: Permit<'personalize.content.profiled'>): Promise<ItemEvent[]> {
  // As arrays in one row: an object a row would cost more than the query.
  const [row] = await store.sql<{ items: string[] | null; actions: number[] | null; ats: number[] | null }[]>`
    select array_agg(item_id) items, array_agg(action) actions, array_agg(at) ats from (
      select item_id, array_position(${[...BEHAVIOURS]}::text[], action) as action, (extract(epoch from occurred_at) * 1000)::float8 as at from event_items
      where customer_id = any(${[...permit.customerIds]}::uuid[]) and action = any(${[...BEHAVIOURS]}::text[]) order by occurred_at desc limit ${RECENT}) recent`
  const { items, actions, ats } = row
  if (items === null || actions === null || ats === null) return []
  return items.map((itemId, k) => ({ itemId, action: BEHAVIOURS[actions[k] - 1], at: ats[k] }))
}
