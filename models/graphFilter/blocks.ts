import { lanes } from '../kernels/kernels.ts'
import type { Place, Task } from '../parallel/work.ts'
import type { SharedRows } from '../parallel/spmmRows.ts'
import type { SharedSparse } from '../svd/sharedMatrix.ts'

/** Rows per chunk: four blocks share one pass over the factors. */
export const rowsPerChunk = 64
const blocksPerChunk = rowsPerChunk / lanes

/** What the task filterBlocks needs, as addresses in the shared memory. Row q of the answer is Σ_e values[e] · F[index[e], :] over the entries of row q of `queries`. */
export type FilterRows = {
  readonly matrix: SharedSparse
  readonly queries: SharedRows
  /** c₁…: the filter F is Σ_t c_t Pᵗ + left · rightᵀ. */
  readonly coefficients: readonly number[]
  readonly rank: number
  readonly left: number // items × rank, row-major
  readonly rightPanels: number // items × rank in panels of 4 rows
  /** By which column entries are multiplied for the choice of the best, items long. */
  readonly keyFactors: number
  /** What multiplies entry q of row q, where rows are items; null: they are not. */
  readonly selfWeight: number | null
  readonly positive: boolean
  /** Row r keeps at most starts[r+1] − starts[r] entries, from there on in ids and weights; weights are still multiplied by the key factors. */
  readonly starts: number
  readonly ids: number
  readonly weights: number
  readonly counts: number
}

export function filterArguments({ matrix: { rows, columns, forward, backward }, queries, ...x }: FilterRows): number[] {
  return [
    columns, rows, forward.offsets, forward.index, forward.values, backward.offsets, backward.index, backward.values,
    queries.offsets, queries.index, queries.values, x.rank, x.left, x.rightPanels, x.keyFactors,
    x.selfWeight ?? 1, x.selfWeight === 0 ? 1 : 0, x.positive ? 1 : 0, x.starts, x.ids, x.weights, x.counts, x.coefficients.length, ...x.coefficients,
  ]
}

export function filterScratch(items: number, customers: number, rank: number): number {
  return 64 * (pad(items) * (blocksPerChunk + 1) + customers) + 8 * rank * rowsPerChunk
}

function pad(items: number): number {
  return Math.ceil(items / 4) * 4
}

type Walk = {
  readonly items: number; readonly customers: number
  readonly offsets: number; readonly index: number; readonly values: number // by customer
  readonly itemOffsets: number; readonly itemIndex: number; readonly itemValues: number
  readonly queryOffsets: number; readonly queryIndex: number; readonly queryValues: number
  readonly coefficients: ArrayLike<number>
}

/**
 * Sixteen rows at a time are a block items × 16 that stays in the cache: Σ c_t Pᵗ by Horner's scheme with P = R̃ᵀR̃ applied in two sparse products
 * (F is symmetric up to factors, so rows are found as columns), then the low-rank part, then the best of each.
 */
export const filterBlocks: Task = (place, lo, hi, args) => {
  const { kernels, f, i, scratch } = place
  const [items, customers, offsets, index, values, itemOffsets, itemIndex, itemValues, queryOffsets, queryIndex, queryValues] = Array.from(args)
  const [rank, left, rightPanels, keyFactors, selfWeight, leaveOut, positive, starts, ids, weights, counts] = Array.from(args).slice(11)
  const x: Walk = {
    items, customers, offsets, index, values, itemOffsets, itemIndex, itemValues, queryOffsets, queryIndex, queryValues,
    coefficients: Array.from(args).slice(23, 23 + args[22]),
  }
  const blockBytes = 64 * pad(items)
  const walked = scratch + blocksPerChunk * blockBytes
  const atCustomers = walked + blockBytes
  const mixed = atCustomers + 64 * customers
  const panels = mixed + 4 * rank * rowsPerChunk
  f.fill(0, scratch >>> 2, walked >>> 2)
  for (let block = 0; lo + block * lanes < hi; block++) {
    const first = lo + block * lanes
    walk(place, x, first, Math.min(hi, first + lanes), scratch + block * blockBytes, walked, atCustomers)
  }
  if (rank > 0) {
    f.fill(0, mixed >>> 2, panels >>> 2)
    eachEntry(place, x, lo, hi, (item, weight, row) => kernels.axpy(rank, weight, left + 4 * item * rank, mixed + 4 * (row - lo) * rank))
    kernels.packColumns(rank, hi - lo, mixed, 1, rank, panels)
    kernels.gemmPanels(pad(items) / 4, Math.ceil((hi - lo) / 8), rank, rightPanels, panels, scratch, blockBytes)
  }
  for (let row = lo; row < hi; row++) {
    const column = scratch + Math.floor((row - lo) / lanes) * blockBytes + 4 * ((row - lo) % lanes)
    if (selfWeight !== 1) f[(column >>> 2) + row * lanes] *= selfWeight
    const start = i[(starts >>> 2) + row]
    i[(counts >>> 2) + row] = kernels.selectTop(
      items, column, lanes, keyFactors, leaveOut === 1 ? row : -1, positive, i[(starts >>> 2) + row + 1] - start, ids + 4 * start, weights + 4 * start,
    )
  }
}

function eachEntry({ f, i }: Place, x: Walk, first: number, last: number, visit: (item: number, weight: number, row: number) => void): void {
  for (let row = first; row < last; row++) {
    for (let e = i[(x.queryOffsets >>> 2) + row]; e < i[(x.queryOffsets >>> 2) + row + 1]; e++) visit(i[(x.queryIndex >>> 2) + e], f[(x.queryValues >>> 2) + e], row)
  }
}

/** out += Σ_t c_t Pᵗ q for the queries first..last−1, a column each. */
function walk(place: Place, x: Walk, first: number, last: number, out: number, walked: number, atCustomers: number): void {
  const { kernels, f, i } = place
  const n = lanes * x.items
  const degree = x.coefficients.length
  if (degree === 0) return
  f.fill(0, atCustomers >>> 2, (atCustomers >>> 2) + lanes * x.customers)
  // The first step by hand: a query has few items, and its items few customers.
  eachEntry(place, x, first, last, (item, weight, row) => {
    const column = (atCustomers >>> 2) + row - first
    for (let e = i[(x.itemOffsets >>> 2) + item], end = i[(x.itemOffsets >>> 2) + item + 1]; e < end; e++) {
      f[column + lanes * i[(x.itemIndex >>> 2) + e]] += weight * f[(x.itemValues >>> 2) + e]
    }
  })
  const onward = (to: number): void => kernels.spmm(0, x.items, x.itemOffsets, x.itemIndex, x.itemValues, atCustomers, lanes, to)
  onward(walked) // P q, kept for all terms
  kernels.axpy(n, x.coefficients[degree - 1], walked, out)
  for (let t = degree - 2; t >= 0; t--) {
    kernels.spmm(0, x.customers, x.offsets, x.index, x.values, out, lanes, atCustomers)
    onward(out)
    kernels.axpy(n, x.coefficients[t], walked, out)
  }
}
