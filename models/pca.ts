import { createMatrix, type Matrix } from './matrix.ts'
import { symmetricEigen } from './svd/symmetricEigen.ts'

/** JSON-able. Components are unit vectors in the space of the columns, the one along which rows differ most first. */
export type Pca = {
  readonly means: readonly number[] // d
  readonly components: readonly (readonly number[])[] // m × d
  readonly variances: readonly number[] // m, of the rows along each component, divisor n − 1
  readonly totalVariance: number // Σ over all columns
}

/**
 * Principal components (Pearson 1901; Jolliffe 2002, §1): the eigenvectors of the covariance of x that belong to its `count`
 * largest eigenvalues. Of v and −v it is the one whose number of greatest size is positive, so that a map does not turn over from run
 * to run. Scale columns first: the one of greatest variance leads.
 *
 * x is n × d. count is cut to d. Throws a RangeError when count < 1, n < 2 or a value is not finite. O(n · d² + d³).
 */
export function fitPca(x: Matrix, count: number): Pca {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`count must be a whole number of at least 1, not ${count}.`)
  if (x.rows < 2) throw new RangeError(`Principal components need at least 2 rows; there are ${x.rows}.`)
  const d = x.cols
  const means = columnMeans(x)
  // A value that is not finite makes its mean so, and symmetricEigen refuses it.
  const { values, vectors } = symmetricEigen(covariance(x, means), d)
  const largest = Array.from({ length: Math.min(count, d) }, (_, m) => d - 1 - m)
  return {
    means: Array.from(means),
    components: largest.map((k) => upright(vectors.subarray(k * d, (k + 1) * d))),
    variances: largest.map((k) => Math.max(0, values[k])),
    totalVariance: values.reduce((sum, value) => sum + Math.max(0, value), 0),
  }
}

/** Share of the total variance along each component, 0..1; 0 when rows do not differ. */
export function explainedShares({ variances, totalVariance }: Pca): number[] {
  return variances.map((variance) => (totalVariance > 0 ? variance / totalVariance : 0))
}

/** n × m: (x − mean) · component. Rows need not be those fitted to. Throws a RangeError when d differs. */
export function project({ means, components }: Pca, x: Matrix): Matrix {
  const d = means.length
  if (d !== x.cols) throw new RangeError(`The components have ${d} columns, the rows have ${x.cols}.`)
  const m = components.length
  const projected = createMatrix(x.rows, m)
  const flat = Float64Array.from(components.flat())
  for (let i = 0; i < x.rows; i++) {
    for (let k = 0; k < m; k++) {
      let sum = 0
      for (let j = 0; j < d; j++) sum += (x.data[i * d + j] - means[j]) * flat[k * d + j]
      projected.data[i * m + k] = sum
    }
  }
  return projected
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const means = new Float64Array(cols)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) means[j] += data[i * cols + j]
  return means.map((sum) => sum / rows)
}

function covariance({ rows, cols: d, data }: Matrix, means: Float64Array): Float64Array {
  const sums = new Float64Array(d * d)
  const row = new Float64Array(d)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < d; j++) row[j] = data[i * d + j] - means[j]
    for (let j = 0; j < d; j++) {
      const own = row[j]
      for (let l = j, at = j * d; l < d; l++) sums[at + l] += own * row[l]
    }
  }
  for (let j = 0; j < d; j++) for (let l = j; l < d; l++) sums[l * d + j] = sums[j * d + l] /= rows - 1
  return sums
}

function upright(vector: Float64Array): number[] {
  const greatest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)
  return Array.from(vector, (value) => (greatest < 0 ? -value : value))
}
