import { fitPlaced } from './kmeans/fitPlaced.ts'
import { placeHere, rounded } from './kmeans/placedRows.ts'
import { placeShared } from './kmeans/sharedRows.ts'
import type { Seeder } from './kmeansSeeds.ts'
import { lloyd } from './lloyd.ts'
import type { Matrix } from './matrix.ts'
import { mlKmeansSeeds } from './mlKmeans.ts'
import { findNearest, type Nearest } from './nearest.ts'
import type { Compute } from './parallel/work.ts'
import type { Rng } from './rng.ts'

export type KMeans = {
  readonly centres: Matrix // k × d
  readonly inertia: number // Σᵢ minⱼ ‖xᵢ − cⱼ‖² over the rows fitted to
  readonly iterations: number // over all rows, the last time
  readonly converged: boolean
}

export type KMeansOptions = {
  readonly starts: number
  readonly finalists: number // starts that are iterated to the end
  readonly swaps: number // tried in vain, one after another, before the search for better places ends; 0: no search
  readonly sampleRows: number // starts compete and centres are swapped on at most about so many rows
  readonly maxIterations: number
  readonly maxFullIterations: number // over all rows, when there are more than sampleRows
  readonly tolerance: number // share of the data's mean column variance
  readonly seeder: Seeder
}

export const defaultKMeans: KMeansOptions = {
  starts: 10,
  finalists: 5,
  swaps: 8,
  sampleRows: 20_000,
  maxIterations: 100,
  maxFullIterations: 50,
  tolerance: 1e-4,
  seeder: mlKmeansSeeds,
}

/** More of everything, which the kernels can afford. */
const thoroughKMeans: KMeansOptions = { ...defaultKMeans, finalists: 10, swaps: 20, sampleRows: 50_000, maxFullIterations: 100 }

/**
 * K-means by Lloyd's iterations from k-means++ seeds (Arthur & Vassilvitskii 2007), the best of several starts, then
 * improved by moving single centres elsewhere (Fränti 2018). Minimises inertia Σᵢ minⱼ ‖xᵢ − cⱼ‖². An empty cluster takes the
 * point farthest from its centre. All that happens on a weighted sample (Bachem, Lucic & Krause 2018); its best goes on over all rows.
 *
 * x is n × d. Throws a RangeError when k < 1, n < k or a value is not finite.
 * Same x, k and rng state give the same model.
 */
export function fitKMeans(x: Matrix, k: number, rng: Rng, options: Partial<KMeansOptions> = {}): KMeans {
  return fitPlaced(placeHere, x, k, rng, { ...defaultKMeans, ...options })
}

/**
 * The same on kernels and threads, for many rows: in 32 bits, and with a copy of x in the memory of `compute` meanwhile.
 * Sums are taken over fixed parts of the rows in their order, so that the bytes of the model do not depend on the number of threads, only on
 * the engine of `compute`. Blocks until it is done.
 *
 * Throws a RangeError, besides, when x does not fit into 4 GB or its squares do not fit into 32-bit floats.
 */
export function fitKMeansWith(compute: Compute, x: Matrix, k: number, rng: Rng, options: Partial<KMeansOptions> = {}): KMeans {
  return compute.arena.within(() => fitPlaced((rows) => placeShared(compute, rows), x, k, rng, { ...thoroughKMeans, ...options }))
}

/** Lloyd's iterations from the given centres (k × d, row major), without any choice of seeds. */
export function refine(
  x: Matrix, centres: Float64Array, k: number,
  { maxIterations, tolerance }: Pick<KMeansOptions, 'maxIterations' | 'tolerance'> = defaultKMeans,
): KMeans {
  const rows = placeHere({ x, weights: null })
  const found = lloyd(rows.passes(k), centres, maxIterations, tolerance * rows.spread().variance)
  return { ...found, ...rounded(rows, found.centres, k) }
}

/** Nearest centre per row: length n, values 0..k−1; ties go to the lower index. */
export function assign(model: Pick<KMeans, 'centres'>, x: Matrix): Int32Array {
  requireSameColumns(model.centres, x)
  const { rows: k, cols: d, data } = model.centres
  const found: Nearest = { index: 0, first: 0, second: 0 }
  const labels = new Int32Array(x.rows)
  for (let i = 0; i < x.rows; i++) {
    findNearest(x.data, i * d, data, k, d, found)
    labels[i] = found.index
  }
  return labels
}

/** Σᵢ minⱼ ‖xᵢ − cⱼ‖² of any rows under given centres. */
export function inertiaOf(centres: Matrix, x: Matrix): number {
  requireSameColumns(centres, x)
  const found: Nearest = { index: 0, first: 0, second: 0 }
  let inertia = 0
  for (let i = 0; i < x.rows; i++) {
    findNearest(x.data, i * x.cols, centres.data, centres.rows, x.cols, found)
    inertia += found.first
  }
  return inertia
}

function requireSameColumns(centres: Matrix, x: Matrix): void {
  if (centres.cols !== x.cols) throw new RangeError(`The model has ${centres.cols} columns, the rows have ${x.cols}.`)
}
