import { symmetricEigen, type Eigen } from '../svd/symmetricEigen.ts'

/** A smooth function to be minimised: its value at a point, its gradient written into `gradient`. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number

export type Minimum = {
  readonly at: Float64Array
  readonly value: number
  /** d × d, row-major, symmetric; at the minimum. */
  readonly hessian: Float64Array
  readonly iterations: number
  readonly converged: boolean
}

const MOST_ITERATIONS = 100
/** gᵀ|H|⁻¹g below which a step is the last: twice what it can still gain. */
const TOLERANCE = 1e-13
/** The same where no step gains any more: then rounding, not the way, is at its end. */
const ROUNDING = 1e-9
/** No parameter moves farther at once; parameters here are logarithms. */
const LONGEST_STEP = 2
/** Curvature below this share of the greatest is rounding of the differences it comes from: such a direction is flat. */
const FLAT = 1e-9
const DIFFERENCE = 1e-4

/**
 * Newton's method for a handful of parameters, with the Hessian by central differences of the gradient. Where it curves downwards its eigenvalues
 * are turned round (Nocedal & Wright 2006, §3.4); a step that gains too little is halved (Armijo 1966). Deterministic.
 */
export function minimise(objective: Objective, start: ArrayLike<number>): Minimum {
  let at: Float64Array = Float64Array.from(start)
  const gradient = new Float64Array(at.length)
  const nextGradient = new Float64Array(at.length)
  let value = objective(at, gradient)
  if (!Number.isFinite(value)) throw new RangeError(`The function is ${value} where the search starts.`)
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    const hessian = hessianAt(objective, at)
    const { step, decrement, bowl } = newtonStep(symmetricEigen(hessian, at.length), gradient)
    if (bowl && decrement <= TOLERANCE) {
      // So near, the step is exact to its square: taken unasked.
      at = moved(at, step, 1)
      return { at, value: objective(at, gradient), hessian, iterations: iteration, converged: true }
    }
    let size = 1
    let next = moved(at, step, size)
    let nextValue = objective(next, nextGradient)
    while (!(nextValue <= value - 1e-4 * size * decrement) && size > 1e-10) {
      size /= 2
      next = moved(at, step, size)
      nextValue = objective(next, nextGradient)
    }
    if (!(nextValue < value)) return { at, value, hessian, iterations: iteration, converged: bowl && decrement <= ROUNDING }
    at = next
    value = nextValue
    gradient.set(nextGradient)
  }
  return { at, value, hessian: hessianAt(objective, at), iterations: MOST_ITERATIONS, converged: false }
}

/** Diagonal of H⁻¹; null where H is flat or curves downwards in some direction. */
export function inverseDiagonal(hessian: Float64Array, d: number): Float64Array | null {
  const { values, vectors } = symmetricEigen(hessian, d)
  if (!(values[0] > FLAT * values[d - 1])) return null
  return Float64Array.from({ length: d }, (_, j) => values.reduce((sum, value, k) => sum + vectors[k * d + j] ** 2 / value, 0))
}

function hessianAt(objective: Objective, at: Float64Array): Float64Array {
  const d = at.length
  const hessian = new Float64Array(d * d)
  const [near, above, below] = [Float64Array.from(at), new Float64Array(d), new Float64Array(d)]
  for (let j = 0; j < d; j++) {
    near[j] = at[j] + DIFFERENCE
    objective(near, above)
    near[j] = at[j] - DIFFERENCE
    objective(near, below)
    near[j] = at[j]
    for (let k = 0; k < d; k++) {
      const part = (above[k] - below[k]) / (4 * DIFFERENCE)
      hessian[j * d + k] += part
      hessian[k * d + j] += part
    }
  }
  return hessian
}

/** −|H|⁻¹ g, shortened to the longest step, with gᵀ times it; a bowl curves downwards in no direction. */
function newtonStep({ values, vectors }: Eigen, gradient: Float64Array): { step: Float64Array; decrement: number; bowl: boolean } {
  const d = gradient.length
  const greatest = Math.max(Math.abs(values[0]), Math.abs(values[d - 1]))
  const step = new Float64Array(d)
  for (let k = 0; k < d; k++) {
    let along = 0
    for (let j = 0; j < d; j++) along += vectors[k * d + j] * gradient[j]
    const curvature = Math.max(Math.abs(values[k]), 1e-14 * greatest, 1e-200)
    for (let j = 0; j < d; j++) step[j] -= (along / curvature) * vectors[k * d + j]
  }
  const longest = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0)
  if (longest > LONGEST_STEP) step.forEach((part, j) => { step[j] = (part * LONGEST_STEP) / longest })
  return { step, decrement: -step.reduce((sum, part, j) => sum + part * gradient[j], 0), bowl: values[0] >= -FLAT * greatest }
}

function moved(at: Float64Array, step: Float64Array, size: number): Float64Array {
  return at.map((value, j) => value + size * step[j])
}
