import { createMatrix, type Matrix } from './matrix.ts'
import { quantile } from './quantile.ts'
import { fitRankTable, normalScore, type RankTable } from './rankTable.ts'

export type ScaledColumn = { readonly name: string; readonly group: string; readonly log?: boolean }

/** value → weight · (shape − centre) / scale, the shape being clip(log? value, low, high) or its normal score; missing → 0. JSON-able. */
export type ColumnScale = {
  readonly name: string
  readonly group: string
  readonly log: boolean
  readonly low: number
  readonly high: number
  readonly ranks?: RankTable // of a column scaled by its quantiles
  readonly centre: number
  readonly scale: number
  readonly weight: number
}
export type Scaler = { readonly columns: readonly ColumnScale[] }

export type ScalerOptions = {
  readonly method: 'robust' | 'quantile'
  readonly lowQuantile: number
  readonly highQuantile: number
  readonly groupWeights: Readonly<Record<string, number>> // variance of a whole group; 1 where absent
}

const defaults: ScalerOptions = { method: 'robust', lowQuantile: 0.01, highQuantile: 0.99, groupWeights: {} }

/** IQR of N(0, 1). */
const iqrOfNormal = 1.3489795003921634

/**
 * A column mostly of one value has an IQR far below its spread (or 0); dividing by it would let a few rows outweigh
 * all other columns. Below a third of the standard deviation, the standard deviation is used. A third, because a
 * log-normal column with σ = 1 (ratio 0.5 after winsorising) still counts as a column with a tail, not as a constant.
 */
const leastRobustShare = 1 / 3

/**
 * Robust scaling: optional log, winsorise, centre by the median, divide by IQR / 1.349 (σ where normal); then weights
 * so that every group of columns has the same total variance (or the one given), however many columns it has.
 * By quantiles the winsorised value gives way to its normal score first: only the order of the values counts then. For columns whose
 * tails survive a log; distances within the bulk are lost where they were meant, such as between modes.
 *
 * x is n × d with NaN for missing; columns names the d columns. The log is sign(v) · ln(1 + |v|), since refunds make
 * sums negative. A column without spread gets scale 1 and stays 0. Throws a RangeError when d differs.
 */
export function fitScaler(x: Matrix, columns: readonly ScaledColumn[], options: Partial<ScalerOptions> = {}): Scaler {
  requireColumns(columns.length, x)
  const { method, lowQuantile, highQuantile, groupWeights } = { ...defaults, ...options }
  const groupVariance = new Map<string, number>()
  const fitted = columns.map(({ name, group, log = false }, j) => {
    const values = present(x, j, log).sort()
    const low = values.length === 0 ? 0 : quantile(values, lowQuantile)
    const high = values.length === 0 ? 0 : quantile(values, highQuantile)
    const ranks = method === 'quantile' && values.length > 0 ? { ranks: fitRankTable(values, lowQuantile, highQuantile) } : {}
    const shaped = values.map((value) => shape({ low, high, ...ranks }, value))
    const centre = values.length === 0 ? 0 : quantile(shaped, 0.5)
    const deviation = Math.sqrt(varianceOf(shaped))
    const robust = values.length === 0 ? 0 : (quantile(shaped, 0.75) - quantile(shaped, 0.25)) / iqrOfNormal
    const spread = robust >= leastRobustShare * deviation ? robust : deviation
    const scale = spread > 0 ? spread : 1
    // Missing rows all sit on the median and so add no variance: the share present scales it.
    const variance = (deviation / scale) ** 2 * (x.rows === 0 ? 0 : values.length / x.rows)
    groupVariance.set(group, (groupVariance.get(group) ?? 0) + variance)
    return { name, group, log, low, high, ...ranks, centre, scale }
  })
  return {
    columns: fitted.map((column) => {
      const variance = groupVariance.get(column.group) ?? 0
      const wanted = groupWeights[column.group] ?? 1
      return { ...column, weight: variance > 0 ? Math.sqrt(wanted / variance) : 1 }
    }),
  }
}

/** n × d, all finite. Rows need not be those fitted to. Throws a RangeError when d differs. */
export function applyScaler(scaler: Scaler, x: Matrix): Matrix {
  requireColumns(scaler.columns.length, x)
  const scaled = createMatrix(x.rows, x.cols)
  scaler.columns.forEach(({ log, centre, scale, weight, ...column }, j) => {
    for (let at = j; at < x.data.length; at += x.cols) {
      const value = x.data[at]
      if (Number.isNaN(value)) continue
      scaled.data[at] = (weight * (shape(column, log ? signedLog(value) : value) - centre)) / scale
    }
  })
  return scaled
}

function present(x: Matrix, j: number, log: boolean): Float64Array {
  const values = new Float64Array(x.rows)
  let count = 0
  for (let at = j; at < x.data.length; at += x.cols) {
    const value = x.data[at]
    if (!Number.isNaN(value)) values[count++] = log ? signedLog(value) : value
  }
  return values.subarray(0, count)
}

/** sign(v) · ln(1 + |v|): refunds make sums negative. */
export function signedLog(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value))
}

function shape({ low, high, ranks }: Pick<ColumnScale, 'low' | 'high' | 'ranks'>, value: number): number {
  const clipped = Math.min(Math.max(value, low), high)
  return ranks === undefined ? clipped : normalScore(ranks, clipped)
}

function varianceOf(values: Float64Array): number {
  if (values.length === 0) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

function requireColumns(expected: number, x: Matrix): void {
  if (expected !== x.cols) throw new RangeError(`${expected} columns are described, the rows have ${x.cols}.`)
}
