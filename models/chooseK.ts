import { sampleWithout } from './draws.ts'
import { assign, fitKMeans, type KMeansOptions } from './kmeans.ts'
import { subsampleSeeds } from './kmeansSeeds.ts'
import { decideK, type KDecision, type KRow } from './decideK.ts'
import { selectRows, type Matrix } from './matrix.ts'
import type { Rng } from './rng.ts'
import { silhouettes } from './silhouette.ts'
import { bootstrapStability } from './stability.ts'
import { meanVariance } from './variance.ts'

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
}

export const defaultChooseK: ChooseKOptions = {
  from: 2, to: 12, minShare: 0.02, minRows: 5, sampleRows: 3000, resampledRows: 2000, resamples: 6,
}

/** Not seeded by ml-kmeans: these are hundreds of small fits, of which only the labels matter. */
const tableFit: Partial<KMeansOptions> = { seeder: subsampleSeeds, starts: 10, finalists: 2, tolerance: 1e-3 }
const resampleFit: Partial<KMeansOptions> = { ...tableFit, starts: 6, finalists: 1 }

/**
 * Clusters a sample into every k of the range, scores each by silhouette and bootstrap stability, and decides by the
 * rule of decideK(). Fit the model itself with fitKMeans(x, choice.k, …) over all rows.
 *
 * x is n × d, scaled and finite. k stops where the smallest cluster could no longer have minRows.
 */
export function chooseK(x: Matrix, rng: Rng, options: Partial<ChooseKOptions> = {}): KChoice {
  const { from, to, minShare, minRows, sampleRows, resampledRows, resamples } = { ...defaultChooseK, ...options }
  const sample = sampled(x, sampleRows, rng)
  const most = Math.min(to, Math.floor(x.rows / minRows))
  if (most < from) return { k: 1, reason: 'too-few-rows', table: [], rowsUsed: sample.rows }
  if (meanVariance(sample) === 0) return { k: 1, reason: 'all-rows-alike', table: [], rowsUsed: sample.rows }
  const resampled = sampled(sample, resampledRows, rng)
  const ks = Array.from({ length: most - from + 1 }, (_, i) => from + i)
  const models = ks.map((k) => fitKMeans(sample, k, rng, tableFit))
  const labelings = models.map((model) => assign(model, sample))
  const scores = silhouettes(sample, labelings)
  const least = Math.max(minShare, minRows / x.rows)
  const table = ks.map((k, i) => {
    const stability = bootstrapStability(resampled, models[i], rng, resamples, resampleFit)
    const smallestShare = smallest(labelings[i], k) / sample.rows
    return {
      k,
      inertia: models[i].inertia / sample.rows,
      silhouette: scores[i].mean,
      stability: stability.mean,
      weakest: stability.min,
      agreement: stability.agreement,
      smallestShare,
      largeEnough: smallestShare >= least,
    }
  })
  return { ...decideK(table), table, rowsUsed: sample.rows }
}

function sampled(x: Matrix, rows: number, rng: Rng): Matrix {
  return x.rows > rows ? selectRows(x, sampleWithout(rng, x.rows, rows)) : x
}

function smallest(labels: Int32Array, k: number): number {
  const sizes = new Int32Array(k)
  for (const label of labels) sizes[label]++
  return sizes.reduce((least, size) => Math.min(least, size), Infinity)
}
