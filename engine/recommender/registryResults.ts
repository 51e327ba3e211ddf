import { wilson } from '../../models/wilson.ts'
import { NOBODY } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** Fewer people than this stand behind no figure. */
export const LEAST_PEOPLE = 20
/** What is done within a day of seeing an item counts for having shown it. */
const HOURS = 24

/** Share of people with its 95 % interval (Wilson 1927). */
export type PeopleShare = { readonly people: number; readonly share: number; readonly low: number; readonly high: number }

/** What became of what one version decided. `people`: those seen to be shown something, who allow reporting; null where they are too few. */
export type Outcome = {
  readonly version: string
  readonly decisions: number
  readonly personalised: number
  /** Items seen, by whomever. */
  readonly exposures: number
  readonly people: number | null
  /** Of these people: who looked at an item within 24 hours of having been shown it, and who bought it. */
  readonly looked: PeopleShare | null
  readonly bought: PeopleShare | null
}

type Row = { version: string; decisions: number; personalised: number; exposures: number; people: number; looked: number; bought: number }

/**
 * Decisions of these versions in [from, to) and what people did within 24 hours of seeing what was shown. A person counts once a version,
 * however often they were shown something, because one who buys ten times is not ten people who buy. Outcomes are of personalised decisions
 * (the others are nobody's) and of people who allow analytics.reporting now. One query over the window of the log: seconds for millions.
 */
export async function outcomesOf(store: Pick<Store, 'sql'>, versions: readonly string[], from: Date, to: Date, now: Date): Promise<Outcome[]> {
  const rows = await store.sql<Row[]>`
    with made as materialized (
      select customer_id, decision_id, versions ->> 'recommender' as version, personalised from decisions
      where decided_at >= ${from} and decided_at < ${to} and versions ->> 'recommender' = any(${[...versions]}::text[])),
    seen as materialized (
      select m.version, e.customer_id, e.item_id, e.seen_at from made m join exposures e using (customer_id, decision_id) where e.seen_at >= ${from}),
    person as (select distinct customer_id as person_id from seen where customer_id <> ${NOBODY}),
    ids as materialized (
      select person_id, person_id as customer_id from person
      union all select p.person_id, c.customer_id from person p join customers c on c.merged_into = p.person_id),
    said as materialized (
      select distinct on (i.person_id) i.person_id, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as allowed
      from ids i join consent_records r on r.customer_id = i.customer_id and r.purpose = 'analytics.reporting' order by i.person_id, r.seq desc),
    counted as materialized (select s.* from seen s join said on said.person_id = s.customer_id and said.allowed),
    done as materialized (
      select i.person_id, e.item_id, e.action, e.occurred_at from ids i join said on said.person_id = i.person_id and said.allowed
      join event_items e on e.customer_id = i.customer_id
      where e.occurred_at >= ${from} and e.occurred_at < ${to}::timestamptz + make_interval(hours => ${HOURS}) and e.action in ('view', 'purchase')),
    became as (
      select c.version, c.customer_id, bool_or(d.action is not distinct from 'view') as looked, bool_or(d.action is not distinct from 'purchase') as bought
      from counted c left join done d on d.person_id = c.customer_id and d.item_id = c.item_id and d.occurred_at >= c.seen_at and d.occurred_at < c.seen_at + make_interval(hours => ${HOURS})
      group by 1, 2)
    select v.version, coalesce(m.decisions, 0) as decisions, coalesce(m.personalised, 0) as personalised, coalesce(s.exposures, 0) as exposures,
      coalesce(b.people, 0) as people, coalesce(b.looked, 0) as looked, coalesce(b.bought, 0) as bought
    from unnest(${[...versions]}::text[]) as v(version)
    left join (select version, count(*)::int as decisions, (count(*) filter (where personalised))::int as personalised from made group by 1) m using (version)
    left join (select version, count(*)::int as exposures from seen group by 1) s using (version)
    left join (select version, count(*)::int as people, (count(*) filter (where looked))::int as looked, (count(*) filter (where bought))::int as bought from became group by 1) b using (version)`
  return rows.map(({ people, looked, bought, ...counts }) => {
    const shown = people >= LEAST_PEOPLE
    return { ...counts, people: shown ? people : null, looked: shown ? shareOf(looked, people) : null, bought: shown ? shareOf(bought, people) : null }
  })
}

function shareOf(hits: number, people: number): PeopleShare | null {
  const interval = wilson(hits, people)
  return interval === null ? null : { people: hits, share: hits / people, low: interval[0], high: interval[1] }
}
