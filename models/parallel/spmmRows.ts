import type { Compute, Task } from './work.ts'

/** Compressed rows in the shared memory, by address. */
export type SharedRows = { readonly rows: number; readonly offsets: number; readonly index: number; readonly values: number }

/** args: offsets, index, values, x, width, y. */
export const spmmRows: Task = ({ kernels }, lo, hi, args) => {
  kernels.spmm(lo, hi, args[0], args[1], args[2], args[3], args[4], args[5])
}

/** Y = S · X, X and Y of `width` columns (a multiple of 16). */
export function multiplySparse(compute: Compute, { rows, offsets, index, values }: SharedRows, x: number, width: number, y: number): void {
  compute.run({ task: 'spmmRows', items: rows, chunk: 256, args: [offsets, index, values, x, width, y], scratch: 0 })
}
