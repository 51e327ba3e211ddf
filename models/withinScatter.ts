import type { Matrix } from './matrix.ts'

/**
 * W = Σᵢ ‖xᵢ − mean of the rows with the same label‖², in squared units of x. For k-means that has converged it is the inertia.
 *
 * x is n × d, labels are 0..k−1. Two passes, so that large values with small differences keep their digits.
 */
export function withinScatter(x: Matrix, labels: Int32Array, k: number): number {
  const d = x.cols
  const means = new Float64Array(k * d)
  const sizes = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    sizes[labels[i]]++
    for (let j = 0; j < d; j++) means[labels[i] * d + j] += x.data[i * d + j]
  }
  for (let c = 0; c < k; c++) for (let j = 0; j < d; j++) means[c * d + j] /= sizes[c]
  let squares = 0
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < d; j++) squares += (x.data[i * d + j] - means[labels[i] * d + j]) ** 2
  return squares
}
