import { stableFrom } from './stability.ts'

/** What is known about one number of clusters. */
export type KRow = {
  readonly k: number
  readonly inertia: number // Σ‖xᵢ − mean of its cluster‖² per row
  readonly silhouette: number // NaN when all rows are in one cluster
  readonly stability: number // mean over the clusters of the bootstrap Jaccard
  readonly weakest: number // the least of them
  readonly agreement: number // adjusted Rand between resamples
  readonly smallestShare: number // of the rows
  readonly largeEnough: boolean
  readonly gap: number // Gap(k) of the gap statistic of k-means, for reading beside; NaN when it was not measured
  readonly gapError: number // s_k
}

export type KReason =
  | 'stable-and-distinct' // the finest stable grouping about as distinct as the most distinct one
  | 'two-groups' // nothing finer is stable, or two groups are far more distinct
  | 'nothing-stable' // the least bad of the range; not to be relied on
  | 'fixed' // k was not to be chosen; the table says how good it is
  | 'too-few-rows' // k = 1
  | 'all-rows-alike' // k = 1

export type KDecision = { readonly k: number; readonly reason: KReason }

/** Hennig 2007: below this a cluster should not be trusted. */
const trustedFrom = 0.6
/** Silhouettes within a twentieth of the best count as equally distinct, and the finer grouping says more. */
const aboutAsDistinct = 0.95
/** Two groups must be this many times as distinct as any finer stable grouping. */
const farMoreDistinct = 2

/**
 * 1. A k counts when its smallest cluster is large enough, its clusters are stable on average (Jaccard ≥ 0.75) and
 *    none is below 0.6.
 * 2. Of those with k ≥ 3, the largest whose silhouette is at least 0.95 of the best among them.
 * 3. Two groups only when nothing finer counts, or with more than twice that best silhouette. The silhouette prefers
 *    two wherever the data have one long axis, such as how active people are; a threshold on one column says as much.
 *    (On iris it prefers 2, where 3 species are.)
 * 4. When nothing counts: the greatest silhouette × stability, marked as such.
 *
 * The order of the rows does not matter. Throws a RangeError without rows.
 */
export function decideK(table: readonly KRow[]): KDecision {
  const stable = table.filter((row) => row.largeEnough && row.stability >= stableFrom && row.weakest >= trustedFrom)
  const finer = stable.filter((row) => row.k > 2)
  const two = stable.find((row) => row.k === 2)
  const best = finer.reduce((most, row) => Math.max(most, row.silhouette), -Infinity)
  if (two !== undefined && two.silhouette > 0 && two.silhouette > farMoreDistinct * best) return { k: 2, reason: 'two-groups' }
  const chosen = finer.filter((row) => row.silhouette >= aboutAsDistinct * best)
  if (chosen.length > 0) return { k: Math.max(...chosen.map((row) => row.k)), reason: 'stable-and-distinct' }
  if (two !== undefined) return { k: 2, reason: 'two-groups' }
  return { k: leastBad(table).k, reason: 'nothing-stable' }
}

function leastBad(table: readonly KRow[]): KRow {
  const candidates = table.some((row) => row.largeEnough) ? table.filter((row) => row.largeEnough) : table
  const [first, ...others] = candidates
  if (first === undefined) throw new RangeError('There is no k to choose from.')
  return others.reduce((best, row) => (merit(row) > merit(best) ? row : best), first)
}

function merit(row: KRow): number {
  return Number.isNaN(row.silhouette) ? -Infinity : row.silhouette * row.stability
}
