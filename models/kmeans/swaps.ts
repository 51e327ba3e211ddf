import { squaredDistance } from '../distance.ts'
import { drawByWeight } from '../kmeansSeeds.ts'
import { lloyd, type Passes } from '../lloyd.ts'
import { findNearest, type Nearest } from '../nearest.ts'
import type { Rng } from '../rng.ts'
import type { PlacedRows } from './placedRows.ts'
import type { WeightedRows } from './weightedRows.ts'

/** Places looked at for each swap. */
const draws = 2
const iterationsAfter = 10
/** A swap has to lower the inertia by this share. */
const worthwhile = 1e-5

export type SwapOptions = {
  readonly failures: number // swaps without a gain, one after another, that end the search
  readonly shift: number // of lloyd()
}

/**
 * Leaves local optima by swaps (Fränti 2018): one centre goes to a row that is badly served, some of Lloyd's iterations follow, and the
 * result is kept when its inertia is less. Which row and which centre is the best of a few rows drawn with probability w D², as in
 * LS++ (Lattanzi & Sohler 2019), but a swap that costs at first is tried, too. `passes` are those of `placed`; start is not written to.
 */
export function swapCentres(placed: PlacedRows, passes: Passes, start: Float64Array, rng: Rng, { failures, shift }: SwapOptions): Float64Array {
  const { k } = passes
  let centres = start
  if (k === 1 || failures === 0) return centres
  let least = placed.inertia(centres, k)
  let costs = costsOf(placed.rows, centres, k)
  for (let failed = 0; failed < failures && least > 0;) {
    const next = lloyd(passes, bestSwap(placed.rows, centres, k, costs, rng), iterationsAfter, shift).centres
    const inertia = placed.inertia(next, k)
    if (inertia < least * (1 - worthwhile)) {
      centres = next
      least = inertia
      costs = costsOf(placed.rows, centres, k)
      failed = 0
    } else failed++
  }
  return centres
}

type Costs = {
  readonly labels: Int32Array // n
  readonly first: Float64Array // n, w · squared distance to the nearest centre
  readonly second: Float64Array // n, the same to the second nearest
  readonly total: number // Σ first
}

function costsOf({ x, weights }: WeightedRows, centres: Float64Array, k: number): Costs {
  const labels = new Int32Array(x.rows)
  const first = new Float64Array(x.rows)
  const second = new Float64Array(x.rows)
  const found: Nearest = { index: 0, first: 0, second: 0 }
  let total = 0
  for (let i = 0; i < x.rows; i++) {
    findNearest(x.data, i * x.cols, centres, k, x.cols, found)
    const weight = weights === null ? 1 : weights[i]
    labels[i] = found.index
    first[i] = weight * found.first
    second[i] = weight * found.second
    total += first[i]
  }
  return { labels, first, second, total }
}

/** The centres with one of them moved to a row: of the rows drawn and the k centres the pair of least inertia, before any iteration. */
function bestSwap(
  { x, weights }: WeightedRows, centres: Float64Array, k: number, { labels, first, second, total }: Costs, rng: Rng,
): Float64Array {
  const d = x.cols
  let best = { row: 0, centre: 0, inertia: Infinity }
  // What it adds to lose centre c: its members go to their second nearest or to the row.
  const loss = new Float64Array(k)
  for (let draw = 0; draw < draws; draw++) {
    const row = drawByWeight(first, total, rng)
    loss.fill(0)
    let kept = 0
    for (let i = 0; i < x.rows; i++) {
      const cost = (weights === null ? 1 : weights[i]) * squaredDistance(x.data, i * d, x.data, row * d, d)
      const now = Math.min(first[i], cost)
      kept += now
      loss[labels[i]] += Math.min(second[i], cost) - now
    }
    for (let c = 0; c < k; c++) if (kept + loss[c] < best.inertia) best = { row, centre: c, inertia: kept + loss[c] }
  }
  const swapped = centres.slice()
  swapped.set(x.data.subarray(best.row * d, (best.row + 1) * d), best.centre * d)
  return swapped
}
