import type { Matrix } from '../matrix.ts'

/** Mean and spread of each column: the ground on which one penalty means the same for every coefficient. */
export type Columns = { readonly means: Float64Array; readonly spreads: Float64Array }

/** Population standard deviation, as the common scalers have it; 1 for a column without spread, which then stays 0. Throws on what is not finite. */
export function columnsOf(x: Matrix): Columns {
  const means = new Float64Array(x.cols)
  const spreads = new Float64Array(x.cols)
  for (let j = 0; j < x.cols; j++) {
    let sum = 0
    for (let at = j; at < x.data.length; at += x.cols) sum += x.data[at]
    if (!Number.isFinite(sum)) throw new RangeError(`Column ${j} holds a value that is not finite.`)
    means[j] = sum / x.rows
    let squares = 0
    for (let at = j; at < x.data.length; at += x.cols) squares += (x.data[at] - means[j]) ** 2
    const spread = Math.sqrt(squares / x.rows)
    spreads[j] = spread > 1e-12 * Math.max(1, Math.abs(means[j])) ? spread : 1
  }
  return { means, spreads }
}

/** n × (d + 1): a leading 1 for the intercept, then the columns standardised. */
export function designOf(x: Matrix, { means, spreads }: Columns): Float64Array {
  const d = x.cols + 1
  const design = new Float64Array(x.rows * d)
  for (let i = 0, from = 0, to = 0; i < x.rows; i++) {
    design[to++] = 1
    for (let j = 0; j < x.cols; j++) design[to++] = (x.data[from++] - means[j]) / spreads[j]
  }
  return design
}

/** Lower triangle of Σ weightᵢ rowᵢ rowᵢᵀ, d × d, over the n rows of a design; four rows at a time, so that the triangle is walked a quarter as often. */
export function weightedGram(design: Float64Array, d: number, weights: Float64Array): Float64Array {
  const gram = new Float64Array(d * d)
  const n = weights.length
  const whole = n - (n % 4)
  for (let i = 0; i < whole; i += 4) {
    const [a, b, c, e] = [i * d, (i + 1) * d, (i + 2) * d, (i + 3) * d]
    for (let j = 0; j < d; j++) {
      const va = weights[i] * design[a + j]
      const vb = weights[i + 1] * design[b + j]
      const vc = weights[i + 2] * design[c + j]
      const ve = weights[i + 3] * design[e + j]
      const line = j * d
      for (let k = 0; k <= j; k++) gram[line + k] += va * design[a + k] + vb * design[b + k] + vc * design[c + k] + ve * design[e + k]
    }
  }
  for (let i = whole; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const value = weights[i] * design[i * d + j]
      for (let k = 0; k <= j; k++) gram[j * d + k] += value * design[i * d + k]
    }
  }
  return gram
}

/** Coefficients of standardised columns (intercept first) as those of the columns themselves. */
export function unscaled(beta: Float64Array, { means, spreads }: Columns): { intercept: number; weights: number[] } {
  const weights = Array.from(spreads, (spread, j) => beta[j + 1] / spread)
  return { intercept: beta[0] - weights.reduce((sum, weight, j) => sum + weight * means[j], 0), weights }
}

/** A linear function of a row. JSON-able. */
export type Linear = { readonly intercept: number; readonly weights: readonly number[] }

/** intercept + w · row. Throws a RangeError when the lengths differ. */
export function linearOf({ intercept, weights }: Linear, row: ArrayLike<number>): number {
  if (row.length !== weights.length) throw new RangeError(`${weights.length} columns were fitted, the row has ${row.length}.`)
  let sum = intercept
  for (let j = 0; j < weights.length; j++) sum += weights[j] * row[j]
  return sum
}

export function requireRows(x: Matrix, ...columns: readonly ArrayLike<number>[]): void {
  if (x.rows === 0) throw new RangeError('There are no rows to fit to.')
  for (const column of columns) if (column.length !== x.rows) throw new RangeError(`${x.rows} rows, but ${column.length} values beside them.`)
}
