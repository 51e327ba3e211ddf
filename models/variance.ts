import type { Matrix } from './matrix.ts'

/** Mean over the columns of the population variance: (1/d) Σⱼ (1/n) Σᵢ (xᵢⱼ − x̄ⱼ)². Two passes; 0 without rows. */
export function meanVariance(x: Matrix): number {
  const { rows, cols, data } = x
  if (rows === 0 || cols === 0) return 0
  const means = new Float64Array(cols)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) means[j] += data[i * cols + j]
  for (let j = 0; j < cols; j++) means[j] /= rows
  let squares = 0
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) squares += (data[i * cols + j] - means[j]) ** 2
  return squares / rows / cols
}
