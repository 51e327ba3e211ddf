/** The series is summed up to here; beyond, the function is carried on from point to point. */
const SERIES_TO = 0.6
/** Before a number would leave the range of doubles its logarithm is put aside. */
const LARGE = 1e200
/** About a second. Only parameters in millions beside a z that near to 1 come to it. */
const MOST_TERMS = 1e8

/** ₂F₁(a, b; c; z): see `logHyp2f1`. Infinity where it passes 1.8e308. */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  return Math.exp(logHyp2f1(a, b, c, z))
}

/**
 * ln ₂F₁(a, b; c; z) of Gauss's hypergeometric function Σₖ (a)ₖ(b)ₖ / (c)ₖ zᵏ/k! (Abramowitz & Stegun 1964, 15.1.1) for a, b ≥ 0, c > 0 and
 * 0 ≤ z < 1: the arguments of the purchase models. There every term is positive, so nothing cancels: the relative error of F is about 1e-14, and
 * 1e-16 of ln F where that is large. Anything else is refused with a RangeError.
 *
 * Far from 1 the series is summed; near 1, where it crawls, F and F′ are carried along by Taylor series of the differential equation
 * z(1−z)F″ + (c − (a+b+1)z)F′ − abF = 0 (15.5.1), each step half the way to 1. Euler's transformation F(a, b; c; z) = (1 − z)^(c−a−b) F(c−a, c−b; c; z)
 * (15.3.3) gives the sum its smaller parameters and the steps their larger ones: F must grow along them, or rounding would.
 */
export function logHyp2f1(a: number, b: number, c: number, z: number): number {
  if (!(a >= 0 && b >= 0 && c > 0 && z >= 0 && z < 1) || !Number.isFinite(a + b + c)) throw new RangeError(`₂F₁ is known here for a, b ≥ 0, c > 0 and 0 ≤ z < 1, not (${a}, ${b}; ${c}; ${z}).`)
  if (a === 0 || b === 0 || z === 0) return 0
  if (a === c || b === c) return -(a === c ? b : a) * Math.log1p(-z)
  const transformed = z <= SERIES_TO ? c < a + b && c > a && c > b : c > a + b
  return transformed ? (c - a - b) * Math.log1p(-z) + logPositive(c - a, c - b, c, z) : logPositive(a, b, c, z)
}

function logPositive(a: number, b: number, c: number, z: number): number {
  // From c/(a+b+1) on, all coefficients of a step are positive.
  const start = Math.min(z, Math.max(SERIES_TO, c / (a + b + 1)))
  let { value, slope, log } = series(a, b, c, start)
  for (let at = start; at < z;) {
    const to = Math.min(z, at + (1 - at) / 2)
    const next = taylorStep(a, b, c, at, to - at, slope / value)
    log += Math.log(value) + next.log
    ;({ value, slope } = next)
    at = to
  }
  return log + Math.log(value)
}

/** F and F′ at a point, both times e^−log. */
type Point = { readonly value: number; readonly slope: number; readonly log: number }

function series(a: number, b: number, c: number, z: number): Point {
  let term = 1
  let value = 1
  let slope = 0
  let log = 0
  for (let k = 0; k < MOST_TERMS; k++) {
    term *= ((a + k) / (c + k)) * ((b + k) / (k + 1)) * z
    value += term
    slope += (term * (k + 1)) / z
    if (isNegligible(term * (k + 1), slope * z, k)) return { value, slope, log }
    if (slope > LARGE) {
      log += Math.log(LARGE)
      term /= LARGE
      value /= LARGE
      slope /= LARGE
    }
  }
  throw tooMany(z)
}

/** From z to z + h, beginning with F = 1 and F′ = slope. The equation gives the Taylor coefficients one after another; f holds them times hᵏ. */
function taylorStep(a: number, b: number, c: number, z: number, h: number, slope: number): Point {
  const w = z * (1 - z)
  let f = 1
  let next = slope * h
  let value = f + next
  let steep = next
  let log = 0
  for (let k = 0; k < MOST_TERMS; k++) {
    const after = (((k + a) * (k + b) * f * h) / (k + 1) - ((1 - 2 * z) * k + c - (a + b + 1) * z) * next) * (h / ((k + 2) * w))
    f = next
    next = after
    value += next
    steep += (k + 2) * next
    if (isNegligible((k + 2) * next, steep, k)) return { value, slope: steep / h, log }
    if (steep > LARGE) {
      log += Math.log(LARGE)
      f /= LARGE
      next /= LARGE
      value /= LARGE
      steep /= LARGE
    }
  }
  throw tooMany(z)
}

/** Terms may grow before they fall: none is the last as long as it is a noticeable part of the sum. */
function isNegligible(term: number, sum: number, k: number): boolean {
  return term <= 1e-17 * sum && k > 2
}

function tooMany(z: number): RangeError {
  return new RangeError(`₂F₁ takes more than ${MOST_TERMS} terms at z = ${z}: it is too near to 1 for parameters as large.`)
}
