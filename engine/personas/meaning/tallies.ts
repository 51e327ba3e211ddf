import type { TransactionSql } from 'postgres'
import type { PopulationPermit } from '../../consent/population.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import { BROWSING } from '../../features/visits.ts'
import { LEAST_PEOPLE } from './facts.ts'

type Profiling = PopulationPermit<'personalize.content.profiling'>

/** n of a group under a name: orders by channel, visits by device, people by region … */
export type Tally = { readonly grp: number; readonly name: string; readonly n: number }
export type HomeTally = { readonly grp: number; readonly country: string | null; readonly region: string | null; readonly city: string | null; readonly n: number }
export type ItemTally = {
  readonly grp: number; readonly itemId: string; readonly title: string | null; readonly category: string | null
  /** People who bought it, who met it in any way; pieces bought and sent back. */
  readonly buyers: number; readonly met: number; readonly pieces: number; readonly returned: number
}
export type FeltTally = {
  readonly grp: number; readonly currency: string | null; readonly orders: number; readonly buyers: number
  readonly ratings: number; readonly ratingSum: number; readonly raters: number
  readonly surveys: number; readonly npsSum: number; readonly surveyed: number; readonly contacts: number; readonly complaints: number
}

/** Days on which somebody of the group looked at anything, and how far they got on them: each later step counts a day only once. */
export type DayTally = { readonly grp: number; readonly days: number; readonly viewed: number; readonly carted: number; readonly checkout: number; readonly ordered: number }

/** Orders of the last 365 days by the coupon they redeemed (null: none), and of how many people. */
export type CouponTally = { readonly grp: number; readonly coupon: string | null; readonly orders: number; readonly people: number }

export type Tallies = {
  readonly channels: readonly Tally[]
  readonly devices: readonly Tally[]
  readonly hours: readonly Tally[]
  readonly homes: readonly HomeTally[]
  readonly items: readonly ItemTally[]
  readonly felt: readonly FeltTally[]
  readonly stages: readonly Tally[]
  readonly days: readonly DayTally[]
  readonly coupons: readonly CouponTally[]
}

export type TallyScope = { readonly tx: TransactionSql; readonly permit: Profiling; readonly precise: PopulationPermit<'location.precise'> | null; readonly asOf: Date; readonly zone: string }

/** Counts everything a profile tells, for all groups at once: grouped reads of the log. Group g is persona ids[g] of the run, the one after the last everybody who is undetermined. */
export async function tally(scope: TallyScope, runId: RunId, ids: readonly PersonaId[]): Promise<Tallies> {
  const { tx, permit } = scope
  await tx`create temp table grouped (customer_id uuid not null, person_id uuid not null, grp smallint not null) on commit drop`
  await tx`create temp table grouped_people (person_id uuid not null, grp smallint not null) on commit drop`
  await tx`
    insert into grouped_people select m.customer_id, coalesce(g.grp, ${ids.length}) from persona_members m
    left join unnest(${[...ids]}::uuid[], ${ids.map((_, g) => g)}::smallint[]) as g (persona_id, grp) using (persona_id) where m.run_id = ${runId}`
  await tx`insert into grouped select p.customer_id, p.person_id, g.grp from grouped_people g join run_population p on p.person_id = g.person_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}`
  await tx`analyze grouped`
  const acts = await readActs(scope)
  const of = (kind: string) => acts.filter((row) => row.kind === kind)
  return { channels: of('channel'), devices: of('device'), hours: of('hour'), homes: await readHomes(scope), items: await readItems(scope), felt: await readFelt(scope), stages: of('stage'), days: await readDays(scope), coupons: await readCoupons(scope) }
}

/** Orders by channel (all that happened where nobody orders), what they browse on and when; of at least LEAST_PEOPLE people each. */
async function readActs({ tx, asOf, zone }: TallyScope): Promise<(Tally & { kind: string })[]> {
  return tx`
    with act as (
      select g.grp, g.person_id, e.channel, e.device, e.stage, extract(hour from e.occurred_at at time zone ${zone})::int as hour, e.name = 'Order Completed' as bought
      from events e join grouped g on g.customer_id = e.customer_id
      where e.occurred_at <= ${asOf} and (e.type in ('page', 'screen') or e.name = any(${[...BROWSING, 'Order Completed']}))),
    counted as (
      select grp, case when grouping(channel) = 0 then 'channel' when grouping(device) = 0 then 'device' when grouping(stage) = 0 then 'stage' else 'hour' end as kind,
        coalesce(channel, device, stage, hour::text) as name, case when grouping(channel) = 0 then count(*) filter (where bought) else count(*) end::float8 as n, count(*)::float8 as total
      from act group by grouping sets ((grp, channel), (grp, device), (grp, stage), (grp, hour)) having count(distinct person_id) >= ${LEAST_PEOPLE})
    select grp, kind, name, case when kind = 'channel' and sum(n) over (partition by kind) = 0 then total else n end as n
    from counted where name is not null order by grp, kind, name`
}

