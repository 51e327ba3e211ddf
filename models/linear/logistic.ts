import { cholesky, solveCholesky } from '../ials/cholesky.ts'
import type { Matrix } from '../matrix.ts'
import { columnsOf, designOf, linearOf, requireRows, unscaled, weightedGram, type Linear } from './design.ts'

/** P(y = 1 | row) = σ(intercept + w · row), in the units of the columns. JSON-able. */
export type Logistic = Linear & { readonly iterations: number; readonly converged: boolean }

export type LogisticOptions = {
  /** λ of λ/2 ‖w‖² on standardised columns beside the summed loss; the intercept is free. scikit-learn's C is 1/λ. */
  readonly l2: number
  /** A weight ≥ 0 per row; 1 where absent. */
  readonly sampleWeights?: ArrayLike<number>
  readonly maxIterations: number
  /** Newton decrement gᵀH⁻¹g below which the fit has converged. */
  readonly tolerance: number
}

const defaults: LogisticOptions = { l2: 1, maxIterations: 50, tolerance: 1e-10 }
const MOST_HALVINGS = 30

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman 2009, §4.4.1) with a ridge
 * penalty; a step that would not lower the loss is halved. x is n × d, y holds 0 and 1. Deterministic. Throws a RangeError when one
 * class has no weight: its log-odds are infinite.
 */
export function fitLogistic(x: Matrix, y: ArrayLike<number>, options: Partial<LogisticOptions> = {}): Logistic {
  const { l2, sampleWeights, maxIterations, tolerance } = { ...defaults, ...options }
  requireRows(x, y, ...sampleWeights === undefined ? [] : [sampleWeights])
  const columns = columnsOf(x)
  const d = x.cols + 1
  const beta = new Float64Array(d)
  beta[0] = baseLogOdds(y, sampleWeights)
  const design = designOf(x, columns)
  const lossAt = (at: Float64Array): number => {
    let loss = 0
    for (let i = 0; i < x.rows; i++) {
      const eta = dot(at, design, i * d)
      loss += (sampleWeights?.[i] ?? 1) * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - (y[i] > 0 ? eta : 0))
    }
    for (let j = 1; j < d; j++) loss += (l2 / 2) * at[j] * at[j]
    return loss
  }
  let loss = lossAt(beta)
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const gradient = new Float64Array(d)
    const curvature = new Float64Array(x.rows)
    for (let i = 0; i < x.rows; i++) {
      const weight = sampleWeights?.[i] ?? 1
      const p = sigmoid(dot(beta, design, i * d))
      const residual = weight * (p - (y[i] > 0 ? 1 : 0))
      for (let j = 0; j < d; j++) gradient[j] += residual * design[i * d + j]
      curvature[i] = weight * p * (1 - p)
    }
    const hessian = weightedGram(design, d, curvature)
    for (let j = 1; j < d; j++) {
      gradient[j] += l2 * beta[j]
      // A column without spread has no curvature of its own: without a penalty it would leave no solution.
      hessian[j * d + j] += Math.max(l2, 1e-9)
    }
    const step = solveCholesky(cholesky(hessian, d), d, Float64Array.from(gradient))
    const decrement = dot(gradient, step, 0)
    // So near the minimum the step is exact to its square: taken unasked.
    if (decrement <= tolerance) return { ...unscaled(beta.map((value, j) => value - step[j]), columns), iterations: iteration, converged: true }
    let shrink = 1
    let halvings = 0
    let next = beta.map((value, j) => value - step[j])
    let nextLoss = lossAt(next)
    while (nextLoss > loss && halvings++ < MOST_HALVINGS) {
      shrink /= 2
      next = beta.map((value, j) => value - shrink * step[j])
      nextLoss = lossAt(next)
    }
    // No step helps: as far as doubles go this is the minimum.
    if (nextLoss >= loss) return { ...unscaled(beta, columns), iterations: iteration, converged: decrement <= 1e-6 }
    beta.set(next)
    loss = nextLoss
  }
  return { ...unscaled(beta, columns), iterations: maxIterations, converged: false }
}

/** P(y = 1 | row), 0–1. */
export function probabilityOf(model: Linear, row: ArrayLike<number>): number {
  return sigmoid(linearOf(model, row))
}

function sigmoid(eta: number): number {
  return 1 / (1 + Math.exp(-eta))
}

/** a · the values of b from `at`. */
function dot(a: Float64Array, b: Float64Array, at: number): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[at + j]
  return sum
}

function baseLogOdds(y: ArrayLike<number>, weights: ArrayLike<number> | undefined): number {
  let yes = 0
  let no = 0
  for (let i = 0; i < y.length; i++) {
    if (y[i] > 0) yes += weights?.[i] ?? 1
    else no += weights?.[i] ?? 1
  }
  if (!(yes > 0) || !(no > 0)) throw new RangeError('Logistic regression needs both outcomes.')
  return Math.log(yes / no)
}
