/**
 * Metrics of one customer's ranked list against the items that turned out relevant (binary relevance).
 * Each takes the ranking best first, without repeats, and k > 0, and lies in 0..1. A ranking shorter than k is
 * a ranking with nothing in the missing places. No relevant item: null, because the customer cannot be judged.
 */
export type Relevant = ReadonlySet<number>
export type RankingMetric = (ranked: ArrayLike<number>, relevant: Relevant, k: number) => number | null

/** HR@k: 1 when any relevant item is among the first k. */
export const hitRate: RankingMetric = (ranked, relevant, k) =>
  relevant.size === 0 ? null : hitsIn(ranked, relevant, k) > 0 ? 1 : 0

/** Recall@k = hits / |relevant|. */
export const recall: RankingMetric = (ranked, relevant, k) =>
  relevant.size === 0 ? null : hitsIn(ranked, relevant, k) / relevant.size

/** Precision@k = hits / k, also when the ranking is shorter. */
export const precision: RankingMetric = (ranked, relevant, k) =>
  relevant.size === 0 ? null : hitsIn(ranked, relevant, k) / k

/** NDCG@k = Σ_hits 1/log₂(1 + rank) over the same sum for the first min(k, |relevant|) places (Järvelin & Kekäläinen 2002). */
export const ndcg: RankingMetric = (ranked, relevant, k) => {
  if (relevant.size === 0) return null
  let gain = 0
  eachHit(ranked, relevant, k, (rank) => { gain += 1 / Math.log2(1 + rank) })
  let ideal = 0
  for (let rank = 1; rank <= Math.min(k, relevant.size); rank++) ideal += 1 / Math.log2(1 + rank)
  return gain / ideal
}

/** Reciprocal rank of the first hit within k, else 0; its mean is MRR@k. */
export const reciprocalRank: RankingMetric = (ranked, relevant, k) => {
  if (relevant.size === 0) return null
  for (let place = 0; place < Math.min(k, ranked.length); place++) {
    if (relevant.has(ranked[place])) return 1 / (place + 1)
  }
  return 0
}

/** Average precision at k: Σ_hits precision@rank / |relevant| (as trec_eval and ranx; some divide by min(k, |relevant|)). */
export const averagePrecision: RankingMetric = (ranked, relevant, k) => {
  if (relevant.size === 0) return null
  let sum = 0
  eachHit(ranked, relevant, k, (rank, hits) => { sum += hits / rank })
  return sum / relevant.size
}

/** Share of the catalogue that appears among the first k of anyone's ranking. */
export function coverage(rankings: Iterable<ArrayLike<number>>, items: number, k: number): number {
  const shown = new Set<number>()
  for (const ranked of rankings) {
    for (let place = 0; place < Math.min(k, ranked.length); place++) shown.add(ranked[place])
  }
  return shown.size / items
}

/** Mean over the customers who can be judged, or null when none can. */
export function meanOf(values: ArrayLike<number | null>): number | null {
  let sum = 0
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value === null) continue
    sum += value
    n++
  }
  return n === 0 ? null : sum / n
}

function hitsIn(ranked: ArrayLike<number>, relevant: Relevant, k: number): number {
  let hits = 0
  for (let place = 0; place < Math.min(k, ranked.length); place++) if (relevant.has(ranked[place])) hits++
  return hits
}

function eachHit(
  ranked: ArrayLike<number>,
  relevant: Relevant,
  k: number,
  visit: (rank: number, hits: number) => void,
): void {
  let hits = 0
  for (let place = 0; place < Math.min(k, ranked.length); place++) {
    if (relevant.has(ranked[place])) visit(place + 1, ++hits)
  }
}
