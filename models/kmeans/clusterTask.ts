import type { Compute, Task } from '../parallel/work.ts'

/** A pass over the rows in the shared memory, as addresses; 0 for no weights and for squares that nobody wants. */
export type ClusterPass = {
  readonly rows: number
  readonly d: number
  readonly k: number
  readonly x: number
  readonly weights: number
  readonly centres: number // packed
  readonly labels: number
  readonly squares: number
  readonly out: number // partsOf(rows) × partLength(d, k) f64
}

/** Rows to a part. It depends on the rows alone, so that sums come out the same on any number of threads. */
function rowsPerPart(rows: number): number {
  return 4 * Math.ceil(Math.max(1024, rows / 256) / 4)
}

export function partsOf(rows: number): number {
  return Math.ceil(rows / rowsPerPart(rows))
}

/** Sums, sizes, inertia, labels that changed. */
export function partLength(d: number, k: number): number {
  return k * d + k + 2
}

/** args: as in ClusterPass, then the rows of a part. */
export const clusterRows: Task = ({ kernels }, lo, hi, args) => {
  const [d, k, x, weights, centres, labels, squares, out, part] = Array.from(args)
  kernels.clusterRows(lo, hi, d, k, x, weights, centres, labels, squares, out + 8 * (lo / part) * partLength(d, k))
}

export function runClusterPass(compute: Compute, { rows, d, k, x, weights, centres, labels, squares, out }: ClusterPass): void {
  const part = rowsPerPart(rows)
  compute.run({ task: 'clusterRows', items: rows, chunk: part, scratch: 0, args: [d, k, x, weights, centres, labels, squares, out, part] })
}

/** Floats that packCentres writes. */
export function packedLength(d: number, k: number): number {
  return d * 4 * Math.ceil(k / 4)
}

/** Centres (k × d) as the kernel reads them: blocks of eight, a last one of four where four or fewer are left, dimension by dimension; missing ones at Infinity. */
export function packCentres(centres: Float64Array, d: number, k: number, to: Float32Array): void {
  let at = 0
  for (let first = 0; first < k;) {
    const width = k - first > 4 ? 8 : 4
    for (let j = 0; j < d; j++) for (let c = first; c < first + width; c++) to[at++] = c < k ? centres[c * d + j] : Infinity
    first += width
  }
}
