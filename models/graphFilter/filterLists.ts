import type { ItemLists } from '../itemLists.ts'
import { checkItemLists } from '../itemLists.ts'
import type { Compute } from '../parallel/work.ts'
import type { SharedSparse } from '../svd/sharedMatrix.ts'
import { filterArguments, filterScratch, itemsPerChunk } from './blocks.ts'
import type { Plan } from './plan.ts'

export type Cut = {
  /** Multiplies the item's own entry; 0 leaves it out, as for goods that are bought once. */
  readonly selfWeight: number
  /** True keeps only positive weights, false those of largest size. */
  readonly positive: boolean
  readonly topK: number
}

/** The rows of a filter, each cut to its best K, best first. Throws a RangeError when a weight is not finite. */
export function filterLists(compute: Compute, matrix: SharedSparse, degrees: Float64Array, plan: Plan, { selfWeight, positive, topK }: Cut): ItemLists {
  const { arena, kernels } = compute
  const items = matrix.columns
  const k = Math.min(topK, items)
  return arena.within(() => {
    const rightPanels = arena.bytes(16 * Math.ceil(items / 4) * Math.max(1, plan.rank))
    kernels.packRows(items, plan.rank, plan.right.byteOffset, plan.rank, 1, 1, rightPanels)
    const power = (exponent: number): Float32Array => {
      const factors = arena.floats(items)
      degrees.forEach((degree, item) => { factors[item] = degree > 0 ? degree ** exponent : 0 })
      return factors
    }
    const ids = arena.ints(items * k)
    const weights = arena.floats(items * k)
    const counts = arena.ints(items)
    compute.run({
      task: 'filterBlocks', items, chunk: itemsPerChunk, scratch: filterScratch(items, matrix.rows, plan.rank),
      args: filterArguments({
        matrix, coefficients: plan.coefficients, rank: plan.rank, left: plan.left.byteOffset, rightPanels,
        rowFactors: power(-plan.degreeExponent).byteOffset, columnFactors: power(plan.degreeExponent).byteOffset,
        selfWeight, signed: positive, topK: k, ids: ids.byteOffset, weights: weights.byteOffset, counts: counts.byteOffset,
      }),
    })
    return packed(items, k, ids, weights, counts)
  })
}

function packed(items: number, k: number, ids: Int32Array, weights: Float32Array, counts: Int32Array): ItemLists {
  const offsets = new Int32Array(items + 1)
  for (let item = 0; item < items; item++) offsets[item + 1] = offsets[item] + counts[item]
  const lists = { items, offsets, neighbours: new Int32Array(offsets[items]), weights: new Float32Array(offsets[items]) }
  for (let item = 0; item < items; item++) {
    lists.neighbours.set(ids.subarray(item * k, item * k + counts[item]), offsets[item])
    lists.weights.set(weights.subarray(item * k, item * k + counts[item]), offsets[item])
  }
  checkItemLists(lists)
  return lists
}
