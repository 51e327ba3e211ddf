import type { Permit } from '../consent/permit.ts'
import type { Store } from '../store/connect.ts'
import type { Traits } from '../store/schema/people.ts'
import type { EventFacts, PersonFacts } from './evaluate.ts'
import { publishedMembers } from './persona.ts'

type EventRow = Omit<EventFacts, 'lines'> & { readonly lines: { action: string; item: string; categories: string[] | null }[] | null }

/** What rules may ask of the person, whatever customer id it stands under. */
export async function readFacts(store: Store, permit: Permit<'personalize.content.profiling'>, asOf: Date): Promise<PersonFacts> {
  const ids = [...permit.customerIds]
  const [home] = await store.sql<{ traits: Traits; country: string | null; region: string | null; city: string | null; personaId: string | null }[]>`
    select c.traits, c.country, c.region, c.city, (select m.persona_id from ${publishedMembers(store.sql, permit.checkedAt)} m where m.customer_id = c.customer_id) as "personaId"
    from customers c where c.customer_id = ${permit.personId}`
  const events = await store.sql<EventRow[]>`
    select e.event_id as id, e.occurred_at as at, e.name, e.channel, e.stage, e.device, e.amount::text, e.currency, e.score::numeric::text as score, e.score_kind as "scoreKind", (
      select json_agg(json_build_object('action', x.action, 'item', x.item_id, 'categories', i.categories)) from event_items x left join items i on i.item_id = x.item_id
      where x.customer_id = e.customer_id and x.occurred_at = e.occurred_at and x.event_id = e.event_id) as lines
    from events e where e.customer_id = any(${ids}::uuid[]) and e.occurred_at <= ${asOf}`
  return {
    ...home,
    events: events.map((event) => ({ ...event, lines: (event.lines ?? []).map((line) => ({ ...line, categories: line.categories ?? [] })) })),
  }
}
