import type { KMeans } from './kmeans.ts'
import { createMatrix, type Matrix } from './matrix.ts'
import { squaredDistance } from './distance.ts'

export type SoftAssignment = {
  readonly labels: Int32Array // n, as assign() gives them
  readonly weights: Matrix // n × k, each row sums to 1
  readonly margins: Float32Array // n, best weight − second best, 0..1; 1 when k = 1
}

/**
 * How firmly each row belongs where it was put. With σ² the mean squared distance per column of the fitted rows to
 * their centres, wᵢⱼ ∝ exp(−‖xᵢ − cⱼ‖² / 2σ²): the posterior of a spherical Gaussian mixture with equal shares,
 * of which k-means is the limit (Bishop 2006, §9.3.2). A row half way between two centres has margin 0.
 *
 * variance is σ²; see withinVariance(). Throws a RangeError unless σ² > 0.
 */
export function assignSoft(model: Pick<KMeans, 'centres'>, x: Matrix, variance: number): SoftAssignment {
  if (!(variance > 0)) throw new RangeError(`variance must be greater than 0, not ${variance}.`)
  const { rows: k, cols: d, data: centres } = model.centres
  if (d !== x.cols) throw new RangeError(`The model has ${d} columns, the rows have ${x.cols}.`)
  const labels = new Int32Array(x.rows)
  const weights = createMatrix(x.rows, k)
  const margins = new Float32Array(x.rows)
  const distances = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    let best = 0
    for (let c = 0; c < k; c++) {
      distances[c] = squaredDistance(x.data, i * d, centres, c * d, d)
      if (distances[c] < distances[best]) best = c
    }
    let total = 0
    let second = 0
    for (let c = 0; c < k; c++) {
      // Relative to the best, so that far rows do not underflow to 0 / 0.
      const weight = Math.exp((distances[best] - distances[c]) / (2 * variance))
      weights.data[i * k + c] = weight
      total += weight
      if (c !== best) second = Math.max(second, weight)
    }
    for (let c = 0; c < k; c++) weights.data[i * k + c] /= total
    labels[i] = best
    margins[i] = (1 - second) / total
  }
  return { labels, weights, margins }
}

/**
 * The assignment that weights ≥ 0 (n × k, owned by it from here) make: rows divided by their sum, the largest as label, ties to
 * the lower index. A row of zeros belongs everywhere alike.
 */
export function fromWeights(weights: Matrix): SoftAssignment {
  const { rows, cols: k, data } = weights
  const labels = new Int32Array(rows)
  const margins = new Float32Array(rows)
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * k, (i + 1) * k)
    const total = row.reduce((sum, weight) => sum + weight, 0)
    let [best, second] = [0, 0]
    for (let c = 0; c < k; c++) {
      row[c] = total > 0 ? row[c] / total : 1 / k
      if (c === 0) continue
      if (row[c] > row[best]) [best, second] = [c, row[best]]
      else second = Math.max(second, row[c])
    }
    labels[i] = best
    margins[i] = row[best] - second
  }
  return { labels, weights, margins }
}

/** σ² = inertia / (n · d): the mean squared distance per column to the own centre. n is the rows fitted to. */
export function withinVariance(model: Pick<KMeans, 'centres' | 'inertia'>, n: number): number {
  return model.inertia / (n * model.centres.cols)
}
