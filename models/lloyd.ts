import type { Matrix } from './matrix.ts'
import { squaredDistance } from './distance.ts'
import { findNearest, type Nearest } from './nearest.ts'

export type LloydResult = {
  readonly centres: Float64Array // k × d, row major
  readonly iterations: number
  readonly converged: boolean
}

type State = {
  readonly x: Matrix
  readonly k: number
  readonly centres: Float64Array // k × d
  readonly sums: Float64Array // k × d, Σ of the members of each cluster
  readonly sizes: Float64Array // k
  readonly labels: Int32Array // n
  readonly upper: Float64Array // n, ≥ distance to the own centre
  readonly lower: Float64Array // n, ≤ distance to any other centre
}

/**
 * Lloyd's iterations from given centres, with the bounds of Hamerly 2010 (Algorithm 1): a point whose upper bound
 * lies below its lower bound, or below half the way from its centre to the next, keeps its label unseen.
 * The bounds change the time, not the result.
 * Stops when no label changes or Σ‖centre moved‖² ≤ shift. An empty cluster takes the point farthest from its centre.
 * start is k × d and is not written to.
 */
export function lloyd(x: Matrix, start: Float64Array, k: number, maxIterations: number, shift: number): LloydResult {
  const n = x.rows
  const state: State = {
    x, k,
    centres: start.slice(),
    sums: new Float64Array(k * x.cols),
    sizes: new Float64Array(k),
    labels: new Int32Array(n).fill(-1),
    upper: new Float64Array(n),
    lower: new Float64Array(n),
  }
  const moved = new Float64Array(k)
  let changed = assignAll(state)
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const relocated = relocateEmpty(state)
    const movedBy = moveCentres(state, moved)
    if (!relocated && movedBy <= shift) return { centres: state.centres, iterations: iteration, converged: true }
    changed = relocated ? assignAll(state) : assignBounded(state, moved)
    if (changed === 0 && !relocated) return { centres: state.centres, iterations: iteration, converged: true }
  }
  return { centres: state.centres, iterations: maxIterations, converged: false }
}

/** Looks at every centre for every point and builds sums and sizes afresh. Returns how many labels changed. */
function assignAll({ x, k, centres, sums, sizes, labels, upper, lower }: State): number {
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
    sizes[found.index]++
    const sum = found.index * d
    for (let j = 0; j < d; j++) sums[sum + j] += x.data[row + j]
  }
  return changed
}

function assignBounded({ x, k, centres, sums, sizes, labels, upper, lower }: State, moved: Float64Array): number {
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
    sizes[own]--
    sizes[found.index]++
    const from = own * d
    const to = found.index * d
    for (let j = 0; j < d; j++) {
      const value = x.data[row + j]
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

/** Moves every centre to the mean of its members; writes how far each moved and returns the sum of the squares. */
function moveCentres({ x, k, centres, sums, sizes }: State, moved: Float64Array): number {
  const d = x.cols
  let total = 0
  for (let c = 0; c < k; c++) {
    let squared = 0
    if (sizes[c] > 0) {
      for (let j = c * d; j < (c + 1) * d; j++) {
        const mean = sums[j] / sizes[c]
        squared += (mean - centres[j]) ** 2
        centres[j] = mean
      }
    }
    moved[c] = Math.sqrt(squared)
    total += squared
  }
  return total
}

/**
 * Gives each empty cluster the point farthest from its own centre, never the last point of another cluster nor a
 * point that already sits on its centre (then there are fewer different rows than clusters). True when one moved.
 */
function relocateEmpty({ x, k, centres, sums, sizes, labels }: State): boolean {
  const d = x.cols
  let relocated = false
  for (let empty = 0; empty < k; empty++) {
    if (sizes[empty] > 0) continue
    let farthest = -1
    let distance = 0
    for (let i = 0; i < x.rows; i++) {
      const own = labels[i]
      if (sizes[own] < 2) continue
      const candidate = squaredDistance(x.data, i * d, centres, own * d, d)
      if (candidate > distance) {
        distance = candidate
        farthest = i
      }
    }
    if (farthest < 0) return relocated
    const from = labels[farthest]
    labels[farthest] = empty
    sizes[from]--
    sizes[empty] = 1
    for (let j = 0; j < d; j++) {
      const value = x.data[farthest * d + j]
      sums[from * d + j] -= value
      sums[empty * d + j] = value
      // The point must not be farthest again when a second cluster is empty.
      centres[empty * d + j] = value
    }
    relocated = true
  }
  return relocated
}
