import { squaredDistance } from '../distance.ts'
import type { Passes } from '../lloyd.ts'
import { findNearest, type Nearest } from '../nearest.ts'
import type { WeightedRows } from './weightedRows.ts'

type Bounded = Omit<Passes, 'assign'> & {
  readonly upper: Float64Array // n, ≥ distance to the own centre
  readonly lower: Float64Array // n, ≤ distance to any other centre
}

/**
 * Passes with the bounds of Hamerly 2010 (Algorithm 1): a point whose upper bound lies below its lower bound, or below
 * half the way from its centre to the next, keeps its label unseen. The bounds change the time, not the result.
 */
export function boundedPasses(rows: WeightedRows, k: number): Passes {
  const n = rows.x.rows
  const state: Bounded = {
    rows, k,
    sums: new Float64Array(k * rows.x.cols),
    sizes: new Float64Array(k),
    labels: new Int32Array(n).fill(-1),
    upper: new Float64Array(n),
    lower: new Float64Array(n),
  }
  return { ...state, assign: (centres, moved) => (moved === null ? assignAll(state, centres) : assignBounded(state, centres, moved)) }
}

/** Looks at every centre for every point and builds sums and sizes afresh. Returns how many labels changed. */
function assignAll({ rows: { x, weights }, k, sums, sizes, labels, upper, lower }: Bounded, centres: Float64Array): number {
  const d = x.cols
  const found: Nearest = { index: 0, first: 0, second: 0 }
  sums.fill(0)
  sizes.fill(0)
  let changed = 0
  for (let i = 0; i < x.rows; i++) {
    const row = i * d
    findNearest(x.data, row, centres, k, d, found)
    if (labels[i] !== found.index) changed++
    labels[i] = found.index
    upper[i] = Math.sqrt(found.first)
    lower[i] = Math.sqrt(found.second)
    const weight = weights === null ? 1 : weights[i]
    sizes[found.index] += weight
    const sum = found.index * d
    for (let j = 0; j < d; j++) sums[sum + j] += weight * x.data[row + j]
  }
  return changed
}

function assignBounded({ rows: { x, weights }, k, sums, sizes, labels, upper, lower }: Bounded, centres: Float64Array, moved: Float64Array): number {
  const d = x.cols
  const found: Nearest = { index: 0, first: 0, second: 0 }
  const half = halfWayToNext(centres, k, d)
  const farthestMove = moved.reduce((a, b) => Math.max(a, b), 0)
  let changed = 0
  for (let i = 0; i < x.rows; i++) {
    const own = labels[i]
    const free = Math.max(half[own], lower[i] - farthestMove)
    lower[i] -= farthestMove
    upper[i] += moved[own]
    if (upper[i] < free) continue
    const row = i * d
    upper[i] = Math.sqrt(squaredDistance(x.data, row, centres, own * d, d))
    if (upper[i] < free) continue
    findNearest(x.data, row, centres, k, d, found)
    upper[i] = Math.sqrt(found.first)
    lower[i] = Math.sqrt(found.second)
    if (found.index === own) continue
    changed++
    labels[i] = found.index
    const weight = weights === null ? 1 : weights[i]
    sizes[own] -= weight
    sizes[found.index] += weight
    const from = own * d
    const to = found.index * d
    for (let j = 0; j < d; j++) {
      const value = weight * x.data[row + j]
      sums[from + j] -= value
      sums[to + j] += value
    }
  }
  return changed
}

/** Half the distance from each centre to its nearest other centre; Infinity when k = 1. */
function halfWayToNext(centres: Float64Array, k: number, d: number): Float64Array {
  const half = new Float64Array(k).fill(Infinity)
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      if (a === b) continue
      let squared = 0
      for (let j = 0; j < d; j++) squared += (centres[a * d + j] - centres[b * d + j]) ** 2
      half[a] = Math.min(half[a], Math.sqrt(squared) / 2)
    }
  }
  return half
}
