/** From here on the asymptotic series below are exact to double precision. */
const FAR = 12

/**
 * ln Γ(x) for x > 0, to about 1e-15 of max(1, |ln Γ|). Γ(x) = Γ(x + n) / (x ⋯ (x + n − 1)) leads to where Stirling's series holds
 * (Abramowitz & Stegun 1964, 6.1.41).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`ln Γ needs a number above 0, not ${x}.`)
  let product = 1
  let y = x
  for (; y < FAR; y++) product *= y
  const u = 1 / (y * y)
  const series = (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u * (1 / 1188 - u * (691 / 360360 - u / 156)))))) / y
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
}

/** ψ(x) = d ln Γ(x) / dx for x > 0, by ψ(x) = ψ(x + 1) − 1/x and the series of Abramowitz & Stegun 1964, 6.3.18. */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`ψ needs a number above 0, not ${x}.`)
  let before = 0
  let y = x
  for (; y < FAR; y++) before += 1 / y
  const u = 1 / (y * y)
  const series = u * (1 / 12 - u * (1 / 120 - u * (1 / 252 - u * (1 / 240 - u * (1 / 132 - u * (691 / 32760 - u / 12))))))
  return Math.log(y) - 0.5 / y - series - before
}
