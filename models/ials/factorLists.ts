import type { ItemLists } from '../itemLists.ts'
import { fromSpacedRows } from '../itemLists.ts'
import { gemmScratchBytes } from '../kernels/kernels.ts'
import type { Matrix } from '../matrix.ts'
import { createMatrix, rowOf } from '../matrix.ts'
import type { Compute, Task } from '../parallel/work.ts'
import { cholesky, solveCholesky } from './cholesky.ts'
import { penalty } from './ials.ts'
import type { IalsModel } from './ials.ts'

/**
 * iALS as item→item lists, cut to the K largest: w(i→j) = h_iᵀ (α₀HᵀH + M + λ̄I)⁻¹ h_j, M what a history adds on average. It is the
 * fold-in of a customer with the average in place of their own Σ a hhᵀ, so that scores add up over a history. What is lost:
 * a second item that says the same as the first counts again, and the length of a history doesn't shrink its score.
 */
export function ialsLists(model: IalsModel, topK: number, compute: Compute): ItemLists {
  const d = model.items.cols
  const left = model.gram.map((value, k) => value + model.mean[k])
  const ridge = penalty(model, model.meanEntries, model.items.rows)
  for (let i = 0; i < d; i++) left[i * d + i] += ridge
  const l = cholesky(left, d)
  const from = createMatrix(model.items.rows, d)
  for (let i = 0; i < from.rows; i++) rowOf(from, i).set(solveCholesky(l, d, Float64Array.from(rowOf(model.items, i))))
  return productLists(from, model.items, topK, compute)
}

/** The items most alike by the cosine of their vectors, cut to the K best; an item without a vector has no list. */
export function similarItems({ items }: IalsModel, topK: number, compute: Compute): ItemLists {
  const unit = createMatrix(items.rows, items.cols)
  for (let i = 0; i < items.rows; i++) {
    const norm = Math.hypot(...rowOf(items, i))
    if (norm > 0) rowOf(unit, i).set(rowOf(items, i).map((value) => value / norm))
  }
  return productLists(unit, unit, topK, compute)
}

/** w(i→j) = from_i · to_j, i ≠ j, the K largest by size of each row. O(items² · d). */
function productLists(from: Matrix, to: Matrix, topK: number, compute: Compute): ItemLists {
  const { arena } = compute
  const n = to.rows
  const most = Math.min(topK, n)
  return arena.within(() => {
    const [a, b] = [arena.floats(from.data.length), arena.floats(to.data.length)]
    a.set(from.data)
    b.set(to.data)
    const ids = arena.ints(n * most)
    const weights = arena.floats(n * most)
    const counts = arena.ints(n)
    compute.run({
      task: 'productLists', items: n, chunk: rowsAtOnce, scratch: gemmScratchBytes + 4 * rowsAtOnce * n,
      args: [n, from.cols, most, a.byteOffset, b.byteOffset, ids.byteOffset, weights.byteOffset, counts.byteOffset],
    })
    return fromSpacedRows(ids, weights, counts, most)
  })
}

const rowsAtOnce = 32

/** args: items, dimensions, K, from, to, ids, weights, counts. */
export const productListRows: Task = ({ kernels, f, i, scratch }, lo, hi, args) => {
  const [n, d, most, from, to, ids, weights, counts] = Array.from(args)
  const scores = scratch + gemmScratchBytes
  f.fill(0, scores >>> 2, (scores >>> 2) + (hi - lo) * n)
  kernels.gemm(hi - lo, n, d, from + 4 * lo * d, d, 1, to, 1, d, scores, n, 1, -1, scratch)
  for (let row = lo; row < hi; row++) {
    const own = 4 * row * most
    i[(counts >>> 2) + row] = kernels.selectTop(n, scores + 4 * (row - lo) * n, 1, 0, row, 0, most, ids + own, weights + own)
  }
}
