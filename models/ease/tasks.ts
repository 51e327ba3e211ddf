import type { Task } from '../parallel/work.ts'
import { blockAt, blockRows, copyRows, placeOf, rowsIn } from './triangle.ts'

/** args: n, triangle, item offsets, customers of items, values, customer offsets, items of customers, values, votes. G += XᵀVX, whole block rows. Items of customers ascend. */
export const easeGram: Task = ({ f, i }, lo, hi, args) => {
  const [n, at, itemOffsets, itemIndex, itemValues, offsets, index, values, votes] = Array.from(args)
  for (let row = lo; row < hi; row++) {
    const first = Math.floor(row / blockRows) * blockRows
    const to = placeOf({ n, at }, row, first) - first
    for (let e = i[(itemOffsets >>> 2) + row]; e < i[(itemOffsets >>> 2) + row + 1]; e++) {
      const customer = i[(itemIndex >>> 2) + e]
      const value = f[(itemValues >>> 2) + e] * f[(votes >>> 2) + customer]
      for (let k = i[(offsets >>> 2) + customer + 1] - 1, start = i[(offsets >>> 2) + customer]; k >= start; k--) {
        const column = i[(index >>> 2) + k]
        if (column < first) break
        f[to + column] += value * f[(values >>> 2) + k]
      }
    }
  }
}

/** args: n, rows, D (rows × rows), P (rows × n), result (rows × n, cleared). Columns are items: result = D · P. */
export const easePanel: Task = ({ kernels, scratch }, lo, hi, args) => {
  const [n, rows, d, p, result] = Array.from(args)
  kernels.gemm(rows, hi - lo, rows, d, rows, 1, p + 4 * lo, n, 1, result + 4 * lo, n, 1, -1, scratch)
}

/** args: n, triangle, rows, P, DP, pivot block. Block rows are items: A_qj −= P_qᵀ DP_j, all but the pivot's. */
export const easeUpdate: Task = ({ kernels, scratch }, lo, hi, args) => {
  const [n, at, rows, p, dp, pivot] = Array.from(args)
  for (let block = lo; block < hi; block++) {
    if (block === pivot) continue
    const first = block * blockRows
    kernels.gemm(rowsIn(n, block), n - first, rows, p + 4 * first, 1, n, dp + 4 * first, n, 1, blockAt({ n, at }, block), n - first, -1, -1, scratch)
  }
}

/** Items of one list task: rows are copied out of the triangle together. */
export const easeRowsPerChunk = 32

export function easeListScratch(n: number): number {
  return 4 * easeRowsPerChunk * n
}

/** args: n, triangle with −P, factors 1/P_jj, top K, ids, weights, counts. */
export const easeLists: Task = ({ kernels, f, i, scratch }, lo, hi, args) => {
  const [n, at, factors, topK, ids, weights, counts] = Array.from(args)
  copyRows({ n, at }, { f }, lo, hi, scratch >>> 2)
  for (let item = lo; item < hi; item++) {
    const row = scratch + 4 * (item - lo) * n
    i[(counts >>> 2) + item] = kernels.selectTop(n, row, 1, factors, item, 0, topK, ids + 4 * item * topK, weights + 4 * item * topK)
  }
}
