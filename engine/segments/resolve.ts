import type { PopulationPermit } from '../consent/population.ts'
import { LotseError } from '../errors.ts'
import { distanceKm } from '../features/geography.ts'
import { centreOf, placeKey, readPlaces, type Places } from '../features/places.ts'
import type { Store } from '../store/connect.ts'
import { Rule, type Leaf, type Tree } from './rule.ts'

type PlaceLeaf = Extract<Leaf, { type: 'place' }>

/** A place with `near` turned into the cities that are: keys as placeKey makes them. */
export type ResolvedPlace = Omit<PlaceLeaf, 'near'> & { readonly nearby?: readonly string[] }
export type ResolvedLeaf = Exclude<Leaf, PlaceLeaf> | ResolvedPlace

/** A rule that needs no further look-up: references replaced by what they say, distances by the cities within them. */
export type ResolvedRule = Tree<ResolvedLeaf>

/**
 * Resolves a rule as things stand. Throws `segment_unknown` for a reference to nothing and `segment_cycle` for one that leads back to itself;
 * `key` is the segment the rule belongs to; `precise` is asked for only where a rule measures distances.
 */
export async function resolveRule(store: Store, rule: Rule, key: string | null, precise: (() => Promise<PopulationPermit<'location.precise'>>) | null = null): Promise<ResolvedRule> {
  const rules = await referredRules(store, rule, key)
  const near = hasNear(rule) || [...rules.values()].some(hasNear) ? await readCities(store, precise === null ? null : await precise()) : null
  return mapTree<ResolvedLeaf>(rule, (leaf, open) => {
    if (leaf.type === 'segment') return open(rules.get(leaf.key) as Rule)
    if (leaf.type !== 'place') return leaf
    const { near: circle, ...rest } = leaf
    return circle === undefined || near === null ? rest : { ...rest, nearby: citiesWithin(near, circle) }
  })
}

/** Rules of all segments referred to, by key, however deep. */
async function referredRules(store: Store, rule: Rule, key: string | null): Promise<Map<string, Rule>> {
  const rules = new Map<string, Rule>()
  const visit = async (at: Rule, path: readonly string[]): Promise<void> => {
    for (const next of referencesIn(at)) {
      if (path.includes(next)) throw new LotseError('input', 'segment_cycle', 'The rule leads back to its own segment. Remove the reference.', [{ path: 'rule', message: `refers to ${[...path, next].join(' → ')}` }])
      if (!rules.has(next)) rules.set(next, await ruleOf(store, next))
      await visit(rules.get(next) as Rule, [...path, next])
    }
  }
  await visit(rule, key === null ? [] : [key])
  return rules
}

async function ruleOf(store: Store, key: string): Promise<Rule> {
  const [row] = await store.sql<{ rule: { root: unknown } }[]>`select rule from segments where key = ${key}`
  if (row === undefined) throw new LotseError('input', 'segment_unknown', 'The rule refers to a segment that does not exist.', [{ path: 'rule', message: `no segment ${key}` }])
  return Rule.parse(row.rule.root)
}

/** Turns every end of a tree into another tree's end or branch. */
function mapTree<L>(rule: Rule, end: (leaf: Exclude<Rule, { type: 'and' | 'or' | 'not' }>, open: (rule: Rule) => Tree<L>) => Tree<L>): Tree<L> {
  const walk = (at: Rule): Tree<L> => {
    switch (at.type) {
      case 'and': return { type: 'and', rules: at.rules.map(walk) }
      case 'or': return { type: 'or', rules: at.rules.map(walk) }
      case 'not': return { type: 'not', rule: walk(at.rule) }
      default: return end(at, walk)
    }
  }
  return walk(rule)
}

/** Every end of the tree. */
export function leavesOf(rule: Rule): Exclude<Rule, { type: 'and' | 'or' | 'not' }>[] {
  switch (rule.type) {
    case 'and': case 'or': return rule.rules.flatMap(leavesOf)
    case 'not': return leavesOf(rule.rule)
    default: return [rule]
  }
}

function referencesIn(rule: Rule): string[] {
  return [...new Set(leavesOf(rule).flatMap((leaf) => (leaf.type === 'segment' ? [leaf.key] : [])))]
}

function hasNear(rule: Rule): boolean {
  return leavesOf(rule).some((leaf) => leaf.type === 'place' && leaf.near !== undefined)
}

type City = { country: string | null; city: string }

async function readCities(store: Store, precise: PopulationPermit<'location.precise'> | null): Promise<{ cities: readonly City[]; places: Places }> {
  return store.sql.begin(async (tx) => ({
    cities: await tx<City[]>`select distinct country, city from customers where city is not null order by 1, 2`,
    places: await readPlaces(tx, precise),
  }))
}

function citiesWithin({ cities, places }: { cities: readonly City[]; places: Places }, circle: { lat: number; lon: number; km: number }): string[] {
  return cities.filter(({ country, city }) => {
    const centre = centreOf(places, country, city)
    return centre !== null && distanceKm(centre, circle) <= circle.km
  }).map(({ country, city }) => placeKey(country, city))
}
