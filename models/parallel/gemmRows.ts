import { gemmScratchBytes } from '../kernels/kernels.ts'
import type { Compute, Task } from './work.ts'

/** A matrix in the shared memory: element (r, c) lies at address + 4 (r · row + c · column). */
export type SharedMatrix = { readonly at: number; readonly row: number; readonly column: number }

/** args: n, k, a, aRow, aColumn, b, bRow, bColumn, c, ldc, alpha, upper. Rows of C are items. */
export const gemmRows: Task = ({ kernels, scratch }, lo, hi, args) => {
  const [n, k, a, aRow, aColumn, b, bRow, bColumn, c, ldc, alpha, upper] = Array.from(args)
  kernels.gemm(hi - lo, n, k, a + 4 * lo * aRow, aRow, aColumn, b, bRow, bColumn, c + 4 * lo * ldc, ldc, alpha, upper === 1 ? lo : -1, scratch)
}

export type Product = {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly a: SharedMatrix
  readonly b: SharedMatrix
  /** Row-major m × n, rows n apart. */
  readonly c: number
  readonly alpha: number
  /** Only what lies on and above the diagonal is needed: C is symmetric. */
  readonly upper: boolean
}

/** C += alpha · A · B. */
export function multiply(compute: Compute, { m, n, k, a, b, c, alpha, upper }: Product): void {
  const chunk = Math.min(1024, Math.max(4, 4 * Math.ceil(m / (16 * compute.threads))))
  compute.run({
    task: 'gemmRows', items: m, chunk, scratch: gemmScratchBytes,
    args: [n, k, a.at, a.row, a.column, b.at, b.row, b.column, c, n, alpha, upper ? 1 : 0],
  })
}
