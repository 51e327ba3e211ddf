import { bootstrapDifference, bootstrapMean, type Interval } from '../../models/bootstrap.ts'
import { cooccurrenceOf } from '../../models/cooccurrence.ts'
import type { ItemLists } from '../../models/itemLists.ts'
import { createScratch, scoreLists } from '../../models/listScorer.ts'
import { popularity } from '../../models/popularity.ts'
import { hitRate, ndcg } from '../../models/rankingMetrics.ts'
import { derive } from '../../models/rng.ts'
import { foldStrengths, historyOf, type CustomerItems } from '../../models/strengths.ts'
import { topN } from '../../models/topN.ts'
import { ownedItems, type Cases, type Owned } from './cases.ts'
import { POPULARITY_BEHAVIOURS, type ListSettings, type PopularitySettings } from './settings.ts'

export const AT = 20

/** Per case, in the order of the cases. */
export type Judged = { readonly hit: Float64Array; readonly ndcg: Float64Array }
export type Estimate = { readonly n: number; readonly 'hr@20': Interval; readonly 'ndcg@20': Interval }
export type Difference = { readonly 'hr@20': Interval; readonly 'ndcg@20': Interval }

/** Judges what a system would have shown each case's customer at the cut. `rank` gives items best first. */
export function judge(cases: Cases, rank: (at: number) => ArrayLike<number>): Judged {
  const n = cases.customers.length
  const judged = { hit: new Float64Array(n), ndcg: new Float64Array(n) }
  for (let at = 0; at < n; at++) {
    const ranked = rank(at)
    judged.hit[at] = hitRate(ranked, cases.bought[at], AT) ?? 0
    judged.ndcg[at] = ndcg(ranked, cases.bought[at], AT) ?? 0
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

/** Everybody gets the same list, less what `own` drops. */
export function popularRanker(cases: Cases, settings: PopularitySettings, owned: readonly ReadonlyMap<number, Owned>[] = ownedItems(cases)): (at: number) => ArrayLike<number> {
  const best = popularItems(cases, settings)
  const head = best.subarray(0, AT)
  return settings.own === 'keep' ? () => head : (at) => fill([], best, AT, (item) => owned[at].has(item))
}

/** Lists from what was known before the cut, and each case's customer's strengths at their moment. */
export type FittedAt = { readonly lists: ItemLists; readonly histories: CustomerItems }

export function fitAt(cases: Cases, settings: ListSettings, folds: Folds = foldsOf(cases, settings)): FittedAt {
  return { lists: cooccurrenceOf(folds.known, settings.fit), histories: folds.histories }
}

/** What a fit starts from; depends on behaviours, half-life and longest history only. */
export type Folds = { readonly known: CustomerItems; readonly histories: CustomerItems }

export function foldsOf(cases: Cases, settings: ListSettings): Folds {
  return { known: foldStrengths(cases.known, settings.fit, cases.cut), histories: foldStrengths(cases.histories, settings.fit, cases.moments) }
}

/** The lists' answer, filled up from popularity where they have less than 20 items to say. */
export function listRanker(
  cases: Cases, settings: ListSettings, { lists, histories }: FittedAt, fallback: Int32Array, owned: readonly ReadonlyMap<number, Owned>[] = ownedItems(cases),
): (at: number) => ArrayLike<number> {
  const scratch = createScratch(lists.items)
  return (at) => {
    const history = historyOf(histories, cases.customers[at])
    const scored = scoreLists(lists, history.items, history.weights, scratch)
    const passed = settings.own === 'keep' ? undefined : (item: number) => owned[at].has(item)
    const best = scored === null ? new Int32Array(0) : topN(scratch.scores, scored, AT, passed).items
    return best.length === AT ? best : fill([...best], fallback, AT, passed)
  }
}

function fill(start: number[], from: Int32Array, length: number, passed?: (item: number) => boolean): number[] {
  const had = new Set(start)
  for (const item of from) {
    if (start.length >= length) break
    if (had.has(item) || passed?.(item) === true) continue
    start.push(item)
  }
  return start
}
