import type { Pareto } from './paretoNbd.ts'

const NODES = gaussLegendre(24)
/** e⁻⁴⁰ is nothing beside 1. */
const NOTHING = 40
/** A panel covers no greater a fall of the logarithm, and no longer a way, than its nodes follow to full precision. */
const FALL = 30
const WAY = 4

/**
 * ln of the odds of being gone at T, given x purchases and the last at t_x: ln ∫ from t_x to T of ((α+T)/(α+τ))^(r+x) ((β+T)/(β+τ))^s s/(β+τ) dτ, the chance that
 * they left at τ against that they did not (Fader & Hardie 2005, the integrals behind eqs. 19 and 20). −∞ where t_x = T.
 * The note writes it as the difference of two ₂F₁, which crawl and magnify the rounding of their argument where β ≫ α; the integral is as easy everywhere: in ln(min(α, β) + τ) its integrand is
 * smooth and its logarithm concave, so panels of Gauss and Legendre's rule give it to about 1e-13.
 * `gradient`, where given, receives the derivatives of the result by ln r, ln α, ln s, ln β.
 */
export function logOddsGone({ r, alpha, s, beta }: Pareto, x: number, tx: number, T: number, gradient: Float64Array | null = null): number {
  gradient?.fill(0)
  const smaller = Math.min(alpha, beta)
  const from = smaller + tx
  const logAt = (t: number): number => (r + x) * Math.log1p((T - t) / (alpha + t)) + s * Math.log1p((T - t) / (beta + t)) + Math.log((s * (smaller + t)) / (beta + t))
  const slopeAt = (t: number): number => smaller === beta ? -(r + x) * ((smaller + t) / (alpha + t)) - s : -(r + x) + 1 - (s + 1) * ((smaller + t) / (beta + t))
  const whole = Math.log1p((T - tx) / from)
  if (whole === 0) return -Infinity
  const falls = -slopeAt(tx)
  const way = falls > 0 ? Math.min(whole, NOTHING / falls) : whole
  const steepest = Math.abs(slopeAt(tx + from * Math.expm1(way)))
  const panels = Math.ceil(Math.max((steepest * way) / FALL, way / WAY))
  const half = way / panels / 2
  const first = logAt(tx)
  let sum = 0
  for (let panel = 0; panel < panels; panel++) {
    for (let k = 0; k < NODES.at.length; k++) {
      const t = tx + from * Math.expm1(half * (2 * panel + 1 + NODES.at[k]))
      const part = NODES.weight[k] * Math.exp(logAt(t) - first)
      sum += part
      if (gradient === null) continue
      gradient[0] += part * Math.log1p((T - t) / (alpha + t))
      gradient[1] += part / (alpha + t)
      gradient[2] += part * Math.log1p((T - t) / (beta + t))
      gradient[3] += part / (beta + t)
    }
  }
  if (gradient !== null) {
    const [lastAlpha, afterAlpha, lastBeta, afterBeta] = Array.from(gradient, (value) => value / sum)
    gradient[0] = r * lastAlpha
    gradient[1] = (r + x) * alpha * (1 / (alpha + T) - afterAlpha)
    gradient[2] = 1 + s * lastBeta
    gradient[3] = beta * (s / (beta + T) - (s + 1) * afterBeta)
  }
  return first + Math.log(half * sum)
}

/** Nodes in (−1, 1) and weights of the rule with n points: roots of the Legendre polynomial by Newton's method (Abramowitz & Stegun 1964, 25.4.29). */
function gaussLegendre(n: number): { readonly at: Float64Array; readonly weight: Float64Array } {
  const at = new Float64Array(n)
  const weight = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let step = 0; step < 8; step++) {
      let [before, value] = [1, x]
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
      slope = (n * (x * value - before)) / (x * x - 1)
      x -= value / slope
    }
    at[i] = x
    weight[i] = 2 / ((1 - x * x) * slope * slope)
  }
  return { at, weight }
}
