import { gemmScratchBytes } from '../kernels/kernels.ts'
import type { Compute } from '../parallel/work.ts'
import { blockRows, blocksOf, copyRows, placeOf, rowsIn } from './triangle.ts'
import type { Triangle } from './triangle.ts'

/**
 * A ← −A⁻¹ for a positive definite A, in place, by sweeping one block of rows after the other (Goodnight 1979, in blocks):
 * with D = A_kk⁻¹, A_ij −= A_ik D A_kj, A_kj = D A_kj, A_kk = −D. n³ operations, all but the pivots in 32 bits. Throws a RangeError when a pivot is not positive.
 */
export function negatedInverse(compute: Compute, triangle: Triangle): void {
  const { n } = triangle
  compute.arena.within(() => {
    const panel = compute.arena.floats(blockRows * n)
    const product = compute.arena.floats(blockRows * n)
    const pivot = compute.arena.floats(blockRows * blockRows)
    const f = new Float32Array(compute.arena.memory.buffer)
    for (let block = 0; block < blocksOf(n); block++) {
      const rows = rowsIn(n, block)
      const first = block * blockRows
      const d = invertSmall(pivotOf(triangle, f, first, rows), rows)
      pivot.set(d)
      copyRows(triangle, { f }, first, first + rows, panel.byteOffset >>> 2)
      for (let r = 0; r < rows; r++) panel.fill(0, r * n + first, r * n + first + rows)
      product.fill(0)
      compute.run({
        task: 'easePanel', items: n, chunk: 512, scratch: gemmScratchBytes,
        args: [n, rows, pivot.byteOffset, panel.byteOffset, product.byteOffset],
      })
      compute.run({
        task: 'easeUpdate', items: blocksOf(n), chunk: 1, scratch: gemmScratchBytes,
        args: [n, triangle.at, rows, panel.byteOffset, product.byteOffset, block],
      })
      writeBack(triangle, f, first, rows, product, d)
    }
  })
}

function pivotOf(triangle: Triangle, f: Float32Array, first: number, rows: number): Float64Array {
  const pivot = new Float64Array(rows * rows)
  for (let r = 0; r < rows; r++) {
    const from = placeOf(triangle, first + r, first)
    for (let s = r; s < rows; s++) pivot[r * rows + s] = pivot[s * rows + r] = f[from + s]
  }
  return pivot
}

function writeBack(triangle: Triangle, f: Float32Array, first: number, rows: number, product: Float32Array, d: Float64Array): void {
  const { n } = triangle
  for (let row = 0; row < first; row++) {
    const to = placeOf(triangle, row, first)
    for (let r = 0; r < rows; r++) f[to + r] = product[r * n + row]
  }
  for (let r = 0; r < rows; r++) {
    const to = placeOf(triangle, first + r, first)
    for (let s = 0; s < rows; s++) f[to + s] = -d[r * rows + s]
    f.set(product.subarray(r * n + first + rows, (r + 1) * n), to + rows)
  }
}

/** The inverse of a small positive definite matrix (64 bits, row-major), by the same sweep one row at a time on its upper half. */
function invertSmall(a: Float64Array, n: number): Float64Array {
  const column = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    const pivot = a[k * n + k]
    if (!(pivot > 0)) throw new RangeError('The matrix is not positive definite: regularise more.')
    for (let j = 0; j < n; j++) column[j] = j < k ? a[j * n + k] : a[k * n + j]
    for (let i = 0; i < n; i++) {
      const factor = column[i] / pivot
      if (factor !== 0 && i !== k) subtract(a, i * n, i, n, factor, column)
    }
    for (let j = 0; j < n; j++) a[j < k ? j * n + k : k * n + j] = column[j] / pivot
    a[k * n + k] = -1 / pivot
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[i * n + j] = a[j * n + i]
  return a.map((value) => -value)
}

function subtract(a: Float64Array, row: number, from: number, to: number, factor: number, column: Float64Array): void {
  for (let j = from; j < to; j++) a[row + j] -= factor * column[j]
}
