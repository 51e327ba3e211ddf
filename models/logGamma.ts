const HALF_LOG_TWO_PI = 0.9189385332046728
const LEAST = 15
/** B₂ₖ / (2k (2k − 1)) for k = 1, 2, …: what Stirling's series multiplies by x^(1−2k). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360]

/**
 * ln Γ(x) for x > 0 by Stirling's series from x ≥ 15 (Abramowitz & Stegun 6.1.40), smaller x being raised by Γ(x + 1) = x Γ(x).
 * Good to about 1e-15 of its size, near its zeros 1 and 2 to 1e-14 in absolute terms. Throws a RangeError for x ≤ 0 and NaN.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma is for numbers above 0, not ${x}.`)
  if (x === Infinity) return Infinity
  let raised = x
  let product = 1
  while (raised < LEAST) product *= raised++
  const inverse = 1 / raised
  let series = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series * inverse * inverse + STIRLING[k]
  return (raised - 0.5) * Math.log(raised) - raised + HALF_LOG_TWO_PI + series * inverse - Math.log(product)
}
