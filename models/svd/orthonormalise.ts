import { multiply } from '../parallel/gemmRows.ts'
import type { Compute } from '../parallel/work.ts'

/** What is below this share of the longest column after removing the others is rounding, not a direction (32-bit sums). */
const negligible = 1e-5

/**
 * Makes the columns of Z (n × l, row-major, in the shared memory) orthonormal by Cholesky of ZᵀZ = UᵀU, Z ← Z U⁻¹ (CholeskyQR). Columns that depend on
 * those before become 0. The error grows with cond(Z)²: run it twice where Z is far from orthogonal.
 */
export function orthonormalise(compute: Compute, z: Float32Array, n: number, l: number): void {
  compute.arena.within(() => {
    const square = compute.arena.floats(l * l)
    const inverse = inverseOfRoot(gramOf(compute, z, n, l, square), l)
    square.set(inverse)
    const product = compute.arena.floats(n * l).fill(0)
    multiply(compute, {
      m: n, n: l, k: l, alpha: 1, upper: false,
      a: { at: z.byteOffset, row: l, column: 1 }, b: { at: square.byteOffset, row: l, column: 1 }, c: product.byteOffset,
    })
    z.set(product)
  })
}

/** ZᵀZ (l × l) in 64 bits, symmetric; `square` is scratch of l × l floats. */
export function gramOf(compute: Compute, z: Float32Array, n: number, l: number, square: Float32Array): Float64Array {
  square.fill(0)
  multiply(compute, {
    m: l, n: l, k: n, alpha: 1, upper: true,
    a: { at: z.byteOffset, row: 1, column: l }, b: { at: z.byteOffset, row: l, column: 1 }, c: square.byteOffset,
  })
  const gram = new Float64Array(l * l)
  for (let i = 0; i < l; i++) for (let j = i; j < l; j++) gram[i * l + j] = gram[j * l + i] = square[i * l + j]
  return gram
}

/** U⁻¹ (upper) of the Cholesky factor of a positive semidefinite matrix, which is overwritten; zero columns where it is singular. */
function inverseOfRoot(gram: Float64Array, l: number): Float64Array {
  let longest = 0
  for (let k = 0; k < l; k++) longest = Math.max(longest, gram[k * l + k])
  const dependent = new Uint8Array(l)
  for (let k = 0; k < l; k++) {
    const pivot = gram[k * l + k]
    dependent[k] = pivot > negligible * negligible * longest ? 0 : 1
    const root = dependent[k] === 1 ? 1 : Math.sqrt(pivot)
    gram[k * l + k] = root
    for (let j = k + 1; j < l; j++) gram[k * l + j] = dependent[k] === 1 ? 0 : gram[k * l + j] / root
    for (let i = k + 1; i < l; i++) {
      const factor = gram[k * l + i]
      for (let j = i; j < l; j++) gram[i * l + j] -= factor * gram[k * l + j]
    }
  }
  const inverse = new Float64Array(l * l)
  const row = new Float64Array(l)
  for (let i = l - 1; i >= 0; i--) {
    row.fill(0)
    for (let k = i + 1; k < l; k++) {
      const factor = gram[i * l + k]
      for (let j = k; j < l; j++) row[j] += factor * inverse[k * l + j]
    }
    for (let j = i + 1; j < l; j++) inverse[i * l + j] = -row[j] / gram[i * l + i]
    inverse[i * l + i] = 1 / gram[i * l + i]
  }
  for (let k = 0; k < l; k++) if (dependent[k] === 1) for (let i = 0; i <= k; i++) inverse[i * l + k] = 0
  return inverse
}