async function readCoupons({ tx, asOf }: TallyScope): Promise<CouponTally[]> {
  return tx`
    select g.grp, nullif(lower(trim(e.properties ->> 'coupon')), '') coupon, count(*)::float8 orders, count(distinct g.person_id)::float8 people
    from events e join grouped g on g.customer_id = e.customer_id
    where e.name = 'Order Completed' and e.occurred_at <= ${asOf} and e.occurred_at > ${asOf}::timestamptz - interval '365 days' group by 1, 2 order by 1, 2`
}

/** How far a day with the shop goes: looked around, saw a product, filled a cart, stood at the till, ordered. */
async function readDays({ tx, asOf, zone }: TallyScope): Promise<DayTally[]> {
  return tx`
    with day as (
      select g.grp, g.person_id, bool_or(e.name in ('Product Viewed', 'Product Clicked')) viewed, bool_or(e.name in ('Product Added', 'Cart Viewed')) carted,
        bool_or(e.name in ('Checkout Started', 'Checkout Step Viewed')) checkout, bool_or(e.name = 'Order Completed') ordered
      from events e join grouped g on g.customer_id = e.customer_id
      where e.occurred_at <= ${asOf} and (e.type in ('page', 'screen') or e.name = any(${[...BROWSING, 'Order Completed']}))
      group by g.grp, g.person_id, (e.occurred_at at time zone ${zone})::date)
    select grp, count(*)::float8 days, count(*) filter (where viewed or carted or checkout or ordered)::float8 viewed, count(*) filter (where carted or checkout or ordered)::float8 carted,
      count(*) filter (where checkout or ordered)::float8 checkout, count(*) filter (where ordered)::float8 ordered from day group by grp
    having count(distinct person_id) >= ${LEAST_PEOPLE} order by grp`
}

/** A town is finer than a region: it is counted of those only who allow their precise place. */
async function readHomes({ tx, precise }: TallyScope): Promise<HomeTally[]> {
  return tx`
    with exact as (select customer_id from run_population where run_id = ${precise?.runId ?? null} and purpose = 'location.precise')
    select g.grp, c.country, c.region, case when exact.customer_id is not null then c.city end city, count(*)::float8 n
    from grouped_people g join customers c on c.customer_id = g.person_id left join exact on exact.customer_id = g.person_id
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`
}

async function readItems({ tx, asOf }: TallyScope): Promise<ItemTally[]> {
  return tx`
    with met as (
      select g.grp, e.item_id, count(distinct g.person_id) filter (where e.action = 'purchase')::float8 buyers,
        count(distinct g.person_id) filter (where e.action in ('view', 'cart', 'purchase'))::float8 met,
        coalesce(sum(e.quantity) filter (where e.action = 'purchase'), 0)::float8 pieces, coalesce(sum(e.quantity) filter (where e.action = 'return'), 0)::float8 returned
      from event_items e join grouped g on g.customer_id = e.customer_id where e.occurred_at <= ${asOf} group by g.grp, e.item_id)
    select met.grp, met.item_id as "itemId", i.title, nullif(split_part(i.categories[1], '/', 1), '') category, met.buyers, met.met, met.pieces, met.returned
    from met left join items i using (item_id) order by met.grp, met.item_id`
}

async function readFelt({ tx, asOf }: TallyScope): Promise<FeltTally[]> {
  return tx`
    select g.grp, mode() within group (order by e.currency) filter (where e.name = 'Order Completed') currency,
      count(*) filter (where e.name = 'Order Completed')::float8 orders, count(distinct g.person_id) filter (where e.name = 'Order Completed')::float8 buyers,
      count(*) filter (where e.score_kind = 'rating')::float8 ratings, coalesce(sum(e.score::float8) filter (where e.score_kind = 'rating'), 0) "ratingSum",
      count(distinct g.person_id) filter (where e.score_kind = 'rating')::float8 raters,
      count(*) filter (where e.score_kind = 'nps')::float8 surveys, coalesce(sum(e.score::float8) filter (where e.score_kind = 'nps'), 0) "npsSum",
      count(distinct g.person_id) filter (where e.score_kind = 'nps')::float8 surveyed,
      count(*) filter (where e.name = 'Contact Opened')::float8 contacts, count(*) filter (where e.name = 'Complaint Filed')::float8 complaints
    from events e join grouped g on g.customer_id = e.customer_id
    where e.occurred_at <= ${asOf} and (e.name in ('Order Completed', 'Contact Opened', 'Complaint Filed') or e.score_kind is not null) group by g.grp order by g.grp`
}
