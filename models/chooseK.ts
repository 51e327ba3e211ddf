import { kMeansClusterer, type Clusterer } from './clusterer.ts'
import { decideK, type KDecision, type KRow } from './decideK.ts'
import { sampleWithout } from './draws.ts'
import { gapStatistic } from './gapStatistic.ts'
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
  readonly gapChoice: number | null // what the gap statistic alone would take, 1 included; null when nothing or not measured
}

export type ChooseKOptions = {
  readonly from: number
  readonly to: number
  readonly minShare: number // of the rows, in the smallest cluster
  readonly minRows: number // in the smallest cluster, of all rows
  readonly sampleRows: number // for fits and silhouettes
  readonly resampledRows: number // for stability, the larger part of the work
  readonly resamples: number
  readonly gapRows: number // for the gap statistic
  readonly references: number // sets drawn for it; 0: it is not measured
  readonly fit: Clusterer // for the table
  readonly refit: Clusterer // for the resamples; as `fit` when only that is given
}

/** Not seeded by ml-kmeans: these are hundreds of small fits, of which only the labels matter. */
const tableFit: Partial<KMeansOptions> = { seeder: subsampleSeeds, starts: 10, finalists: 2, swaps: 0, tolerance: 1e-3 }
const resampleFit: Partial<KMeansOptions> = { ...tableFit, starts: 6, finalists: 1 }

export const defaultChooseK: ChooseKOptions = {
  from: 2, to: 12, minShare: 0.02, minRows: 5, sampleRows: 3000, resampledRows: 2000, resamples: 6, gapRows: 500, references: 10,
  fit: kMeansClusterer(tableFit), refit: kMeansClusterer(resampleFit),
}

/**
 * Groups a sample into every k of the range, scores each by silhouette and bootstrap stability, and decides by the rule of
 * decideK(); from = to fixes k and still says how good it is. What groups is handed in: k-means unless said otherwise. The gap
 * statistic stands beside, always of k-means and on fewer rows. Fit the model itself over all rows, with k-means by
 * fitKMeans(x, choice.k, …).
 *
 * x is n × d, scaled and finite. k stops where the smallest cluster could no longer have minRows.
 */
export function chooseK(x: Matrix, rng: Rng, options: Partial<ChooseKOptions> = {}): KChoice {
  const refits = options.refit ?? options.fit ?? defaultChooseK.refit
  const { from, to, minShare, minRows, sampleRows, resampledRows, resamples, gapRows, references, fit } = { ...defaultChooseK, ...options }
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 2 || to < from) {
    throw new RangeError(`k can be tried from 2 up, in whole numbers, not from ${from} to ${to}.`)
  }
  const sample = sampled(x, sampleRows, rng)
  const most = Math.min(to, Math.floor(x.rows / minRows))
  if (most < from) return { k: 1, reason: 'too-few-rows', table: [], rowsUsed: sample.rows, gapChoice: null }
  if (meanVariance(sample) === 0) return { k: 1, reason: 'all-rows-alike', table: [], rowsUsed: sample.rows, gapChoice: null }
  const resampled = sampled(sample, resampledRows, rng)
  const ks = Array.from({ length: most - from + 1 }, (_, i) => from + i)
  const label = ks.map((k) => fit(sample, k, rng))
  const labelings = label.map((labelsOf) => labelsOf(sample))
  // A model may leave clusters empty; a silhouette needs two with members.
  const several = labelings.filter((labels) => labels.some((label) => label !== labels[0]))
  const scores = new Map(silhouettes(sample, several).map(({ mean }, i) => [several[i], mean]))
  const least = Math.max(minShare, minRows / x.rows)
  const stabilities = ks.map((k, i) => bootstrapStability(resampled, label[i](resampled), k, refits, rng, resamples))
  const measured = sampled(sample, gapRows, rng)
  // From 1 where that is the next: of all rules only the gap can say that there are no groups.
  const gapKs = (from === 2 ? [1, ...ks] : ks).filter((k) => k <= measured.rows)
  const gap = references === 0 ? { rows: [], choice: null } : gapStatistic(measured, gapKs, references, rng)
  const table = ks.map((k, i) => {
    const stability = stabilities[i]
    const own = gap.rows.find((row) => row.k === k)
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
      gap: own?.gap ?? NaN,
      gapError: own?.error ?? NaN,
    }
  })
  const decision: KDecision = from === to ? { k: from, reason: 'fixed' } : decideK(table)
  return { ...decision, table, rowsUsed: sample.rows, gapChoice: gap.choice }
}

function sampled(x: Matrix, rows: number, rng: Rng): Matrix {
  return x.rows > rows ? selectRows(x, sampleWithout(rng, x.rows, rows)) : x
}

function smallest(labels: Int32Array, k: number): number {
  const sizes = new Int32Array(k)
  for (const label of labels) sizes[label]++
  return sizes.reduce((least, size) => Math.min(least, size), Infinity)
}
