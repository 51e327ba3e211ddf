import { lanes } from '../kernels/kernels.ts'
import type { SharedSparse } from '../svd/sharedMatrix.ts'
import type { Place, Task } from '../parallel/work.ts'

/** Items per chunk: four blocks share one pass over the factors. */
export const itemsPerChunk = 64
const blocksPerChunk = itemsPerChunk / lanes

/** What the task filterBlocks needs, as addresses in the shared memory. */
export type FilterRows = {
  readonly matrix: SharedSparse
  /** c₁…: the filter is Σ_t c_t Pᵗ + left · rightᵀ. */
  readonly coefficients: readonly number[]
  readonly rank: number
  readonly left: number // items × rank, row-major
  readonly rightPanels: number // items × rank in panels of 4 rows
  /** d_i^−β of the row and d_j^β of the column, each items long. */
  readonly rowFactors: number
  readonly columnFactors: number
  readonly selfWeight: number
  readonly signed: boolean
  readonly topK: number
  /** Answers: items × topK, and how many in each row. */
  readonly ids: number
  readonly weights: number
  readonly counts: number
}

export function filterArguments({ matrix: { rows, columns, forward, backward }, ...x }: FilterRows): number[] {
  return [
    columns, rows, forward.offsets, forward.index, forward.values, backward.offsets, backward.index, backward.values,
    x.rank, x.left, x.rightPanels, x.rowFactors, x.columnFactors, x.selfWeight, x.signed ? 1 : 0, x.topK, x.ids, x.weights, x.counts,
    x.coefficients.length, ...x.coefficients,
  ]
}

export function filterScratch(items: number, customers: number, rank: number): number {
  return 64 * (pad(items) * (blocksPerChunk + 1) + customers) + 4 * rank * itemsPerChunk
}

function pad(items: number): number {
  return Math.ceil(items / 4) * 4
}

type Input = {
  readonly items: number; readonly customers: number
  readonly offsets: number; readonly index: number; readonly values: number // by customer
  readonly itemOffsets: number; readonly itemIndex: number; readonly itemValues: number
  readonly coefficients: ArrayLike<number>
}

/**
 * Lists of the items lo..hi−1: columns of the filter matrix (it is symmetric up to the factors), sixteen at a time as a block items × 16 that stays in
 * the cache, Σ c_t Pᵗ by Horner's scheme with P = R̃ᵀR̃ applied in two sparse products, then the low-rank part, then the best of each column.
 */
export const filterBlocks: Task = (place, lo, hi, args) => {
  const { kernels, f, i, scratch } = place
  const [items, customers, offsets, index, values, itemOffsets, itemIndex, itemValues] = Array.from(args).slice(0, 8)
  const [rank, left, rightPanels, rowFactors, columnFactors, selfWeight, signed, topK, ids, weights, counts] = Array.from(args).slice(8, 19)
  const input = { items, customers, offsets, index, values, itemOffsets, itemIndex, itemValues, coefficients: Array.from(args).slice(20, 20 + args[19]) }
  const blockBytes = 64 * pad(items)
  const walked = scratch + blocksPerChunk * blockBytes
  const atCustomers = walked + blockBytes
  const leftPanels = atCustomers + 64 * customers
  f.fill(0, scratch >>> 2, walked >>> 2)
  for (let block = 0; lo + block * lanes < hi; block++) {
    const first = lo + block * lanes
    walk(place, input, first, Math.min(hi, first + lanes), scratch + block * blockBytes, walked, atCustomers)
  }
  if (rank > 0) {
    kernels.packColumns(rank, hi - lo, left + 4 * lo * rank, 1, rank, leftPanels)
    kernels.gemmPanels(pad(items) / 4, Math.ceil((hi - lo) / 8), rank, rightPanels, leftPanels, scratch, blockBytes)
  }
  for (let item = lo; item < hi; item++) {
    const column = scratch + Math.floor((item - lo) / lanes) * blockBytes + 4 * ((item - lo) % lanes)
    f[(column >>> 2) + item * lanes] *= selfWeight
    const to = weights + 4 * item * topK
    const count = kernels.selectTop(items, column, lanes, columnFactors, selfWeight === 0 ? item : -1, signed, topK, ids + 4 * item * topK, to)
    for (let k = 0; k < count; k++) f[(to >>> 2) + k] *= f[(rowFactors >>> 2) + item]
    i[(counts >>> 2) + item] = count
  }
}

/** out += Σ_t c_t Pᵗ e for the unit vectors e of the items first..last−1. */
function walk({ kernels, f, i }: Place, x: Input, first: number, last: number, out: number, walked: number, atCustomers: number): void {
  const n = lanes * x.items
  f.fill(0, atCustomers >>> 2, (atCustomers >>> 2) + lanes * x.customers)
  for (let item = first; item < last; item++) {
    for (let e = i[(x.itemOffsets >>> 2) + item]; e < i[(x.itemOffsets >>> 2) + item + 1]; e++) {
      f[(atCustomers >>> 2) + lanes * i[(x.itemIndex >>> 2) + e] + item - first] = f[(x.itemValues >>> 2) + e]
    }
  }
  const onward = (to: number): void => kernels.spmm(0, x.items, x.itemOffsets, x.itemIndex, x.itemValues, atCustomers, lanes, to)
  const { coefficients } = x
  const degree = coefficients.length
  if (degree === 0) return
  onward(walked) // P e, kept for all terms
  kernels.axpy(n, coefficients[degree - 1], walked, out)
  for (let t = degree - 2; t >= 0; t--) {
    kernels.spmm(0, x.customers, x.offsets, x.index, x.values, out, lanes, atCustomers)
    onward(out)
    kernels.axpy(n, coefficients[t], walked, out)
  }
}
