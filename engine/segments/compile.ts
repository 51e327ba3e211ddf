import type { PendingQuery, Row, TransactionSql } from 'postgres'
import type { PopulationPermit } from '../consent/population.ts'
import { largeEnough, publishedMembers } from './persona.ts'
import type { ResolvedLeaf, ResolvedPlace, ResolvedRule } from './resolve.ts'
import type { Comparator, EventFilter, Window } from './rule.ts'

/** A piece of SQL with its parameters. */
type Sql = PendingQuery<Row[]>

/** Whose rule is asked, and as of when. */
export type Asked = { readonly tx: TransactionSql; readonly permit: PopulationPermit<'personalize.content.profiling'>; readonly asOf: Date }

/**
 * One parametrised query over the people the permit admits that gives the `person_id` of everybody the rule fits. Each leaf that counts
 * events becomes one grouped sub-query; every condition is true or false, never null, so that `not` is the exact complement.
 */
export function compileRule(asked: Asked, rule: ResolvedRule): Sql {
  const { tx, permit } = asked
  const joins: Sql[] = []
  const condition = compile(asked, rule, joins)
  return tx`
    select who.person_id from (select distinct person_id from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose}) who
    join customers c on c.customer_id = who.person_id ${joins.length === 0 ? tx`` : joins}
    where ${condition}`
}

function compile(asked: Asked, rule: ResolvedRule, joins: Sql[]): Sql {
  const { tx } = asked
  switch (rule.type) {
    case 'and': return between(tx, rule.rules.map((each) => compile(asked, each, joins)), 'and')
    case 'or': return between(tx, rule.rules.map((each) => compile(asked, each, joins)), 'or')
    case 'not': return tx`not (${compile(asked, rule.rule, joins)})`
    default: return leaf(asked, rule, joins)
  }
}

function between(tx: TransactionSql, parts: readonly Sql[], word: 'and' | 'or'): Sql {
  return parts.map((part) => tx`(${part})`).reduce((left, right) => (word === 'and' ? tx`${left} and ${right}` : tx`${left} or ${right}`))
}

function leaf(asked: Asked, rule: ResolvedLeaf, joins: Sql[]): Sql {
  const { tx, asOf } = asked
  switch (rule.type) {
    case 'everyone': return tx`true`
    // Large enough by those who still allow a profile, not by those of the run.
    case 'persona': return tx`exists (
      select 1 from ${publishedMembers(tx, asked.permit.checkedAt)} m where m.customer_id = who.person_id and m.persona_id = any(${rule.personas}::uuid[]) and m.persona_id in ${largeEnough(tx, asked.permit)})`
    case 'count': {
      const n = perPerson(asked, joins, tx`count(*)::numeric`, matches(asked, rule.event, rule.window))
      return compare(tx, tx`coalesce(${n}, 0)`, rule.comparator, rule.value)
    }
    case 'sum': {
      const signed = rule.net ? tx`case when e.name = 'Order Completed' then e.amount else -e.amount end` : tx`e.amount`
      const names = rule.net ? ['Order Completed', 'Order Refunded', 'Order Cancelled'] : ['Order Completed']
      const total = perPerson(asked, joins, tx`sum(${signed})`, tx`e.name = any(${names}::text[]) and e.currency = ${rule.currency} and ${within(asked, rule.window)}`)
      return compare(tx, tx`coalesce(${total}, 0)`, rule.comparator, rule.value)
    }
    case 'recency': {
      const last = perPerson(asked, joins, tx`max(e.occurred_at)`, matches(asked, rule.event, undefined))
      return tx`coalesce(${compare(tx, tx`extract(epoch from ${asOf}::timestamptz - ${last})`, rule.comparator, rule.days, 86_400)}, false)`
    }
    case 'place': return place(tx, rule)
    case 'trait': return trait(tx, rule)
    case 'score': {
      const score = tx`e.score::numeric`
      const where = tx`e.score_kind = ${rule.kind} and e.score is not null and ${within(asked, rule.window)}`
      if (rule.measure === 'mean') {
        // Σ against n · value instead of the mean itself: both sides stay exact.
        const difference = perPerson(asked, joins, tx`sum(${score} - ${String(rule.value)}::text::numeric)`, where)
        return tx`coalesce(${compare(tx, difference, rule.comparator, 0)}, false)`
      }
      const value = rule.measure === 'last' ? tx`(array_agg(${score} order by e.occurred_at desc, e.event_id desc))[1]` : rule.measure === 'min' ? tx`min(${score})` : tx`max(${score})`
      return tx`coalesce(${compare(tx, perPerson(asked, joins, value, where), rule.comparator, rule.value)}, false)`
    }
  }
}

