import { checkItemLists } from '../itemLists.ts'
import type { ItemLists } from '../itemLists.ts'
import type { Compute } from '../parallel/work.ts'
import { place } from '../svd/sharedMatrix.ts'
import type { SharedSparse, SparseMatrix } from '../svd/sharedMatrix.ts'
import { filterArguments, filterScratch, rowsPerChunk } from './blocks.ts'
import type { Plan } from './plan.ts'

export type Cut = {
  /** True keeps only positive weights, false those of largest size. */
  readonly positive: boolean
  readonly topK: number
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
  const { offsets, ids, weights } = filterRows(compute, matrix, degrees, plan, identity, cut, selfWeight)
  const lists = { items, offsets, neighbours: ids, weights }
  checkItemLists(lists)
  return lists
}

/**
 * What the filter makes of whole histories (rows of items with strengths), exactly: the score of item j is entry j of the row. For trying out filters on some
 * customers, where lists of all items would take longer. selfWeight null: rows are not items.
 */
export function filterRows(
  compute: Compute, matrix: SharedSparse, degrees: Float64Array, plan: Plan, queries: SparseMatrix, { positive, topK }: Cut, selfWeight: number | null = null,
): FilteredRows {
  const { arena, kernels } = compute
  const items = matrix.columns
  const k = Math.min(topK, items)
  return arena.within(() => {
    const rightPanels = arena.bytes(16 * Math.ceil(items / 4) * Math.max(1, plan.rank))
    kernels.packRows(items, plan.rank, plan.right.byteOffset, plan.rank, 1, 1, rightPanels)
    const power = (item: number, exponent: number): number => (degrees[item] > 0 ? degrees[item] ** exponent : 0)
    const columnFactors = arena.floats(items)
    for (let item = 0; item < items; item++) columnFactors[item] = power(item, plan.degreeExponent)
    const scaled = { ...queries, values: queries.values.map((value, e) => value * power(queries.index[e], -plan.degreeExponent)) }
    const ids = arena.ints(queries.rows * k)
    const weights = arena.floats(queries.rows * k)
    const counts = arena.ints(queries.rows)
    compute.run({
      task: 'filterBlocks', items: queries.rows, chunk: rowsPerChunk, scratch: filterScratch(items, matrix.rows, plan.rank),
      args: filterArguments({
        matrix, queries: place(arena, scaled), coefficients: plan.coefficients, rank: plan.rank, left: plan.left.byteOffset, rightPanels,
        columnFactors: columnFactors.byteOffset, selfWeight, positive, topK: k, ids: ids.byteOffset, weights: weights.byteOffset, counts: counts.byteOffset,
      }),
    })
    return packed(k, ids, weights, counts)
  })
}

function packed(k: number, ids: Int32Array, weights: Float32Array, counts: Int32Array): FilteredRows {
  const offsets = new Int32Array(counts.length + 1)
  counts.forEach((count, row) => { offsets[row + 1] = offsets[row] + count })
  const to = { offsets, ids: new Int32Array(offsets[counts.length]), weights: new Float32Array(offsets[counts.length]) }
  counts.forEach((count, row) => {
    to.ids.set(ids.subarray(row * k, row * k + count), offsets[row])
    to.weights.set(weights.subarray(row * k, row * k + count), offsets[row])
  })
  return to
}
