import { lanes } from '../kernels/kernels.ts'
import { multiply } from '../parallel/gemmRows.ts'
import { multiplySparse } from '../parallel/spmmRows.ts'
import type { Compute } from '../parallel/work.ts'
import type { Rng } from '../rng.ts'
import { gramOf, orthonormalise } from './orthonormalise.ts'
import type { SharedSparse } from './sharedMatrix.ts'
import { symmetricEigen } from './symmetricEigen.ts'

export type SvdOptions = {
  /** Directions beyond the rank that are carried along for accuracy. */
  readonly oversampling: number
  /** Applications of SᵀS: each multiplies the ratio of two singular values by itself once more (squared). */
  readonly iterations: number
}

export const svdDefaults: SvdOptions = { oversampling: 32, iterations: 6 }

/** values descend; vectors is columns(S) × rank, row-major in the shared memory, its columns orthonormal (0 beyond the rank of S). */
export type RightSingular = { readonly rank: number; readonly values: Float64Array; readonly vectors: Float32Array }

/**
 * The leading singular values and right singular vectors of a sparse S by randomised subspace iteration with a Rayleigh–Ritz step
 * (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1 on SᵀS). rank is cut to what S can have. The vectors live as long as the
 * surrounding `arena.within`. Signs are arbitrary. O(iterations · (nnz + n l) · l), l = rank + oversampling.
 */
export function randomSvd(compute: Compute, s: SharedSparse, rank: number, rng: Rng, { oversampling, iterations }: SvdOptions = svdDefaults): RightSingular {
  const { arena } = compute
  const n = s.columns
  const most = Math.min(rank, s.rows, n)
  const width = Math.ceil(Math.min(n, most + oversampling) / lanes) * lanes
  const vectors = arena.floats(n * most).fill(0)
  const values = arena.within(() => {
    const z = arena.floats(n * width)
    const y = arena.floats(s.rows * width)
    for (let k = 0; k < z.length; k++) z[k] = rng() - 0.5
    for (let round = 0; round < iterations; round++) {
      multiplySparse(compute, s.forward, z.byteOffset, width, y.byteOffset)
      multiplySparse(compute, s.backward, y.byteOffset, width, z.byteOffset)
      orthonormalise(compute, z, n, width)
      // The random start is far from orthogonal after one step, and what is read off at the end should be exact.
      if (round === 0 || round === iterations - 1) orthonormalise(compute, z, n, width)
    }
    multiplySparse(compute, s.forward, z.byteOffset, width, y.byteOffset)
    const square = arena.floats(width * width)
    const eigen = symmetricEigen(gramOf(compute, y, s.rows, width, square), width)
    // The last rows belong to the largest values.
    for (let k = 0; k < most; k++) square.set(eigen.vectors.subarray((width - 1 - k) * width, (width - k) * width), k * width)
    multiply(compute, {
      m: n, n: most, k: width, alpha: 1, upper: false,
      a: { at: z.byteOffset, row: width, column: 1 }, b: { at: square.byteOffset, row: 1, column: width }, c: vectors.byteOffset,
    })
    return Float64Array.from({ length: most }, (_, k) => Math.sqrt(Math.max(0, eigen.values[width - 1 - k])))
  })
  return { rank: most, values, vectors }
}
