import { logGamma } from './logGamma.ts'

const EPSILON = 1e-16
const TINY = 1e-300
/** Both expansions need about √a terms where x is near a: enough for a million degrees of freedom. */
const MOST_TERMS = 20_000

/**
 * P(χ² > x) with `freedom` degrees: Q(a, z) = Γ(a, z) / Γ(a) at a = freedom / 2, z = x / 2. Below z = a + 1 one minus the power series of P,
 * above it the continued fraction of Q by Lentz's method (Abramowitz & Stegun 6.5.29 and 6.5.31), so that small tails keep their
 * digits. 1 for x ≤ 0. Throws a RangeError when freedom is not above 0 or x is NaN.
 */
export function chiSquareSurvival(x: number, freedom: number): number {
  if (!(freedom > 0)) throw new RangeError(`Chi-square needs more than ${freedom} degrees of freedom.`)
  if (Number.isNaN(x)) throw new RangeError('A chi-square of NaN has no tail.')
  if (x <= 0) return 1
  if (x === Infinity) return 0
  const a = freedom / 2
  const z = x / 2
  const front = Math.exp(a * Math.log(z) - z - logGamma(a))
  return z < a + 1 ? 1 - front * seriesOfP(a, z) : front * fractionOfQ(a, z)
}

/** Σₙ zⁿ / (a (a + 1) … (a + n)). */
function seriesOfP(a: number, z: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < MOST_TERMS && term > sum * EPSILON; n++) {
    term *= z / (a + n)
    sum += term
  }
  return sum
}

/** 1 / (z + 1 − a − 1 (1 − a) / (z + 3 − a − 2 (2 − a) / (z + 5 − a − …))). */
function fractionOfQ(a: number, z: number): number {
  let b = z + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let value = d
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / awayFromZero(numerator * d + b)
    c = awayFromZero(b + numerator / c)
    value *= c * d
    if (Math.abs(c * d - 1) < EPSILON) break
  }
  return value
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}
