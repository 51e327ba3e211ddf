import { wilson } from '../../models/wilson.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { Store } from '../store/connect.ts'

/** A count out of another, as a share with its Wilson interval at 95 %; null shares where there is nothing to divide by. */
export type Share = { readonly n: number; readonly of: number; readonly share: number | null; readonly low: number | null; readonly high: number | null }

export type JourneyReport = {
  /** Units are named, because a session and a person convert at very different rates. */
  readonly sessions: { readonly viewed: number; readonly carted: Share; readonly ordered: Share }
  readonly people: { readonly viewed: number; readonly carted: Share; readonly ordered: Share }
  /** Within AFTER_DAYS of an order that is old enough to know. */
  readonly afterOrder: { readonly orders: number; readonly delivered: Share; readonly returned: Share; readonly reviewed: Share; readonly contacted: Share; readonly orderedAgain: Share }
  /** From one touchpoint of a session to the next, the commonest first; loops included. */
  readonly transitions: readonly { readonly from: string; readonly to: string; readonly n: number }[]
}

/** A pause longer than this ends a session, as in most web analytics. */
const SESSION_GAP = '30 minutes'
const AFTER_DAYS = 30
const WINDOW_DAYS = 365
const TRANSITIONS = 40
/** Fewer people than this aren't shown going from one touchpoint to another. */
const FEWEST_PEOPLE = 20

function share(n: number, of: number): Share {
  const interval = wilson(n, of)
  return { n, of, share: of === 0 ? null : n / of, low: interval?.[0] ?? null, high: interval?.[1] ?? null }
}

type Funnel = { viewed: number; carted: number; ordered: number }

/** How people who allow it go from looking to ordering and what comes after, in the year before `asOf`. */
export async function reportJourneys(store: Store, permit: PopulationPermit<'analytics.reporting'>, asOf: Date): Promise<JourneyReport> {
  const { sql } = store
  const from = new Date(asOf.getTime() - WINDOW_DAYS * 86_400_000)
  const settled = new Date(asOf.getTime() - AFTER_DAYS * 86_400_000)
  return sql.begin(async (tx) => {
    await tx`
      create temp table journey_steps on commit drop as
      select person, at, name, channel || ' · ' || stage as touchpoint, order_id,
        sum(case when gap is null or gap > ${SESSION_GAP}::interval then 1 else 0 end) over (partition by person order by at, event_id) as session
      from (
        select p.person_id as person, e.occurred_at as at, e.event_id, e.name, e.channel, e.stage, e.order_id,
          e.occurred_at - lag(e.occurred_at) over (partition by p.person_id order by e.occurred_at, e.event_id) as gap
        from events e join run_population p on p.customer_id = e.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}
        where e.occurred_at > ${from} and e.occurred_at <= ${asOf} and e.type <> 'identify' and e.type <> 'alias') as ordered`
    await tx`analyze journey_steps`
    const [sessions] = await tx<Funnel[]>`
      select count(*) filter (where viewed)::int viewed, count(*) filter (where viewed and carted)::int carted, count(*) filter (where viewed and carted and ordered)::int ordered
      from (select bool_or(name = 'Product Viewed') viewed, bool_or(name = 'Product Added') carted, bool_or(name = 'Order Completed') ordered from journey_steps group by person, session) s`
    const [people] = await tx<Funnel[]>`
      select count(*) filter (where viewed)::int viewed, count(*) filter (where viewed and carted)::int carted, count(*) filter (where viewed and carted and ordered)::int ordered
      from (select bool_or(name = 'Product Viewed') viewed, bool_or(name = 'Product Added') carted, bool_or(name = 'Order Completed') ordered from journey_steps group by person) s`
    const [after] = await tx<{ orders: number; delivered: number; returned: number; reviewed: number; contacted: number; again: number }[]>`
      with orders as (select person, at from journey_steps where name = 'Order Completed' and at <= ${settled}),
      next as (
        select o.person, o.at, array_agg(distinct s.name) filter (where s.name is not null) names
        from orders o left join journey_steps s on s.person = o.person and s.at > o.at and s.at <= o.at + make_interval(days => ${AFTER_DAYS})
          and s.name in ('Order Delivered', 'Order Refunded', 'Product Reviewed', 'Contact Opened', 'Complaint Filed', 'Order Completed')
        group by o.person, o.at)
      select count(*)::int orders, count(*) filter (where 'Order Delivered' = any(names))::int delivered, count(*) filter (where 'Order Refunded' = any(names))::int returned,
        count(*) filter (where 'Product Reviewed' = any(names))::int reviewed, count(*) filter (where names && array['Contact Opened', 'Complaint Filed'])::int contacted,
        count(*) filter (where 'Order Completed' = any(names))::int again
      from next`
    const transitions = await tx<{ from: string; to: string; n: number }[]>`
      select touchpoint as from, next as to, count(*)::int n
      from (select person, touchpoint, lead(touchpoint) over (partition by person, session order by at) next from journey_steps) t
      where next is not null group by 1, 2 having count(distinct person) >= ${FEWEST_PEOPLE} order by n desc, 1, 2 limit ${TRANSITIONS}`
    return {
      sessions: { viewed: sessions.viewed, carted: share(sessions.carted, sessions.viewed), ordered: share(sessions.ordered, sessions.carted) },
      people: { viewed: people.viewed, carted: share(people.carted, people.viewed), ordered: share(people.ordered, people.carted) },
      afterOrder: {
        orders: after.orders, delivered: share(after.delivered, after.orders), returned: share(after.returned, after.orders), reviewed: share(after.reviewed, after.orders),
        contacted: share(after.contacted, after.orders), orderedAgain: share(after.again, after.orders),
      },
      transitions,
    }
  })
}
