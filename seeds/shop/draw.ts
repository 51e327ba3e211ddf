import { gaussian } from '../../models/draws.ts'
import type { Rng } from '../../models/rng.ts'

/** Index drawn with probability ∝ weights[i]; −1 when no weight is positive. */
export function drawIndex(rng: Rng, weights: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < weights.length; i++) total += weights[i]!
  let left = rng() * total
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!
    if (left < 0) return i
  }
  return -1
}

/** One key of a table of weights; the table must hold at least one positive weight. */
export function drawKey<K extends string>(rng: Rng, table: Readonly<Record<K, number>>): K {
  const keys = Object.keys(table) as K[]
  return keys[drawIndex(rng, keys.map((key) => table[key]))]!
}

export function drawOne<T>(rng: Rng, values: readonly T[]): T {
  return values[Math.floor(rng() * values.length)]!
}

export function chance(rng: Rng, probability: number): boolean {
  return rng() < probability
}

export function uniform(rng: Rng, low: number, high: number): number {
  return low + (high - low) * rng()
}

export function normal(rng: Rng, mean: number, sd: number): number {
  return mean + sd * gaussian(rng)
}

/** Poisson by counting exponential gaps (Knuth); for the small means of a customer's life. */
export function poisson(rng: Rng, mean: number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = rng(); product > limit; product *= rng()) count++
  return count
}

/** Gamma(shape, 1) by Marsaglia & Tsang 2000; shapes below 1 by the boost of their §6. */
export function gamma(rng: Rng, shape: number): number {
  if (shape < 1) return gamma(rng, shape + 1) * Math.pow(1 - rng(), 1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const z = gaussian(rng)
    const v = (1 + c * z) ** 3
    if (v > 0 && Math.log(1 - rng()) < 0.5 * z * z + d * (1 - v + Math.log(v))) return d * v
  }
}

/** Shares around the given ones: Dirichlet(concentration · shares). They sum to 1. */
export function sharesAround(rng: Rng, shares: readonly number[], concentration: number): number[] {
  const raw = shares.map((share) => gamma(rng, Math.max(share, 1e-4) * concentration))
  const total = raw.reduce((sum, value) => sum + value, 0)
  return raw.map((value) => value / total)
}

/** A probability moved by normal noise of the given sd on the logit scale, so that it stays one. */
export function wobble(rng: Rng, probability: number, sd: number): number {
  const odds = (probability / (1 - probability)) * Math.exp(normal(rng, 0, sd))
  return odds / (1 + odds)
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
