import { fitGraphFilter, type GraphFilterOptions } from '../../../models/graphFilter.ts'
import type { Filter } from '../../../models/graphFilter/plan.ts'
import { tryFilters } from '../../../models/graphFilter/trials.ts'
import { foldStrengths } from '../../../models/strengths.ts'
import { unlimited, type Budget, type Contender, type Generator, type Scored, type Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'
import { popularOrder } from './popular.ts'
import { serveLists } from './serveLists.ts'
import { withTeam } from './withTeam.ts'
import { speed } from './work.ts'

const popular = { behaviours: [1], halfLifeDays: null }

/**
 * Lists of about a thousand, longer for what many have. They keep the largest weights: of all cuts to a length the nearest to the filter in least
 * squares, so that nothing about it is a matter of choice.
 */
const lists: Omit<GraphFilterOptions, 'filter'> = {
  behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 5000,
  selfWeight: 0, positive: false, topK: 1000, lengthExponent: 0.5, popularityDiscount: 0,
}

/** The published settings and what lies around them. */
const filters: readonly Filter[] = [
  { kind: 'bspm', rank: 448, idealWeight: 0.2, step: 2.5 },
  { kind: 'bspm', rank: 384, idealWeight: 0.3, step: 1.2 },
  { kind: 'gf-cf', rank: 256, idealWeight: 0.3 },
  { kind: 'spectral', response: { shape: 'plateau', order: 8, flatness: 1.5 }, rank: 512, idealWeight: 0.2, degreeExponent: 0.4, tailDegree: 2 },
  { kind: 'spectral', response: { shape: 'plateau', order: 8, flatness: 10 }, rank: 512, idealWeight: 0.2, degreeExponent: 0, tailDegree: 2 },
]
const mostRank = 512

/** How far a validation ranking needs to go: what is masked and what is asked for. */
const trialLength = 1000

/** Histories through the lists of a filter of the item graph. */
export const filterLists: Generator<GraphFilterOptions> = {
  fit: async (given, options, rng) =>
    serveLists(await withTeam((compute) => fitGraphFilter(given.train, options, given.now, rng, compute)), foldStrengths(given.histories, options, given.now), popularOrder(given, popular)),
}

/** What one filter takes for so many histories; the singular vectors, which all share, are on the first. */
function trialSeconds({ train }: Given, filter: Filter, cases: number, first: boolean): number {
  const [degree, rank] = [filter.kind === 'bspm' ? 5 : filter.kind === 'gf-cf' ? 1 : filter.tailDegree, filter.rank]
  const vectors = first ? 6 * train.customer.length * mostRank + (train.items + train.customers) * mostRank ** 2 : 0
  return (cases * (train.items * rank + 2 * degree * train.customer.length) + vectors) / (2 * speed.multiplications)
}

/** The first, and those that the budget affords beside it. */
function affordable(given: Given, { seconds, cases }: Budget): readonly Filter[] {
  let planned = 0
  return filters.filter((filter, place) => {
    const cost = trialSeconds(given, filter, cases, place === 0)
    if (place > 0 && planned + cost > seconds) return false
    planned += cost
    return true
  })
}

/** Filters are compared by what they say of whole histories, exactly; the lists of one are made when it is chosen. */
export const graphFilters: Contender = {
  name: 'graph filter',
  trials: filters.length,
  choose: async (given, rng, judge, after, budget = unlimited) => {
    const tried = affordable(given, budget)
    const otherwise = popularOrder(given, popular)
    const customers = askedFor(judge, otherwise)
    const values = await withTeam((compute) => {
      const train = foldStrengths(given.train, lists, given.now)
      const histories = given.histories === given.train ? train : foldStrengths(given.histories, lists, given.now)
      return tryFilters(train, histories, customers, trialLength, mostRank, rng(), compute, (trial) => tried.map((filter) => {
        const value = judge(said(trial(filter), customers, given, otherwise))
        after()
        return value
      }))
    })
    // Not by Math.max: without anyone to judge all values are NaN, and the first filter stands.
    const best = values.reduce((winner, value, k) => (value > values[winner] ? k : winner), 0)
    const settings: GraphFilterOptions = { ...lists, filter: tried[best] }
    return { settings, value: values[best], tried: tried.length, leftOut: filters.length - tried.length, fit: (on, draws) => filterLists.fit(on, settings, draws) }
  },
}

/** Whom the validation asks for: found by asking once. */
function askedFor(judge: (scorer: Scorer) => number, otherwise: Int32Array): Int32Array {
  const customers = new Set<number>()
  judge({ score: (customer) => { customers.add(customer); return null }, otherwise })
  return Int32Array.from(customers)
}

type Rows = { readonly offsets: Int32Array; readonly ids: Int32Array; readonly weights: Float32Array }

function said({ offsets, ids, weights }: Rows, customers: Int32Array, given: Given, otherwise: Int32Array): Scorer {
  const rowOf = new Map(Array.from(customers, (customer, row) => [customer, row]))
  const scores = new Float32Array(given.train.items)
  return {
    score: (customer): Scored | null => {
      const row = rowOf.get(customer)
      if (row === undefined || offsets[row] === offsets[row + 1]) return null
      const among = ids.subarray(offsets[row], offsets[row + 1])
      among.forEach((item, k) => { scores[item] = weights[offsets[row] + k] })
      return { scores, among }
    },
    otherwise,
  }
}
