import { foldInAll } from '../../models/ials/foldInAll.ts'
import type { IalsModel } from '../../models/ials/ials.ts'
import { multiply } from '../../models/parallel/gemmRows.ts'
import type { Compute } from '../../models/parallel/work.ts'
import type { CustomerItems } from '../../models/strengths.ts'
import { rowAt } from './split.ts'
import type { Rows } from './split.ts'

const block = 256

/**
 * The best of every query by vectors: queries are folded in together, then scored a block at a time. What is known (mask) counts as 0, and only what scores above that is said; −1 where nothing is.
 */
export function rankVectors(model: IalsModel, queries: Rows, mask: boolean, length: number, compute: Compute): Int32Array {
  const { arena, kernels } = compute
  const { rows: items, cols: d } = model.items
  const count = queries.offsets.length - 1
  const best = new Int32Array(count * length).fill(-1)
  arena.within(() => {
    const factors = arena.floats(items * d)
    factors.set(model.items.data)
    const vectors = foldInAll(model, historiesOf(queries, items), compute)
    const customers = arena.floats(vectors.data.length)
    customers.set(vectors.data)
    const scores = arena.floats(block * items)
    const ids = arena.ints(length)
    const values = arena.floats(length)
    for (let from = 0; from < count; from += block) {
      const m = Math.min(block, count - from)
      scores.fill(0)
      multiply(compute, {
        m, n: items, k: d, alpha: 1, upper: false, c: scores.byteOffset,
        a: { at: customers.byteOffset + 4 * from * d, row: d, column: 1 }, b: { at: factors.byteOffset, row: 1, column: d },
      })
      for (let row = 0; row < m; row++) {
        if (mask) for (const item of rowAt(queries, from + row)) scores[row * items + item] = 0
        const kept = kernels.selectTop(items, scores.byteOffset + 4 * row * items, 1, 0, -1, 1, length, ids.byteOffset, values.byteOffset)
        best.set(ids.subarray(0, kept), (from + row) * length)
      }
    }
  })
  return best
}

function historiesOf({ offsets, index }: Rows, items: number): CustomerItems {
  const ones = new Float32Array(index.length).fill(1)
  return { customers: offsets.length - 1, items, offsets, item: index, source: ones, target: ones, at: new Float64Array(index.length) }
}
