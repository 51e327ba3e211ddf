import { computeAlone } from '../parallel/alone.ts'
import type { Rng } from '../rng.ts'
import { randomSvd } from '../svd/randomSvd.ts'
import { share, type SparseMatrix } from '../svd/sharedMatrix.ts'

/** A start needs directions, not digits: 16 columns are the least the sparse product works in. */
const rough = { oversampling: 4, iterations: 4 }

/**
 * Components to start from, columns × rank (row-major: component k of column j at j · rank + k), by NNDSVD (Boutsidis & Gallopoulos 2008): of each
 * pair of singular vectors u, v the positive or the negative parts, whichever has more of the product, √(σ ‖u±‖ ‖v±‖) v± / ‖v±‖.
 * Components beyond the rank of X are drawn.
 */
export function nndsvd(x: SparseMatrix, rank: number, rng: Rng): Float64Array {
  const compute = computeAlone()
  const start = new Float64Array(x.columns * rank)
  const { rank: found, values, vectors } = randomSvd(compute, share(compute.arena, x), rank, rng, rough)
  const left = partsOfLeft(x, vectors, found)
  const drawn = randomComponents(x, rank, rng)
  for (let k = 0; k < rank; k++) {
    const factor = k < found ? factorOfPart(vectors, found, k, left, values) : undefined
    for (let at = k, from = k; at < start.length; at += rank, from += found) {
      start[at] = factor === undefined ? drawn[at] : Math.max(0, factor * vectors[from])
    }
  }
  return start
}

/** Uniform draws, so high that weights of 1 give the mean of X. */
export function randomComponents(x: SparseMatrix, rank: number, rng: Rng): Float64Array {
  const mean = x.values.reduce((sum, value) => sum + value, 0) / Math.max(1, x.rows * x.columns)
  return Float64Array.from({ length: x.columns * rank }, () => (2 * rng() * mean) / rank)
}

/** Σ of squares of the positive and of the negative elements of X v_k, k = 0..r−1: σ² ‖u⁺‖² and σ² ‖u⁻‖². */
function partsOfLeft({ rows, offsets, index, values }: SparseMatrix, vectors: Float32Array, r: number): { positive: Float64Array; negative: Float64Array } {
  const [positive, negative] = [new Float64Array(r), new Float64Array(r)]
  const product = new Float64Array(r)
  for (let i = 0; i < rows; i++) {
    product.fill(0)
    for (let e = offsets[i]; e < offsets[i + 1]; e++) for (let k = 0; k < r; k++) product[k] += values[e] * vectors[index[e] * r + k]
    for (let k = 0; k < r; k++) (product[k] > 0 ? positive : negative)[k] += product[k] ** 2
  }
  return { positive, negative }
}

/** The f for which the elements of f · v_k above 0 are the component; undefined where the singular value is 0. */
function factorOfPart(
  vectors: Float32Array, r: number, k: number, left: ReturnType<typeof partsOfLeft>, values: Float64Array,
): number | undefined {
  let [positive, negative] = [0, 0]
  for (let at = k; at < vectors.length; at += r) {
    if (vectors[at] > 0) positive += vectors[at] ** 2
    else negative += vectors[at] ** 2
  }
  const [ofPositive, ofNegative] = [Math.sqrt(left.positive[k] * positive), Math.sqrt(left.negative[k] * negative)]
  // σ of float32 sums is never quite 0.
  if (Math.max(ofPositive, ofNegative) <= 1e-5 * values[0]) return undefined
  return ofPositive >= ofNegative ? Math.sqrt(ofPositive / positive) : -Math.sqrt(ofNegative / negative)
}
