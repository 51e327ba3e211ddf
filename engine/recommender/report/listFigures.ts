import { categoryShares, jensenShannon, miscalibration } from '../../../models/beyondAccuracy/calibration.ts'
import { attributeCosine, intraListDiversity, sameCategory, serendipity } from '../../../models/beyondAccuracy/diversity.ts'
import { entropy, exposure, gini, personalisation } from '../../../models/beyondAccuracy/exposure.ts'
import { meanOfList, popularityLift } from '../../../models/beyondAccuracy/popularityBias.ts'
import { coverage, hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import { figure, rounded, type Figure } from './interval.ts'
import type { ItemPopularity } from './itemPopularity.ts'
import { AT, type ReportInput } from './reportInput.ts'

/** What one system's lists of 20 are like; sources and definitions in models/beyondAccuracy. */
export type ListFigures = {
  readonly 'hr@20': Figure | null
  readonly 'ndcg@20': Figure | null
  /** Share of the items known at the cut, or shown, that anybody is shown. */
  readonly coverage: number | null
  /** Of exposure over the same items: 0 even, 1 all on one. */
  readonly gini: number | null
  /** Of exposure, bits. */
  readonly entropy: number | null
  /** 0: all see the same, 1: no two share an item. */
  readonly personalisation: number | null
  /** Mean self-information, bits. */
  readonly novelty: Figure | null
  /** 1 − share of pairs in one category. */
  readonly diversity: Figure | null
  /** 1 − mean cosine of attribute sets. */
  readonly attributeDiversity: Figure | null
  /** Mean number of customers who own what is shown (ARP). */
  readonly popularity: Figure | null
  /** Share of long-tail items shown (APLT). */
  readonly tailShare: Figure | null
  /** How much more popular than what the customers own: 0 alike, 1 twice. */
  readonly popularityLift: number | null
  /** Jensen–Shannon divergence of head, middle and tail between list and purchases, bits. */
  readonly popularityDeviation: Figure | null
  /** Kullback–Leibler divergence of categories between list and purchases, nats (Steck 2018). */
  readonly miscalibration: Figure | null
  /** Bought, and not in the list of popular items: share of the 20 places. */
  readonly serendipity: Figure | null
}

/** `owned` per case: numbers of the items bought before. `name` keeps the draws of two systems apart. */
export function listFigures(name: 'served' | 'popularity', input: ReportInput, items: ItemPopularity, owned: readonly Int32Array[]): ListFigures {
  const { cases, category, seed } = input
  const lists = input.rankings[name]
  const categories = category.reduce((most, code) => Math.max(most, code + 1), 0)
  const shown = exposure(lists, items.owners.length, AT)
  const seen = shown.filter((times, item) => times > 0 || items.firstSeen[item] < Infinity)
  const each = (key: string, value: (list: ArrayLike<number>, at: number) => number | null) => figure(lists.map(value), seed, `${name} ${key}`)
  const sameKind = sameCategory(category)
  const alike = attributeCosine(input.attributes)
  const popularity = lists.map((list) => meanOfList(list, items.owners, AT))
  return {
    // The draws of `estimate`, so that the intervals are those of the verdict.
    'hr@20': figure(lists.map((list, at) => hitRate(list, cases.bought[at], AT)), seed, 'hr'),
    'ndcg@20': figure(lists.map((list, at) => ndcg(list, cases.bought[at], AT)), seed, 'ndcg'),
    coverage: orNull(seen.length === 0 ? null : coverage(lists, seen.length, AT)),
    gini: orNull(gini(seen)),
    entropy: orNull(entropy(shown)),
    personalisation: orNull(personalisation(lists, items.owners.length, AT)),
    novelty: each('novelty', (list) => meanOfList(list, items.bits, AT)),
    diversity: each('diversity', (list) => intraListDiversity(list, sameKind, AT)),
    attributeDiversity: each('attributes', (list) => intraListDiversity(list, alike, AT)),
    popularity: figure(popularity, seed, `${name} popularity`),
    tailShare: each('tail', (list) => meanOfList(list, items.tail, AT)),
    popularityLift: orNull(popularityLift(popularity, owned.map((own) => meanOfList(own, items.owners, Infinity)))),
    popularityDeviation: each('deviation', (list, at) => apart(jensenShannon, categoryShares(owned[at], items.band, 3), categoryShares(first(list), items.band, 3))),
    miscalibration: each('miscalibration', (list, at) => apart(miscalibration, categoryShares(owned[at], category, categories), categoryShares(first(list), category, categories))),
    serendipity: each('serendipity', (list, at) => serendipity(list, new Set(first(input.rankings.popularity[at])), cases.bought[at], AT)),
  }
}

type Shares = Float64Array | null

function apart(divergence: (p: Float64Array, q: Float64Array) => number, p: Shares, q: Shares): number | null {
  return p === null || q === null ? null : divergence(p, q)
}

function first(list: ArrayLike<number>): number[] {
  return Array.from({ length: Math.min(AT, list.length) }, (_, place) => list[place])
}

function orNull(value: number | null): number | null {
  return value === null ? null : rounded(value)
}
