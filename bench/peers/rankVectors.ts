import { penalty } from '../../models/ials/ials.ts'
import type { IalsModel } from '../../models/ials/ials.ts'
import { ialsArguments, ialsScratch } from '../../models/ials/ialsRows.ts'
import { multiply } from '../../models/parallel/gemmRows.ts'
import type { Compute } from '../../models/parallel/work.ts'
import { place } from '../../models/svd/sharedMatrix.ts'
import { rowAt } from './split.ts'
import type { Rows } from './split.ts'

const block = 256
const foldInSteps = 10

/**
 * The best of every query by vectors: queries are folded in together, as a last sweep would, from 0 by conjugate gradients, then scored a
 * block at a time. What is known (mask) counts as 0, and only what scores above that is said; −1 where nothing is.
 */
export function rankVectors(model: IalsModel, queries: Rows, mask: boolean, length: number, compute: Compute): Int32Array {
  const { arena, kernels } = compute
  const { rows: items, cols: d } = model.items
  const count = queries.offsets.length - 1
  const best = new Int32Array(count * length).fill(-1)
  arena.within(() => {
    const factors = arena.floats(items * d)
    factors.set(model.items.data)
    const customers = foldInAll(model, queries, factors, compute)
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

function foldInAll(model: IalsModel, { offsets, index }: Rows, factors: Float32Array, compute: Compute): Float32Array {
  const { arena } = compute
  const { rows: items, cols: d } = model.items
  const rows = offsets.length - 1
  const seen = place(arena, { rows, columns: items, offsets, index, values: new Float32Array(index.length).fill(1) })
  const gram = arena.floats(d * d)
  gram.set(model.gram)
  const regularisation = arena.floats(rows)
  for (let row = 0; row < rows; row++) regularisation[row] = penalty(model, offsets[row + 1] - offsets[row], items)
  const own = arena.floats(rows * d).fill(0)
  compute.run({
    task: 'ialsRows', items: rows, chunk: 32, scratch: ialsScratch(d),
    args: ialsArguments({ dimensions: d, steps: foldInSteps, ...seen, others: factors.byteOffset, gram: gram.byteOffset, regularisation: regularisation.byteOffset, own: own.byteOffset }),
  })
  return own
}
