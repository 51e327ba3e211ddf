import { requireClusterable } from './clusterable.ts'
import { sampleWithout } from './draws.ts'
import type { Seeder } from './kmeansSeeds.ts'
import { lloyd } from './lloyd.ts'
import { selectRows, type Matrix } from './matrix.ts'
import { mlKmeansSeeds } from './mlKmeans.ts'
import { findNearest, type Nearest } from './nearest.ts'
import type { Rng } from './rng.ts'
import { meanVariance } from './variance.ts'

export type KMeans = {
  readonly centres: Matrix // k × d
  readonly inertia: number // Σᵢ minⱼ ‖xᵢ − cⱼ‖² over the rows fitted to
  readonly iterations: number // over all rows
  readonly converged: boolean
}

export type KMeansOptions = {
  readonly starts: number
  readonly finalists: number // starts that are iterated to the end
  readonly sampleRows: number // the starts compete on at most so many rows
  readonly maxIterations: number
  readonly maxFullIterations: number // over all rows, when there are more than sampleRows
  readonly tolerance: number // share of the data's mean column variance
  readonly seeder: Seeder
}

export const defaultKMeans: KMeansOptions = {
  starts: 20,
  finalists: 5,
  sampleRows: 20_000,
  maxIterations: 100,
  maxFullIterations: 10,
  tolerance: 1e-4,
  seeder: mlKmeansSeeds,
}

/**
 * K-means by Lloyd's iterations from k-means++ seeds (Arthur & Vassilvitskii 2007), the best of several starts.
 * Minimises inertia Σᵢ minⱼ ‖xᵢ − cⱼ‖². An empty cluster takes the point farthest from its centre.
 * The starts compete on a sample: the finalists are iterated to the end, the winner then goes on over all rows.
 *
 * x is n × d. Throws a RangeError when k < 1, n < k or a value is not finite.
 * Same x, k and rng state give the same model.
 */
export function fitKMeans(x: Matrix, k: number, rng: Rng, options: Partial<KMeansOptions> = {}): KMeans {
  const { starts, finalists, sampleRows, maxIterations, maxFullIterations, tolerance, seeder } = { ...defaultKMeans, ...options }
  requireClusterable(x, k)
  if (starts < 1 || finalists < 1) throw new RangeError('starts and finalists must be at least 1.')
  const sampled = x.rows > sampleRows
  const sample = sampled ? selectRows(x, sampleWithout(rng, x.rows, sampleRows)) : x
  const [first, ...others] = mostPromising(sample, k, rng, starts, finalists, seeder)
  let best = refine(sample, first!, k, { maxIterations, tolerance })
  for (const centres of others) {
    const model = refine(sample, centres, k, { maxIterations, tolerance })
    if (model.inertia < best.inertia) best = model
  }
  return sampled ? refine(x, Float64Array.from(best.centres.data), k, { maxIterations: maxFullIterations, tolerance }) : best
}

/** The finalists with the least inertia before any iteration: one look at the rows instead of some twenty each. */
function mostPromising(
  x: Matrix, k: number, rng: Rng, starts: number, finalists: number, seeder: Seeder,
): Float64Array[] {
  const candidates = Array.from({ length: starts }, () => seeder(x, k, rng))
  if (starts <= finalists) return candidates
  return candidates
    .map((centres) => ({ centres, inertia: inertiaOf({ rows: k, cols: x.cols, data: Float32Array.from(centres) }, x) }))
    .sort((a, b) => a.inertia - b.inertia)
    .slice(0, finalists)
    .map(({ centres }) => centres)
}

/** Lloyd's iterations from the given centres (k × d, row major), without any choice of seeds. */
export function refine(
  x: Matrix, centres: Float64Array, k: number,
  { maxIterations, tolerance }: Pick<KMeansOptions, 'maxIterations' | 'tolerance'> = defaultKMeans,
): KMeans {
  const found = lloyd(x, centres, k, maxIterations, tolerance * meanVariance(x))
  const rounded: Matrix = { rows: k, cols: x.cols, data: Float32Array.from(found.centres) }
  const { iterations, converged } = found
  return { centres: rounded, inertia: inertiaOf(rounded, x), iterations, converged }
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
