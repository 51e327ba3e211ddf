import { adjustedRand } from './adjustedRand.ts'
import type { Clusterer } from './clusterer.ts'
import { sampleWith } from './draws.ts'
import { bestJaccard } from './jaccard.ts'
import { selectRows, type Matrix } from './matrix.ts'
import type { Rng } from './rng.ts'

export type Stability = {
  readonly clusters: Float64Array // k, mean over the resamples of the greatest Jaccard with a cluster found there
  readonly mean: number
  readonly min: number
  readonly agreement: number // mean adjusted Rand of neighbouring resamples on all rows
}

/** Hennig 2007: below 0.6 do not trust, 0.6 to 0.75 a pattern, from 0.75 stable, from 0.85 highly stable. */
export const stableFrom = 0.75

/**
 * Cluster-wise stability under the bootstrap (Hennig 2007, as fpc::clusterboot): x is drawn anew with repetition,
 * grouped afresh by `refit`, and each cluster of the labels is compared, on the rows that were drawn, with the most
 * similar one found. Rows drawn twice count once in the comparison.
 *
 * x is n × d, labels are 0..k−1, one for each row of x. A cluster of which no row was ever drawn gets 0.
 * Throws a RangeError when the labels are not as many as the rows.
 */
export function bootstrapStability(x: Matrix, labels: Int32Array, k: number, refit: Clusterer, rng: Rng, resamples: number): Stability {
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels for ${x.rows} rows.`)
  const sums = new Float64Array(k)
  const seen = new Float64Array(k)
  const found: Int32Array[] = []
  for (let b = 0; b < resamples; b++) {
    const drawn = sampleWith(rng, x.rows, x.rows)
    const again = refit(selectRows(x, drawn), k, rng)(x)
    const distinct = Int32Array.from(new Set(drawn))
    const overlaps = bestJaccard(distinct.map((row) => labels[row]), distinct.map((row) => again[row]))
    overlaps.forEach((overlap, c) => {
      if (Number.isNaN(overlap)) return
      sums[c] += overlap
      seen[c]++
    })
    found.push(again)
  }
  const clusters = sums.map((sum, c) => (seen[c] > 0 ? sum / seen[c] : 0))
  const pairs = found.slice(1).map((again, b) => adjustedRand(found[b], again))
  return {
    clusters,
    mean: average(clusters),
    min: clusters.reduce((least, value) => Math.min(least, value), Infinity),
    agreement: pairs.length === 0 ? NaN : average(pairs),
  }
}

function average(values: readonly number[] | Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
