import { kMeansClusterer, type Clusterer } from './clusterer.ts'
import { plusPlusSeeds } from './kmeansSeeds.ts'
import { createMatrix, type Matrix } from './matrix.ts'
import { fitPca, project } from './pca.ts'
import type { Rng } from './rng.ts'
import { withinScatter } from './withinScatter.ts'

export type GapRow = {
  readonly k: number
  readonly gap: number // Gap(k); Infinity when no row differs from the mean of its cluster
  readonly error: number // s_k
}

export type GapStatistic = {
  readonly rows: readonly GapRow[]
  readonly choice: number | null // null when Gap still rises at the last k
}

/** Poor optima average out over the reference sets; x has one chance, so it is grouped this often and the tightest counts. */
const tries = 5
const quick = kMeansClusterer({ seeder: plusPlusSeeds, starts: 2, finalists: 2, swaps: 0, maxIterations: 30, tolerance: 1e-3 })

/**
 * The gap statistic (Tibshirani, Walther & Hastie 2001): Gap(k) = mean_b log W*_kb − log W_k, W_k being the scatter within k clusters of
 * x and W*_kb that of B reference sets without clusters, as many rows drawn uniformly over the box of x along its principal axes (their
 * variant b). s_k = sd_b(log W*_kb) · √(1 + 1/B), divisor B. The choice is the least k with Gap(k) ≥ Gap(k + 1) − s_{k+1}.
 * Reference sets stay in the axes: `cluster` must not mind a rotation, as k-means does not.
 *
 * x is n × d, finite; ks ascend by 1. Throws a RangeError when they don't, when B < 2, or when no rows differ.
 */
export function gapStatistic(x: Matrix, ks: readonly number[], references: number, rng: Rng, cluster: Clusterer = quick): GapStatistic {
  if (references < 2) throw new RangeError(`The gap needs at least 2 reference sets, not ${references}.`)
  if (ks.some((k, i) => k !== ks[0] + i)) throw new RangeError(`k must ascend by 1, not ${ks.join(', ')}.`)
  const pca = fitPca(x, x.cols)
  if (pca.totalVariance === 0) throw new RangeError('Rows that are all alike have no gap.')
  const turned = project(pca, x)
  const boxes = Array.from({ length: references }, () => uniformOver(turned, rng))
  const logW = (rows: Matrix, k: number): number => Math.log(withinScatter(rows, cluster(rows, k, rng)(rows), k))
  const rows = ks.map((k) => {
    const reference = boxes.map((box) => logW(box, k))
    const mean = average(reference)
    const deviation = Math.sqrt(average(reference.map((value) => (value - mean) ** 2)))
    return { k, gap: mean - Math.min(...Array.from({ length: tries }, () => logW(turned, k))), error: deviation * Math.sqrt(1 + 1 / references) }
  })
  return { rows, choice: choiceOf(rows) }
}

function choiceOf(rows: readonly GapRow[]): number | null {
  const found = rows.slice(0, -1).find(({ gap }, i) => gap >= rows[i + 1].gap - rows[i + 1].error)
  return found === undefined ? null : found.k
}

/** As many rows as x, uniform between the least and the greatest value of each column. */
function uniformOver(x: Matrix, rng: Rng): Matrix {
  const drawn = createMatrix(x.rows, x.cols)
  for (let j = 0; j < x.cols; j++) {
    let [least, most] = [Infinity, -Infinity]
    for (let i = 0; i < x.rows; i++) {
      least = Math.min(least, x.data[i * x.cols + j])
      most = Math.max(most, x.data[i * x.cols + j])
    }
    for (let i = 0; i < x.rows; i++) drawn.data[i * x.cols + j] = least + (most - least) * rng()
  }
  return drawn
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
