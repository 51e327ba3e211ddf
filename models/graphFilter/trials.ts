import type { Compute } from '../parallel/work.ts'
import type { Rng } from '../rng.ts'
import type { CustomerItems } from '../strengths.ts'
import { randomSvd } from '../svd/randomSvd.ts'
import type { RightSingular } from '../svd/randomSvd.ts'
import { share } from '../svd/sharedMatrix.ts'
import type { SparseMatrix } from '../svd/sharedMatrix.ts'
import { filterRows } from './filterLists.ts'
import type { FilteredRows } from './filterLists.ts'
import { normalise } from './normalised.ts'
import { planOf } from './plan.ts'
import type { Filter } from './plan.ts'

/** What a filter says of each customer asked for, in their order: the best items with their exact scores. */
export type Trial = (filter: Filter) => FilteredRows

/**
 * Tries filters of rank ≤ mostRank on some customers of `histories` after learning from x: one matrix and one set of singular vectors for all of them, and no
 * lists, so that a trial on 6,000 customers costs a fraction of a fit. The trial lives as long as `use` runs.
 */
export function tryFilters<T>(
  x: CustomerItems, histories: CustomerItems, customers: Int32Array, topK: number, mostRank: number, rng: Rng, compute: Compute, use: (trial: Trial) => T,
): T {
  const { matrix, degrees } = normalise(x)
  const queries = queriesOf(histories, customers)
  return compute.arena.within(() => {
    const shared = share(compute.arena, matrix)
    const svd = randomSvd(compute, shared, mostRank, rng)
    return use((filter) => compute.arena.within(() =>
      filterRows(compute, shared, degrees, planOf(filter, compute, shared, degrees, leading(compute, svd, filter.rank)), queries, topK)))
  })
}

function queriesOf(histories: CustomerItems, customers: Int32Array): SparseMatrix {
  const offsets = new Int32Array(customers.length + 1)
  const index: number[] = []
  const values: number[] = []
  customers.forEach((customer, row) => {
    for (let k = histories.offsets[customer]; k < histories.offsets[customer + 1]; k++) {
      if (histories.source[k] <= 0) continue
      index.push(histories.item[k])
      values.push(histories.source[k])
    }
    offsets[row + 1] = index.length
  })
  return { rows: customers.length, columns: histories.items, offsets, index: Int32Array.from(index), values: Float32Array.from(values) }
}

/** The first vectors of more. */
function leading(compute: Compute, svd: RightSingular, rank: number): RightSingular {
  const most = Math.min(rank, svd.rank)
  if (most === svd.rank) return svd
  const items = svd.vectors.length / svd.rank
  const vectors = compute.arena.floats(items * most)
  for (let item = 0; item < items; item++) vectors.set(svd.vectors.subarray(item * svd.rank, item * svd.rank + most), item * most)
  return { rank: most, values: svd.values.subarray(0, most), vectors }
}
