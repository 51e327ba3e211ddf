import type { PopulationPermit } from '../consent/population.ts'
import type { ItemEvent } from '../decisions/visitor.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** How long after an offer an order counts as its doing. */
export const OUTCOME_DAYS = 7
/** How far back decisions are looked at. */
export const WINDOW_DAYS = 90
/** More than a model of a dozen numbers can use; drawn by a hash where there are more. */
export const MOST_MEETINGS = 50_000
/** As many events as a decision reads. */
const RECENT = 200
const ROWS_AT_ONCE = 2000
const SEPARATOR = '\x1e'

/** The first time a person and an offer met: it was shown, or a lot withheld it. What was known then, and what came of it within a week. */
export type Meeting = {
  readonly personId: CustomerId
  readonly offerId: string
  readonly at: number
  readonly shown: boolean
  /** How likely `shown` was; null where no lot was drawn. */
  readonly chance: number | null
  /** Item events up to then, newest first. */
  readonly past: readonly ItemEvent[]
  readonly bought: readonly { readonly itemId: string; readonly quantity: number }[]
  /** Of the orders, lower case. */
  readonly coupons: readonly string[]
}

/** Half open; decisions whose week is not over by `asOf` are left out. */
export function meetingWindow(asOf: Date): { readonly from: Date; readonly to: Date } {
  return { from: new Date(asOf.getTime() - WINDOW_DAYS * 86_400_000), to: new Date(asOf.getTime() - OUTCOME_DAYS * 86_400_000) }
}

type Row = { person: CustomerId; offer: string; at: Date; shown: boolean; chance: number | null; past: string | null; bought: string | null; coupons: string[] | null }

/**
 * Meetings of the people admitted with these offers, by person and offer. Read from the decision log, where only decisions with a permit name
 * anybody. Where a person has met an offer by lot and without, the lot counts.
 */
export async function readMeetings(store: Store, permit: PopulationPermit<'train_ai_system' | 'analytics.reporting'>, offerIds: readonly string[], asOf: Date): Promise<Meeting[]> {
  const { from, to } = meetingWindow(asOf)
  const meetings: Meeting[] = []
  const rows = store.sql<Row[]>`
    with met as (
      select p.person_id, x.offer_id, d.decided_at, x.shown, x.chance
      from decisions d join run_population p on p.customer_id = d.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}
      cross join lateral jsonb_array_elements(d.slots) s
      cross join lateral (
        select l ->> 'id' as offer_id, (l ->> 'shown')::boolean as shown, (l ->> 'chance')::float8 as chance from jsonb_array_elements(coalesce(s -> 'lots', '[]')) l
        union all
        select i ->> 'id', true, null from jsonb_array_elements(s -> 'items') i) x
      where d.personalised and d.decided_at >= ${from} and d.decided_at < ${to} and x.offer_id = any(${[...offerIds]})
    ), earliest as (
      select distinct on (person_id, offer_id) * from met order by person_id, offer_id, chance is null, decided_at
    ), drawn as (
      select * from earliest order by md5(person_id::text || offer_id) limit ${MOST_MEETINGS}
    ), ids as (
      select person_id, array_agg(customer_id) as ids from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose} group by person_id
    )
    select m.person_id as person, m.offer_id as offer, m.decided_at as at, m.shown, m.chance,
      (select string_agg(action || ' ' || at || ' ' || item_id, chr(30)) from (
        select action, item_id, (date_part('epoch', occurred_at) * 1000)::bigint as at from event_items e where e.customer_id = any(i.ids) and e.occurred_at <= m.decided_at order by occurred_at desc, event_id, line limit ${RECENT}) r) as past,
      (select string_agg(quantity || ' ' || item_id, chr(30) order by occurred_at, event_id, line) from event_items e where e.customer_id = any(i.ids) and e.action = 'purchase'
        and e.occurred_at > m.decided_at and e.occurred_at <= m.decided_at + make_interval(days => ${OUTCOME_DAYS})) as bought,
      (select array_agg(lower(btrim(properties ->> 'coupon')) order by occurred_at, event_id) from events e where e.customer_id = any(i.ids) and e.name = 'Order Completed' and e.properties ->> 'coupon' is not null
        and e.occurred_at > m.decided_at and e.occurred_at <= m.decided_at + make_interval(days => ${OUTCOME_DAYS})) as coupons
    from drawn m join ids i using (person_id) order by m.person_id, m.offer_id`
  for await (const batch of rows.cursor(ROWS_AT_ONCE)) {
    for (const { person, offer, at, shown, chance, past, bought, coupons } of batch) {
      meetings.push({
        personId: person, offerId: offer, at: at.getTime(), shown, chance,
        past: split(past).map((text) => {
          const [action, time, itemId] = cut(text, 2)
          return { action, at: Number(time), itemId }
        }),
        bought: split(bought).map((text) => {
          const [quantity, itemId] = cut(text, 1)
          return { quantity: Number(quantity), itemId }
        }),
        coupons: coupons ?? [],
      })
    }
  }
  return meetings
}

function split(text: string | null): string[] {
  return text === null ? [] : text.split(SEPARATOR)
}

/** Cut at the first spaces: what comes last may hold more of them. */
function cut(text: string, times: number): string[] {
  const parts: string[] = []
  let from = 0
  for (let k = 0; k < times; k++) {
    const at = text.indexOf(' ', from)
    parts.push(text.slice(from, at))
    from = at + 1
  }
  return [...parts, text.slice(from)]
}
