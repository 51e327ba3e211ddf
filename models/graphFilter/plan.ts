import { lanes } from '../kernels/kernels.ts'
import { multiplySparse } from '../parallel/spmmRows.ts'
import type { Compute } from '../parallel/work.ts'
import type { SharedSparse } from '../svd/sharedMatrix.ts'
import type { RightSingular } from '../svd/randomSvd.ts'
import { responseOf, sharpening, tailCoefficients } from './response.ts'
import type { Response } from './response.ts'

/** GF-CF (Shen et al., CIKM 2021): P + α D^−½ V Vᵀ D^½, V the first `rank` singular vectors. */
export type GfCf = { readonly kind: 'gf-cf'; readonly rank: number; readonly idealWeight: number }

/** BSPM (Choi et al., SIGIR 2023), early merge: (P + α D^−½ V Vᵀ D^½) after one Runge–Kutta step of sharpening by P. */
export type Bspm = { readonly kind: 'bspm'; readonly rank: number; readonly idealWeight: number; readonly step: number }

/**
 * D^−β (Σ_k [h(λ_k) + α] v_k v_kᵀ) D^β: with h a plateau ChebyCF (Kim et al., SIGIR 2025); with h sharpened what BSPM becomes when degrees
 * count in all of it. Frequencies beyond the rank follow a polynomial of degree `tailDegree`, those within are exact; the constant h(0) touches only an
 * item's own entry and is left out.
 */
export type Spectral = {
  readonly kind: 'spectral'
  readonly response: Response
  readonly rank: number
  readonly idealWeight: number
  readonly degreeExponent: number
  readonly tailDegree: number
}

export type Filter = GfCf | Bspm | Spectral

/** Σ_t coefficients[t−1] Pᵗ + left · rightᵀ, rows and columns scaled by d^−β and d^β; left and right are items × rank in the shared memory. */
export type Plan = {
  readonly coefficients: readonly number[]
  readonly rank: number
  readonly left: Float32Array
  readonly right: Float32Array
  readonly degreeExponent: number
}

/** The left and right factors live as long as the surrounding `arena.within`. */
export function planOf(filter: Filter, compute: Compute, matrix: SharedSparse, degrees: Float64Array, svd: RightSingular): Plan {
  const { rank, vectors, values } = svd
  const factor = (scale: (item: number, k: number) => number): Float32Array => {
    const to = compute.arena.floats(vectors.length)
    for (let item = 0, at = 0; item < degrees.length; item++) for (let k = 0; k < rank; k++, at++) to[at] = vectors[at] * scale(item, k)
    return to
  }
  if (filter.kind === 'spectral') {
    const h = responseOf(filter.response)
    const coefficients = tailCoefficients(h, rank === 0 ? 1 : Math.min(1, values[rank - 1] ** 2), filter.tailDegree)
    const missing = values.map((value) => h(value ** 2) - h(0) - polynomial(coefficients, value ** 2) + filter.idealWeight)
    return { coefficients, rank, left: factor((_, k) => missing[k]), right: vectors, degreeExponent: filter.degreeExponent }
  }
  const root = degrees.map((degree) => Math.sqrt(degree))
  const left = factor((item) => (root[item] === 0 ? 0 : filter.idealWeight / root[item]))
  const right = factor((item) => root[item])
  if (filter.kind === 'gf-cf') return { coefficients: [1], rank, left, right, degreeExponent: 0 }
  const coefficients = sharpening(filter.step)
  return { coefficients, rank, left, right: sharpened(compute, matrix, right, rank, coefficients), degreeExponent: 0 }
}

function polynomial(coefficients: readonly number[], lambda: number): number {
  return coefficients.reduceRight((sum, c) => (sum + c) * lambda, 0)
}

/** Σ_t coefficients[t] Pᵗ X by Horner's scheme, X items × rank. */
function sharpened(compute: Compute, { forward, backward, rows, columns }: SharedSparse, x: Float32Array, rank: number, coefficients: readonly number[]): Float32Array {
  const { arena } = compute
  const width = Math.ceil(rank / lanes) * lanes
  arena.within(() => {
    const start = arena.floats(columns * width).fill(0)
    for (let item = 0; item < columns; item++) start.set(x.subarray(item * rank, (item + 1) * rank), item * width)
    const y = arena.floats(columns * width)
    const atCustomers = arena.floats(rows * width)
    y.set(start)
    y.forEach((value, at) => { y[at] = value * coefficients[coefficients.length - 1] })
    for (let t = coefficients.length - 2; t >= 0; t--) {
      multiplySparse(compute, forward, y.byteOffset, width, atCustomers.byteOffset)
      multiplySparse(compute, backward, atCustomers.byteOffset, width, y.byteOffset)
      compute.kernels.axpy(columns * width, coefficients[t], start.byteOffset, y.byteOffset)
    }
    for (let item = 0; item < columns; item++) x.set(y.subarray(item * width, item * width + rank), item * rank)
  })
  return x
}
