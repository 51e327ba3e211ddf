import type { TransactionSql } from 'postgres'
import type { PopulationPermit } from '../../consent/population.ts'
import type { CustomerId } from '../../ids.ts'
import { BROWSING } from '../../features/visits.ts'

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

export type Tallies = {
  readonly channels: readonly Tally[]
  readonly devices: readonly Tally[]
  readonly hours: readonly Tally[]
  readonly homes: readonly HomeTally[]
  readonly items: readonly ItemTally[]
  readonly felt: readonly FeltTally[]
}

export type TallyScope = { readonly tx: TransactionSql; readonly permit: Profiling; readonly asOf: Date; readonly zone: string }

/** Counts everything a profile tells, for all groups at once: four grouped reads of the log. groupOf[i] is the group of people[i]. */
export async function tally(scope: TallyScope, people: readonly CustomerId[], groupOf: ArrayLike<number>): Promise<Tallies> {
  const { tx, permit } = scope
  await tx`create temp table grouped (customer_id uuid not null, person_id uuid not null, grp smallint not null) on commit drop`
  await tx`create temp table grouped_people (person_id uuid not null, grp smallint not null) on commit drop`
  await tx`insert into grouped_people select * from unnest(${[...people]}::uuid[], ${Array.from(groupOf)}::smallint[])`
  await tx`insert into grouped select p.customer_id, p.person_id, g.grp from grouped_people g join run_population p on p.person_id = g.person_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}`
  await tx`analyze grouped`
  const acts = await readActs(scope)
  const of = (kind: string) => acts.filter((row) => row.kind === kind)
  return { channels: of('channel'), devices: of('device'), hours: of('hour'), homes: await readHomes(scope), items: await readItems(scope), felt: await readFelt(scope) }
}

/** Orders by channel (all that happened where nobody orders), what they browse on and when. */
async function readActs({ tx, asOf, zone }: TallyScope): Promise<(Tally & { kind: string })[]> {
  return tx`
    with act as (
      select g.grp, e.channel, e.device, extract(hour from e.occurred_at at time zone ${zone})::int as hour, e.name = 'Order Completed' as bought
      from events e join grouped g on g.customer_id = e.customer_id
      where e.occurred_at <= ${asOf} and (e.type in ('page', 'screen') or e.name = any(${[...BROWSING, 'Order Completed']}))),
    counted as (
      select grp, case when grouping(channel) = 0 then 'channel' when grouping(device) = 0 then 'device' else 'hour' end as kind,
        coalesce(channel, device, hour::text) as name, case when grouping(channel) = 0 then count(*) filter (where bought) else count(*) end::float8 as n, count(*)::float8 as total
      from act group by grouping sets ((grp, channel), (grp, device), (grp, hour)))
    select grp, kind, name, case when kind = 'channel' and sum(n) over (partition by kind) = 0 then total else n end as n
    from counted where name is not null order by grp, kind, name`
}

async function readHomes({ tx }: TallyScope): Promise<HomeTally[]> {
  return tx`
    select g.grp, c.country, c.region, c.city, count(*)::float8 n from grouped_people g join customers c on c.customer_id = g.person_id
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
      count(*) filter (where e.score_kind = 'rating')::float8 ratings, coalesce(sum(e.score) filter (where e.score_kind = 'rating'), 0)::float8 "ratingSum",
      count(distinct g.person_id) filter (where e.score_kind = 'rating')::float8 raters,
      count(*) filter (where e.score_kind = 'nps')::float8 surveys, coalesce(sum(e.score) filter (where e.score_kind = 'nps'), 0)::float8 "npsSum",
      count(distinct g.person_id) filter (where e.score_kind = 'nps')::float8 surveyed,
      count(*) filter (where e.name = 'Contact Opened')::float8 contacts, count(*) filter (where e.name = 'Complaint Filed')::float8 complaints
    from events e join grouped g on g.customer_id = e.customer_id
    where e.occurred_at <= ${asOf} and (e.name in ('Order Completed', 'Contact Opened', 'Complaint Filed') or e.score_kind is not null) group by g.grp order by g.grp`
}
