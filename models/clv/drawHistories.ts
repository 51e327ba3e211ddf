import { gamma } from '../draws.ts'
import type { Rng } from '../rng.ts'
import { survivedCoins, type BetaGeometric } from './bgNbd.ts'
import type { GammaGamma } from './gammaGamma.ts'

/** Customers as the models say they behave: x, t_x and z̄ (0 where x = 0) for each age T. For data whose truth is known. */
export type DrawnCustomers = { readonly frequency: Float64Array; readonly recency: Float64Array; readonly age: Float64Array; readonly meanSpend: Float64Array }

export function drawHistories({ kind, r, alpha, a, b }: BetaGeometric, { p, q, v }: GammaGamma, ages: ArrayLike<number>, rng: Rng): DrawnCustomers {
  const age = Float64Array.from(ages)
  const [frequency, recency, meanSpend] = [new Float64Array(age.length), new Float64Array(age.length), new Float64Array(age.length)]
  for (let i = 0; i < age.length; i++) {
    const rate = gamma(rng, r) / alpha
    const [leave, stay] = [gamma(rng, a), gamma(rng, b)]
    const drop = leave / (leave + stay)
    let alive = survivedCoins(kind, 0) === 0 || rng() >= drop
    for (let now = 0; alive;) {
      now -= Math.log(1 - rng()) / rate
      if (!(now < age[i])) break
      frequency[i]++
      recency[i] = now
      alive = rng() >= drop
    }
    const x = frequency[i]
    if (x > 0) meanSpend[i] = gamma(rng, p * x) / x / (gamma(rng, q) / v)
  }
  return { frequency, recency, age, meanSpend }
}
