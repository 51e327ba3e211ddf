import { checkItemLists } from '../itemLists.ts'
import type { ItemLists } from '../itemLists.ts'
import type { Compute } from '../parallel/work.ts'
import { place } from '../svd/sharedMatrix.ts'
import type { SharedSparse, SparseMatrix } from '../svd/sharedMatrix.ts'
import { filterArguments, filterScratch, rowsPerChunk } from './blocks.ts'
import type { Plan } from './plan.ts'

export type Cut = {
  /** True keeps only positive weights, false those of largest size, which is nearer to the filter. */
  readonly positive: boolean
  /** K on average: row i keeps K_i ∝ d_i^lengthExponent, at most 3 K, since what many have leads to more. 0: each row K. */
  readonly topK: number
  readonly lengthExponent: number
  /** κ: entries are kept by |w_ij| d_j^−κ, so that popular items, large everywhere, don't fill the lists of all. */
  readonly popularityDiscount: number
}

/** Rows of item numbers with weights, best first: row r is ids[offsets[r] .. offsets[r+1]). */
export type FilteredRows = { readonly offsets: Int32Array; readonly ids: Int32Array; readonly weights: Float32Array }

/** The filter's matrix as lists: one row per item. selfWeight multiplies an item's own entry; 0 leaves it out. Throws a RangeError when a weight is not finite. */
export function filterLists(compute: Compute, matrix: SharedSparse, degrees: Float64Array, plan: Plan, cut: Cut, selfWeight: number): ItemLists {
  const items = matrix.columns
  const identity: SparseMatrix = {
    rows: items, columns: items,
    offsets: Int32Array.from({ length: items + 1 }, (_, item) => item), index: Int32Array.from({ length: items }, (_, item) => item), values: new Float32Array(items).fill(1),
  }
  const { offsets, ids, weights } = rowsOf(compute, matrix, degrees, plan, identity, startsOf(degrees, cut), cut, selfWeight)
  const lists = { items, offsets, neighbours: ids, weights }
  checkItemLists(lists)
  return lists
}

/**
 * What the filter makes of whole histories (rows of items with strengths), exactly: the score of item j is entry j of the row, of which the best K are kept. For
 * trying out filters on some customers, where lists of all items would take longer.
 */
export function filterRows(compute: Compute, matrix: SharedSparse, degrees: Float64Array, plan: Plan, histories: SparseMatrix, topK: number): FilteredRows {
  const k = Math.min(topK, matrix.columns)
  const starts = Int32Array.from({ length: histories.rows + 1 }, (_, row) => row * k)
  return rowsOf(compute, matrix, degrees, plan, histories, starts, { positive: true, popularityDiscount: 0 }, null)
}

/** Where the rows start that keep K on average, each in proportion to a power of its degree. */
function startsOf(degrees: Float64Array, { topK, lengthExponent }: Cut): Int32Array {
  const most = Math.min(degrees.length, 3 * topK)
  const budget = Math.min(topK, degrees.length) * degrees.length
  const shares = degrees.map((degree) => (degree > 0 ? degree ** lengthExponent : 0))
  let factor = 0
  const lengthOf = (item: number): number => Math.min(most, Math.floor(factor * shares[item]))
  // Rows at the limit leave room to the others: each round gives out what is left.
  for (let round = 0, given = 0; round < 20 && given < budget; round++) {
    const open = shares.reduce((sum, share, item) => sum + (lengthOf(item) < most ? share : 0), 0)
    if (open === 0) break
    factor += (budget - given) / open
    given = shares.reduce((sum, _, item) => sum + lengthOf(item), 0)
  }
  const starts = new Int32Array(degrees.length + 1)
  for (let item = 0; item < degrees.length; item++) starts[item + 1] = starts[item] + lengthOf(item)
  return starts
}

type Choice = Pick<Cut, 'positive' | 'popularityDiscount'>

function rowsOf(
  compute: Compute, matrix: SharedSparse, degrees: Float64Array, plan: Plan, queries: SparseMatrix, starts: Int32Array, { positive, popularityDiscount }: Choice, selfWeight: number | null,
): FilteredRows {
  const { arena, kernels } = compute
  const items = matrix.columns
  const room = starts[queries.rows]
  return arena.within(() => {
    const rightPanels = arena.bytes(16 * Math.ceil(items / 4) * Math.max(1, plan.rank))
    kernels.packRows(items, plan.rank, plan.right.byteOffset, plan.rank, 1, 1, rightPanels)
    const powers = (exponent: number): Float64Array => degrees.map((degree) => (degree > 0 ? degree ** exponent : 0))
    const keyFactors = arena.floats(items)
    keyFactors.set(powers(plan.degreeExponent - popularityDiscount))
    const rowFactors = powers(-plan.degreeExponent)
    const scaled = { ...queries, values: queries.values.map((value, e) => value * rowFactors[queries.index[e]]) }
    const startsAt = arena.ints(starts.length)
    startsAt.set(starts)
    const ids = arena.ints(room)
    const weights = arena.floats(room)
    const counts = arena.ints(queries.rows)
    compute.run({
      task: 'filterBlocks', items: queries.rows, chunk: rowsPerChunk, scratch: filterScratch(items, matrix.rows, plan.rank),
      args: filterArguments({
        matrix, queries: place(arena, scaled), coefficients: plan.coefficients, rank: plan.rank, left: plan.left.byteOffset, rightPanels,
        keyFactors: keyFactors.byteOffset, selfWeight, positive, starts: startsAt.byteOffset, ids: ids.byteOffset, weights: weights.byteOffset, counts: counts.byteOffset,
      }),
    })
    return packed(starts, ids, weights, counts, powers(popularityDiscount))
  })
}

/** Closes the gaps and takes the discount back, which had its say in the choice. */
function packed(starts: Int32Array, ids: Int32Array, weights: Float32Array, counts: Int32Array, undo: Float64Array): FilteredRows {
  const offsets = new Int32Array(counts.length + 1)
  counts.forEach((count, row) => { offsets[row + 1] = offsets[row] + count })
  const to = { offsets, ids: new Int32Array(offsets[counts.length]), weights: new Float32Array(offsets[counts.length]) }
  counts.forEach((count, row) => {
    to.ids.set(ids.subarray(starts[row], starts[row] + count), offsets[row])
    for (let k = 0; k < count; k++) to.weights[offsets[row] + k] = weights[starts[row] + k] * undo[ids[starts[row] + k]]
  })
  return to
}