/** Joins one value per person over the events that fit; null for whoever has none. */
function perPerson({ tx, permit }: Asked, joins: Sql[], value: Sql, where: Sql): Sql {
  const name = `l${joins.length}`
  joins.push(tx`left join (
    select p.person_id, ${value} as value from events e
    join run_population p on p.customer_id = e.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}
    where ${where} group by p.person_id) ${tx(name)} on ${tx(name)}.person_id = who.person_id`)
  return tx`${tx(name)}.value`
}

function within({ tx, asOf }: Asked, window: Window | undefined): Sql {
  if (window === undefined) return tx`e.occurred_at <= ${asOf}`
  if ('days' in window) return tx`e.occurred_at <= ${asOf} and e.occurred_at > ${new Date(asOf.getTime() - window.days * 86_400_000)}`
  return tx`e.occurred_at <= ${asOf} and e.occurred_at >= ${new Date(window.from)} and e.occurred_at < ${new Date(window.until)}`
}

function matches(asked: Asked, filter: EventFilter, window: Window | undefined): Sql {
  const { tx } = asked
  const parts = [within(asked, window)]
  if (filter.name !== undefined) parts.push(tx`e.name = ${filter.name}`)
  if (filter.channel !== undefined) parts.push(tx`e.channel = ${filter.channel}`)
  if (filter.stage !== undefined) parts.push(tx`e.stage = ${filter.stage}`)
  if (filter.device !== undefined) parts.push(tx`coalesce(e.device = ${filter.device}, false)`)
  const lines: Sql[] = []
  if (filter.action !== undefined) lines.push(tx`x.action = ${filter.action}`)
  if (filter.item !== undefined) lines.push(tx`x.item_id = ${filter.item}`)
  if (filter.category !== undefined) lines.push(tx`x.item_id in (select i.item_id from items i where ${filter.category} = any(i.categories))`)
  if (lines.length > 0) {
    parts.push(tx`exists (select 1 from event_items x where x.customer_id = e.customer_id and x.occurred_at = e.occurred_at and x.event_id = e.event_id and ${between(tx, lines, 'and')})`)
  }
  return between(tx, parts, 'and')
}

function place(tx: TransactionSql, rule: ResolvedPlace): Sql {
  const parts: Sql[] = []
  if (rule.countries !== undefined) parts.push(tx`coalesce(c.country = any(${rule.countries}::text[]), false)`)
  if (rule.regions !== undefined) parts.push(tx`coalesce(c.region = any(${rule.regions}::text[]), false)`)
  if (rule.cities !== undefined) parts.push(tx`coalesce(c.city = any(${rule.cities}::text[]), false)`)
  if (rule.nearby !== undefined) parts.push(tx`coalesce((coalesce(c.country, '') || '|' || c.city) = any(${[...rule.nearby]}::text[]), false)`)
  return between(tx, parts, 'and')
}

function trait(tx: TransactionSql, rule: Extract<ResolvedLeaf, { type: 'trait' }>): Sql {
  const value = tx`(c.traits -> ${rule.name})`
  switch (rule.operator) {
    case 'exists': return tx`coalesce(jsonb_typeof(${value}) <> 'null', false)`
    case 'equals': return tx`coalesce(${value} = ${JSON.stringify(rule.value)}::text::jsonb, false)`
    case 'in': return tx`coalesce(${value} = any(${rule.value.map((each) => JSON.stringify(each))}::text[]::jsonb[]), false)`
    case 'contains': return tx`coalesce(jsonb_typeof(${value}) = 'string' and strpos(c.traits ->> ${rule.name}, ${rule.value}) > 0, false)`
    // The case keeps the cast away from texts.
    case 'gt': case 'gte': case 'lt': case 'lte':
      return tx`coalesce(${compare(tx, tx`case when jsonb_typeof(${value}) = 'number' then (${value})::numeric end`, rule.operator, rule.value)}, false)`
  }
}

/** `times` scales the value: days against seconds. Numbers travel as text, digit for digit. */
function compare(tx: TransactionSql, left: Sql, comparator: Comparator, value: number, times = 1): Sql {
  const right = tx`${String(value)}::text::numeric * ${times}::int`
  switch (comparator) {
    case 'eq': return tx`${left} = ${right}`
    case 'ne': return tx`${left} <> ${right}`
    case 'gt': return tx`${left} > ${right}`
    case 'gte': return tx`${left} >= ${right}`
    case 'lt': return tx`${left} < ${right}`
    case 'lte': return tx`${left} <= ${right}`
  }
}
