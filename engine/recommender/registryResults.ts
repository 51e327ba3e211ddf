import type { TransactionSql } from 'postgres'
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

/** About so many decisions are looked at: two seconds' work. */
const MOST_DECISIONS = 300_000

/** Where to begin so that what is looked at stays small: `from`, or later where the planner's statistics say that it holds more than `most`. */
export async function boundedFrom(store: Pick<Store, 'sql'>, from: Date, to: Date, most = MOST_DECISIONS): Promise<Date> {
  const [{ 'QUERY PLAN': plan }] = await store.sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[]>`
    explain (format json) select 1 from decisions where decided_at >= ${from} and decided_at < ${to}`
  const rows = plan[0].Plan['Plan Rows']
  return rows <= most ? from : new Date(to.getTime() - (to.getTime() - from.getTime()) * (most / rows))
}

type Made = { version: string; decisions: number; personalised: number; exposures: number }
type Became = { version: string; people: number; looked: number; bought: number }

/**
 * Decisions of these versions in [from, to) and what people did within 24 hours of seeing what was shown. A person counts once a version,
 * however often they were shown something, because one who buys ten times is not ten people who buy. Outcomes are of personalised decisions
 * (the others are nobody's) and of people who allow analytics.reporting now. Takes about a second for a hundred thousand decisions (see boundedFrom).
 */
export async function outcomesOf(store: Pick<Store, 'sql'>, versions: readonly string[], from: Date, to: Date, now: Date): Promise<Outcome[]> {
  const { made, became } = await store.sql.begin(async (tx) => {
    await seenOf(tx, versions, from, to)
    return { made: await countsOf(tx, versions), became: await becameOf(tx, from, to, now) }
  })
  return made.map((counts) => {
    const { people, looked, bought } = became.find(({ version }) => version === counts.version) ?? { people: 0, looked: 0, bought: 0 }
    const shown = people >= LEAST_PEOPLE
    return { ...counts, people: shown ? people : null, looked: shown ? shareOf(looked, people) : null, bought: shown ? shareOf(bought, people) : null }
  })
}

/** Tables of this transaction's own, analysed: the planner cannot guess how many decisions a version made and would join them row by row. */
async function seenOf(tx: TransactionSql, versions: readonly string[], from: Date, to: Date): Promise<void> {
  await tx`
    create temp table made on commit drop as
    select customer_id, decision_id, versions ->> 'recommender' as version, personalised from decisions
    where decided_at >= ${from} and decided_at < ${to} and versions ->> 'recommender' = any(${[...versions]}::text[])`
  await tx`analyze made`
  await tx`create temp table seen on commit drop as select m.version, e.customer_id, e.item_id, e.seen_at from made m join exposures e using (customer_id, decision_id) where e.seen_at >= ${from}`
  await tx`
    create temp table ids on commit drop as
    with person as (select distinct customer_id as person_id from seen where customer_id <> ${NOBODY})
    select person_id, person_id as customer_id from person union all select p.person_id, c.customer_id from person p join customers c on c.merged_into = p.person_id`
  await tx`analyze seen`
  await tx`analyze ids`
}

async function countsOf(tx: TransactionSql, versions: readonly string[]): Promise<Made[]> {
  return tx<Made[]>`
    select v.version, coalesce(m.decisions, 0) as decisions, coalesce(m.personalised, 0) as personalised, coalesce(s.exposures, 0) as exposures
    from unnest(${[...versions]}::text[]) as v(version)
    left join (select version, count(*)::int as decisions, (count(*) filter (where personalised))::int as personalised from made group by 1) m using (version)
    left join (select version, count(*)::int as exposures from seen group by 1) s using (version)`
}

async function becameOf(tx: TransactionSql, from: Date, to: Date, now: Date): Promise<Became[]> {
  await tx`
    create temp table reported on commit drop as
    select i.person_id, i.customer_id from ids i join (
      select distinct on (i.person_id) i.person_id, r.allowed and (r.expires_at is null or r.expires_at > ${now}) as allowed
      from ids i join consent_records r on r.customer_id = i.customer_id and r.purpose = 'analytics.reporting' order by i.person_id, r.seq desc) said using (person_id)
    where said.allowed`
  await tx`
    create temp table done on commit drop as
    select i.person_id, e.item_id, e.action, e.occurred_at from reported i join event_items e on e.customer_id = i.customer_id
    where e.occurred_at >= ${from} and e.occurred_at < ${to}::timestamptz + make_interval(hours => ${HOURS}) and e.action in ('view', 'purchase')`
  await tx`analyze reported`
  await tx`analyze done`
  return tx<Became[]>`
    select version, count(*)::int as people, (count(*) filter (where looked))::int as looked, (count(*) filter (where bought))::int as bought from (
      select s.version, s.customer_id, bool_or(d.action is not distinct from 'view') as looked, bool_or(d.action is not distinct from 'purchase') as bought
      from seen s join (select distinct person_id from reported) r on r.person_id = s.customer_id
      left join done d on d.person_id = s.customer_id and d.item_id = s.item_id and d.occurred_at >= s.seen_at and d.occurred_at < s.seen_at + make_interval(hours => ${HOURS})
      group by 1, 2) became
    group by 1`
}

function shareOf(hits: number, people: number): PeopleShare | null {
  const interval = wilson(hits, people)
  return interval === null ? null : { people: hits, share: hits / people, low: interval[0], high: interval[1] }
}
