import { kMeansClusterer, type Clusterer } from './clusterer.ts'
import { decideK, type KDecision, type KRow } from './decideK.ts'
import { sampleWithout } from './draws.ts'
import type { KMeansOptions } from './kmeans.ts'
import { subsampleSeeds } from './kmeansSeeds.ts'
import { selectRows, type Matrix } from './matrix.ts'
import type { Rng } from './rng.ts'
import { silhouettes } from './silhouette.ts'
import { bootstrapStability } from './stability.ts'
import { meanVariance } from './variance.ts'
import { withinScatter } from './withinScatter.ts'

export type KChoice = KDecision & {
  readonly table: readonly KRow[] // one row per k tried, ascending
  readonly rowsUsed: number
}

export type ChooseKOptions = {
  readonly from: number
  readonly to: number
  readonly minShare: number // of the rows, in the smallest cluster
  readonly minRows: number // in the smallest cluster, of all rows
  readonly sampleRows: number // for fits and silhouettes
  readonly resampledRows: number // for stability, the larger part of the work
  readonly resamples: number
  readonly fit: Clusterer // for the table
  readonly refit: Clusterer // for the resamples; as `fit` when only that is given
}

/** Not seeded by ml-kmeans: these are hundreds of small fits, of which only the labels matter. */
const tableFit: Partial<KMeansOptions> = { seeder: subsampleSeeds, starts: 10, finalists: 2, swaps: 0, tolerance: 1e-3 }
const resampleFit: Partial<KMeansOptions> = { ...tableFit, starts: 6, finalists: 1 }

export const defaultChooseK: ChooseKOptions = {
  from: 2, to: 12, minShare: 0.02, minRows: 5, sampleRows: 3000, resampledRows: 2000, resamples: 6,
  fit: kMeansClusterer(tableFit), refit: kMeansClusterer(resampleFit),
}

/**
 * Groups a sample into every k of the range, scores each by silhouette and bootstrap stability, and decides by the
 * rule of decideK(); from = to fixes k and still says how good it is. What groups is handed in: k-means unless said
 * otherwise. Fit the model itself over all rows, with k-means by fitKMeans(x, choice.k, …).
 *
 * x is n × d, scaled and finite. k stops where the smallest cluster could no longer have minRows.
 */
export function chooseK(x: Matrix, rng: Rng, options: Partial<ChooseKOptions> = {}): KChoice {
  const refits = options.refit ?? options.fit ?? defaultChooseK.refit
  const { from, to, minShare, minRows, sampleRows, resampledRows, resamples, fit } = { ...defaultChooseK, ...options }
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 2 || to < from) {
    throw new RangeError(`k can be tried from 2 up, in whole numbers, not from ${from} to ${to}.`)
  }
  const sample = sampled(x, sampleRows, rng)
  const most = Math.min(to, Math.floor(x.rows / minRows))
  if (most < from) return { k: 1, reason: 'too-few-rows', table: [], rowsUsed: sample.rows }
  if (meanVariance(sample) === 0) return { k: 1, reason: 'all-rows-alike', table: [], rowsUsed: sample.rows }
  const resampled = sampled(sample, resampledRows, rng)
  const ks = Array.from({ length: most - from + 1 }, (_, i) => from + i)
  const label = ks.map((k) => fit(sample, k, rng))
  const labelings = label.map((labelsOf) => labelsOf(sample))
  // A model may leave clusters empty; a silhouette needs two with members.
  const several = labelings.filter((labels) => labels.some((label) => label !== labels[0]))
  const scores = new Map(silhouettes(sample, several).map(({ mean }, i) => [several[i], mean]))
  const least = Math.max(minShare, minRows / x.rows)
  const table = ks.map((k, i) => {
    const stability = bootstrapStability(resampled, label[i](resampled), k, refits, rng, resamples)
    const smallestShare = smallest(labelings[i], k) / sample.rows
    return {
      k,
      inertia: withinScatter(sample, labelings[i], k) / sample.rows,
      silhouette: scores.get(labelings[i]) ?? NaN,
      stability: stability.mean,
      weakest: stability.min,
      agreement: stability.agreement,
      smallestShare,
      largeEnough: smallestShare >= least,
    }
  })
  const decision: KDecision = from === to ? { k: from, reason: 'fixed' } : decideK(table)
  return { ...decision, table, rowsUsed: sample.rows }
}

function sampled(x: Matrix, rows: number, rng: Rng): Matrix {
  return x.rows > rows ? selectRows(x, sampleWithout(rng, x.rows, rows)) : x
}

function smallest(labels: Int32Array, k: number): number {
  const sizes = new Int32Array(k)
  for (const label of labels) sizes[label]++
  return sizes.reduce((least, size) => Math.min(least, size), Infinity)
}
