import { placeKey } from '../features/places.ts'
import type { Traits } from '../store/schema/people.ts'
import type { ResolvedLeaf, ResolvedPlace, ResolvedRule } from './resolve.ts'
import type { Comparator, EventFilter, Window } from './rule.ts'

/** An event as far as rules look at it. `amount` and `score` are decimal texts, as the store keeps them. */
export type EventFacts = {
  readonly id: string
  readonly at: Date
  readonly name: string
  readonly channel: string
  readonly stage: string
  readonly device: string | null
  readonly amount: string | null
  readonly currency: string | null
  readonly score: string | null
  readonly scoreKind: string | null
  readonly lines: readonly { readonly action: string; readonly item: string; readonly categories: readonly string[] }[]
}

/** What rules may ask of one person. */
export type PersonFacts = {
  readonly traits: Traits
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  /** The published persona of the latest run. */
  readonly personaId: string | null
  readonly events: readonly EventFacts[]
}

/** Whether the rule fits this one person: the same answer as compileRule, without the database. */
export function fits(rule: ResolvedRule, facts: PersonFacts, asOf: Date): boolean {
  switch (rule.type) {
    case 'and': return rule.rules.every((each) => fits(each, facts, asOf))
    case 'or': return rule.rules.some((each) => fits(each, facts, asOf))
    case 'not': return !fits(rule.rule, facts, asOf)
    default: return leafFits(rule, facts, asOf)
  }
}

function leafFits(rule: ResolvedLeaf, facts: PersonFacts, asOf: Date): boolean {
  switch (rule.type) {
    case 'everyone': return true
    case 'persona': return facts.personaId !== null && rule.personas.includes(facts.personaId)
    case 'count': return compare(BigInt(matching(facts, rule.event, rule.window, asOf).length) * UNIT, rule.comparator, exact(rule.value))
    case 'sum': return compare(sum(facts, rule, asOf), rule.comparator, exact(rule.value))
    case 'recency': {
      const times = matching(facts, rule.event, undefined, asOf).map((event) => event.at.getTime())
      return times.length > 0 && compare(asOf.getTime() - times.reduce((a, b) => Math.max(a, b)), rule.comparator, rule.days * 86_400_000)
    }
    case 'place': return placeFits(rule, facts)
    case 'trait': return traitFits(rule, facts.traits)
    case 'score': return scoreFits(rule, facts, asOf)
  }
}

function matching(facts: PersonFacts, filter: EventFilter, window: Window | undefined, asOf: Date): EventFacts[] {
  const { name, channel, stage, device, action, item, category } = filter
  return facts.events.filter((event) => isWithin(event.at, window, asOf)
    && (name === undefined || event.name === name) && (channel === undefined || event.channel === channel) && (stage === undefined || event.stage === stage)
    && (device === undefined || event.device === device)
    && ((action === undefined && item === undefined && category === undefined) || event.lines.some((line) =>
      (action === undefined || line.action === action) && (item === undefined || line.item === item) && (category === undefined || line.categories.includes(category)))))
}

function isWithin(at: Date, window: Window | undefined, asOf: Date): boolean {
  if (at > asOf) return false
  if (window === undefined) return true
  if ('days' in window) return at.getTime() > new Date(asOf.getTime() - window.days * 86_400_000).getTime()
  return at >= new Date(window.from) && at < new Date(window.until)
}

function sum(facts: PersonFacts, rule: Extract<ResolvedLeaf, { type: 'sum' }>, asOf: Date): bigint {
  return facts.events.reduce((total, event) => {
    if (event.amount === null || event.currency !== rule.currency || !isWithin(event.at, rule.window, asOf)) return total
    if (event.name === 'Order Completed') return total + exact(event.amount)
    return rule.net && (event.name === 'Order Refunded' || event.name === 'Order Cancelled') ? total - exact(event.amount) : total
  }, 0n)
}

function scoreFits(rule: Extract<ResolvedLeaf, { type: 'score' }>, facts: PersonFacts, asOf: Date): boolean {
  const said = facts.events.filter((event) => event.scoreKind === rule.kind && event.score !== null && isWithin(event.at, rule.window, asOf))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)).map((event) => exact(event.score ?? ''))
  if (said.length === 0) return false
  switch (rule.measure) {
    case 'last': return compare(said[said.length - 1], rule.comparator, exact(rule.value))
    case 'min': return compare(said.reduce((a, b) => (a < b ? a : b)), rule.comparator, exact(rule.value))
    case 'max': return compare(said.reduce((a, b) => (a > b ? a : b)), rule.comparator, exact(rule.value))
    // Σ against n · value, so that nothing is rounded.
    case 'mean': return compare(said.reduce((a, b) => a + b), rule.comparator, exact(rule.value) * BigInt(said.length))
  }
}

function placeFits(rule: ResolvedPlace, { country, region, city }: PersonFacts): boolean {
  return (rule.countries === undefined || (country !== null && rule.countries.includes(country)))
    && (rule.regions === undefined || (region !== null && rule.regions.includes(region)))
    && (rule.cities === undefined || (city !== null && rule.cities.includes(city)))
    && (rule.nearby === undefined || (city !== null && rule.nearby.includes(placeKey(country, city))))
}

function traitFits(rule: Extract<ResolvedLeaf, { type: 'trait' }>, traits: Traits): boolean {
  const value = Object.hasOwn(traits, rule.name) ? traits[rule.name] : null
  if (value === null) return false
  switch (rule.operator) {
    case 'exists': return true
    case 'equals': return value === rule.value
    case 'in': return rule.value.includes(value)
    case 'contains': return typeof value === 'string' && value.includes(rule.value)
    case 'gt': case 'gte': case 'lt': case 'lte': return typeof value === 'number' && compare(value, rule.operator, rule.value)
  }
}

/** Decimal places of the arithmetic below: more than any amount or score has. */
const PLACES = 8
const UNIT = 10n ** BigInt(PLACES)

/** A decimal number as a whole number of 10⁻⁸. */
function exact(value: number | string): bigint {
  const [, sign, whole, places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(typeof value === 'number' ? value.toFixed(PLACES) : value) ?? []
  const units = BigInt(whole) * UNIT + BigInt(places.slice(0, PLACES).padEnd(PLACES, '0'))
  return sign === '-' ? -units : units
}

function compare<T extends number | bigint>(left: T, comparator: Comparator, right: T): boolean {
  switch (comparator) {
    case 'eq': return left === right
    case 'ne': return left !== right
    case 'gt': return left > right
    case 'gte': return left >= right
    case 'lt': return left < right
    case 'lte': return left <= right
  }
}
