import { squaredDistance } from '../distance.ts'
import type { Passes } from '../lloyd.ts'
import type { Matrix } from '../matrix.ts'
import { findNearest, type Nearest } from '../nearest.ts'
import { boundedPasses } from './hamerly.ts'
import type { WeightedRows } from './weightedRows.ts'

/** Rows where something can pass over them: in typed arrays, or in the memory that threads share. */
export type PlacedRows = {
  readonly rows: WeightedRows
  readonly passes: (k: number) => Passes
  /** Σᵢ wᵢ minⱼ ‖xᵢ − cⱼ‖² under centres (k × d); not finite when a value is not. */
  readonly inertia: (centres: Float64Array, k: number) => number
  /** How the rows lie about their mean, each counting once. */
  readonly spread: () => Spread
}

export type Spread = {
  readonly squares: ArrayLike<number> // n, ‖xᵢ − x̄‖²
  readonly variance: number // Σ squares / (n · d), the mean over the columns of their variance; 0 without columns
}

export function placeHere(rows: WeightedRows): PlacedRows {
  const { x, weights } = rows
  const d = x.cols
  const inertia = (centres: Float64Array, k: number): number => {
    const found: Nearest = { index: 0, first: 0, second: 0 }
    let sum = 0
    for (let i = 0; i < x.rows; i++) {
      findNearest(x.data, i * d, centres, k, d, found)
      sum += found.first * (weights === null ? 1 : weights[i])
    }
    return sum
  }
  return { rows, passes: (k) => boundedPasses(rows, k), inertia, spread: () => spreadOf(x) }
}

function spreadOf({ rows: n, cols: d, data }: Matrix): Spread {
  const mean = new Float64Array(d)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j] += data[i * d + j]
  for (let j = 0; j < d; j++) mean[j] /= n
  const squares = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) {
    squares[i] = squaredDistance(data, i * d, mean, 0, d)
    sum += squares[i]
  }
  return { squares, variance: d === 0 ? 0 : sum / (n * d) }
}

/** Centres as a model keeps them, in 32 bits, and the inertia under them. */
export function rounded(placed: PlacedRows, centres: Float64Array, k: number): { readonly centres: Matrix; readonly inertia: number } {
  const data = Float32Array.from(centres)
  return { centres: { rows: k, cols: placed.rows.x.cols, data }, inertia: placed.inertia(Float64Array.from(data), k) }
}
