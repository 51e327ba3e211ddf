import { bootstrapDifference, bootstrapMean, type Interval } from '../../models/bootstrap.ts'
import { addLists, createScratch, scoreLists } from '../../models/listScorer.ts'
import { popularity } from '../../models/popularity.ts'
import { hitRate, ndcg } from '../../models/rankingMetrics.ts'
import { derive } from '../../models/rng.ts'
import { topN } from '../../models/topN.ts'
import type { Cases } from './cases.ts'
import { massOf, type Histories } from './histories.ts'
import type { Grouping } from './itemFacts.ts'
import { passedIn, type Passed, type PassedBy } from './passedOver.ts'
import { contextSources, historySources, type ServedLists } from './servedLists.ts'
import type { Recipe } from './recipe.ts'
import { POPULARITY_BEHAVIOURS, POPULARITY_CHOICES, type PopularitySettings } from './popularitySettings.ts'

export const AT = 20

/** Per case, in the order of the cases: the first 20 shown, and what they were worth. */
export type Judged = { readonly hit: Float64Array; readonly ndcg: Float64Array; readonly rankings: readonly Int32Array[] }
export type Estimate = { readonly n: number; readonly 'hr@20': Interval; readonly 'ndcg@20': Interval }
export type Difference = { readonly 'hr@20': Interval; readonly 'ndcg@20': Interval }

/** Judges what a system would have shown each case's customer at the cut. `rank` gives items best first. */
export function judge(cases: Cases, rank: (at: number) => ArrayLike<number>): Judged {
  const n = cases.customers.length
  const judged = { hit: new Float64Array(n), ndcg: new Float64Array(n), rankings: [] as Int32Array[] }
  for (let at = 0; at < n; at++) {
    const ranked = rank(at)
    judged.hit[at] = hitRate(ranked, cases.bought[at], AT) ?? 0
    judged.ndcg[at] = ndcg(ranked, cases.bought[at], AT) ?? 0
    judged.rankings.push(Int32Array.from(ranked).subarray(0, AT))
  }
  return judged
}

export function meanNdcg(judged: Judged): number {
  return judged.ndcg.reduce((sum, value) => sum + value, 0) / judged.ndcg.length
}

/** Means with 95 % bootstrap intervals over customers. Throws when there is no case. */
export function estimate(judged: Judged, seed: number): Estimate {
  return { n: judged.hit.length, 'hr@20': bootstrapMean(judged.hit, derive(seed, 'hr')), 'ndcg@20': bootstrapMean(judged.ndcg, derive(seed, 'ndcg')) }
}

/** Paired differences a − b over the same customers. */
export function difference(a: Judged, b: Judged, seed: number): Difference {
  return { 'hr@20': bootstrapDifference(a.hit, b.hit, derive(seed, 'hr')), 'ndcg@20': bootstrapDifference(a.ndcg, b.ndcg, derive(seed, 'ndcg')) }
}

/** Items by decayed purchases before the cut, best first, all of them. */
export function popularItems(cases: Cases, settings: PopularitySettings): Int32Array {
  const mass = popularity(cases.known, { behaviours: POPULARITY_BEHAVIOURS, halfLifeDays: settings.halfLifeDays }, cases.cut)
  return bestFirst(Float32Array.from(mass))
}

export function bestFirst(scores: Float32Array): Int32Array {
  return topN(scores, Int32Array.from(scores, (_, item) => item), scores.length).items
}

/** Popularity at its best on the validation cut; ties go to the earlier choice. */
export function choosePopularity(cases: Cases): PopularitySettings {
  const passedBy = passedIn(cases)
  const results = POPULARITY_CHOICES.map((settings) => meanNdcg(judge(cases, popularRanker(cases, settings, passedBy))))
  return POPULARITY_CHOICES[results.indexOf(Math.max(...results))]
}

/** Everybody gets the same list, less what `own` drops and what they dislike. */
export function popularRanker(cases: Cases, settings: PopularitySettings, passedBy: PassedBy = passedIn(cases)): (at: number) => ArrayLike<number> {
  const best = popularItems(cases, settings)
  const head = best.subarray(0, AT)
  const passedAt = passedBy(settings.own)
  return (at) => {
    const passed = passedAt(at)
    return passed === undefined ? head : fill([], best, AT, passed)
  }
}

/** Lists from what was known before the cut, and each case's customer as they were at their moment. */
export type FittedAt = { readonly served: ServedLists; readonly histories: Histories; readonly recipe: Pick<Recipe, 'bought' | 'context'>; readonly personas: Grouping | null; readonly places: Grouping | null }

/** The lists' answer, filled up from popularity where they have less than 20 items to say. */
export function listRanker(cases: Cases, { served, histories, recipe, personas, places }: FittedAt, fallback: Int32Array): (at: number) => ArrayLike<number> {
  const { lists } = served
  const scratch = createScratch(lists.items)
  const passedAt = passedIn(cases)(recipe.bought)
  return (at) => {
    const customer = cases.customers[at]
    const history = historySources(served, histories, customer)
    scoreLists(lists, history.items, history.weights, scratch)
    const context = contextSources(served, personas?.of[customer] ?? -1, places?.of[customer] ?? -1, massOf(histories, customer) ** recipe.context.growth)
    const scored = addLists(lists, context.items, context.weights, scratch)
    const passed = passedAt(at)
    const best = scored === null ? new Int32Array(0) : topN(scratch.scores, scored, AT, passed).items
    return best.length === AT ? best : fill([...best], fallback, AT, passed)
  }
}

function fill(start: number[], from: Int32Array, length: number, passed?: Passed): number[] {
  const had = new Set(start)
  for (const item of from) {
    if (start.length >= length) break
    if (had.has(item) || passed?.(item) === true) continue
    start.push(item)
  }
  return start
}
