import { createMatrix, type Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import type { SparseMatrix } from '../svd/sharedMatrix.ts'
import { descend } from './descend.ts'
import { nonNegativeRows } from './nonNegative.ts'
import { nndsvd, randomComponents } from './startingComponents.ts'

export type Nmf = {
  readonly h: Matrix // rank × d; each component sums to 1, or is 0 where X has fewer
  readonly gram: Float64Array // H Hᵀ, rank × rank, of the rounded h
  readonly loss: number // ½ ‖X − W H‖²
  readonly iterations: number
  readonly converged: boolean
}

export type NmfOptions = {
  readonly start: 'nndsvd' | 'random' | Matrix // a matrix: the components themselves, rank × d
  readonly maxIterations: number
  readonly tolerance: number // an iteration that lowers the loss by less than this share of it is the last
}

const defaultNmf: NmfOptions = { start: 'nndsvd', maxIterations: 200, tolerance: 1e-5 }

/** α and δ of Gillis & Glineur 2012, §4. */
const innerShare = 0.5
const innerStop = 0.1

/** W starts at 0 and must first come to what H gives. */
const firstPasses = 100

/**
 * Non-negative matrix factorisation X ≈ W H (Lee & Seung 1999) under ½ ‖X − W H‖², by accelerated HALS (Gillis & Glineur 2012,
 * algorithm 4): all weights given the components, then all components given the weights, each by as many passes as pay for the product
 * with X. A component is normed to sum to 1, so a weight is how much of a row's sum it stands for.
 *
 * x is n × d, sparse or dense, finite and ≥ 0. The weights aren't kept: foldIn() gives them to any row. Same x, rank and rng
 * state give the same model. O(iterations · (entries · rank + passes · (n + d) · rank²)), n · rank numbers of 64 bits beside the data.
 */
export function fitNmf(x: SparseMatrix | Matrix, rank: number, rng: Rng, options: Partial<NmfOptions> = {}): Nmf {
  const { start, maxIterations, tolerance } = { ...defaultNmf, ...options }
  if (!Number.isInteger(rank) || rank < 1) throw new RangeError(`rank must be a whole number of at least 1, not ${rank}.`)
  if (maxIterations < 1) throw new RangeError('maxIterations must be at least 1.')
  const rows = nonNegativeRows(x)
  const { offsets, columns: d } = rows
  const n = rows.rows
  const entries = offsets[n]
  const w = new Float64Array(n * rank)
  const h = startOf(rows, rank, rng, start) // d × rank
  const passesOfW = passesFor(entries + d * rank, n, rank)
  const passesOfH = passesFor(entries + n * rank, d, rank)
  const squares = rows.values.reduce((sum, value) => sum + value * value, 0)
  let before = Infinity
  for (let iteration = 1; ; iteration++) {
    const { loss, gram, product } = fitWeights(rows, w, h, rank, iteration === 1 ? firstPasses : passesOfW, squares)
    const converged = before - loss <= tolerance * loss
    if (converged || iteration === maxIterations) return { ...normed(h, d, rank), loss, iterations: iteration, converged }
    before = loss
    for (let j = 0; j < d; j++) descend(h, j * rank, product, j * rank, gram, rank, passesOfH, innerStop)
  }
}

/** How many passes over a factor of n rows cost half of making the product they start from. */
function passesFor(productCost: number, n: number, rank: number): number {
  return Math.floor(1 + innerShare * (1 + productCost / (n * rank + n)))
}

function startOf(x: SparseMatrix, rank: number, rng: Rng, start: NmfOptions['start']): Float64Array {
  if (start === 'nndsvd') return nndsvd(x, rank, rng)
  if (start === 'random') return randomComponents(x, rank, rng)
  if (start.rows !== rank || start.cols !== x.columns) throw new RangeError(`The start is ${start.rows} × ${start.cols}, not ${rank} × ${x.columns}.`)
  return Float64Array.from({ length: x.columns * rank }, (_, at) => start.data[(at % rank) * x.columns + Math.floor(at / rank)])
}

/** Moves W (n × rank) towards the best for H (d × rank); the loss there, WᵀW and XᵀW (d × rank). One walk through X. */
function fitWeights(
  { rows, offsets, index, values }: SparseMatrix, w: Float64Array, h: Float64Array, rank: number, passes: number, squares: number,
): { loss: number; gram: Float64Array; product: Float64Array } {
  const gramOfH = gramOf(h, rank)
  const gram = new Float64Array(rank * rank)
  const product = new Float64Array(h.length)
  const a = new Float64Array(rank)
  let explained = 0 // Σ w·a = ⟨X, W H⟩
  for (let i = 0; i < rows; i++) {
    const own = i * rank
    a.fill(0)
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const value = values[e]
      for (let k = 0, at = index[e] * rank; k < rank; k++) a[k] += value * h[at + k]
    }
    descend(w, own, a, 0, gramOfH, rank, passes, innerStop)
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const value = values[e]
      for (let k = 0, at = index[e] * rank; k < rank; k++) product[at + k] += value * w[own + k]
    }
    for (let k = 0; k < rank; k++) {
      const weight = w[own + k]
      explained += weight * a[k]
      if (weight !== 0) for (let l = 0; l < rank; l++) gram[k * rank + l] += weight * w[own + l]
    }
  }
  const modelled = gram.reduce((sum, value, at) => sum + value * gramOfH[at], 0) // ‖W H‖²
  return { loss: Math.max(0, squares / 2 - explained + modelled / 2), gram, product }
}

/** FᵀF of F with r columns, row-major. */
function gramOf(f: Float64Array, r: number): Float64Array {
  const gram = new Float64Array(r * r)
  for (let at = 0; at < f.length; at += r) for (let k = 0; k < r; k++) for (let l = 0; l < r; l++) gram[k * r + l] += f[at + k] * f[at + l]
  return gram
}

/** Components as rows that sum to 1, rounded, and their products. */
function normed(h: Float64Array, d: number, rank: number): Pick<Nmf, 'h' | 'gram'> {
  const components = createMatrix(rank, d)
  for (let k = 0; k < rank; k++) {
    let sum = 0
    for (let at = k; at < h.length; at += rank) sum += h[at]
    for (let j = 0; j < d; j++) components.data[k * d + j] = sum > 0 ? h[j * rank + k] / sum : 0
  }
  return { h: components, gram: gramOfComponents(components) }
}

/** H Hᵀ. */
export function gramOfComponents({ rows: rank, cols: d, data }: Matrix): Float64Array {
  const byColumn = Float64Array.from({ length: rank * d }, (_, at) => data[(at % rank) * d + Math.floor(at / rank)])
  return gramOf(byColumn, rank)
}
