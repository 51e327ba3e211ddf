import type { Rng } from './rng.ts'

/** An integer in 0..bound−1, each equally likely. */
export function integer(rng: Rng, bound: number): number {
  return Math.floor(rng() * bound)
}

/** One draw from N(0, 1) by Box & Muller 1958; uses two uniform draws. */
export function gaussian(rng: Rng): number {
  // 1 − u lies in (0, 1], so the logarithm is finite.
  const radius = Math.sqrt(-2 * Math.log(1 - rng()))
  return radius * Math.cos(2 * Math.PI * rng())
}

/** One draw from Gamma(shape, rate 1), shape > 0, by Marsaglia & Tsang 2000. */
export function gamma(rng: Rng, shape: number): number {
  if (shape < 1) return gamma(rng, shape + 1) * (1 - rng()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = gaussian(rng)
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - rng()) < normal * normal / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Fisher & Yates in place. Returns the same array. */
export function shuffle(rng: Rng, values: Int32Array): Int32Array {
  for (let last = values.length - 1; last > 0; last--) {
    const other = integer(rng, last + 1)
    const held = values[last]
    values[last] = values[other]
    values[other] = held
  }
  return values
}

/** size different integers of 0..n−1, ascending (Knuth's selection sampling). All of them when size ≥ n. */
export function sampleWithout(rng: Rng, n: number, size: number): Int32Array {
  const wanted = Math.min(n, size)
  const chosen = new Int32Array(wanted)
  let taken = 0
  for (let i = 0; taken < wanted; i++) {
    if ((n - i) * rng() < wanted - taken) chosen[taken++] = i
  }
  return chosen
}

/** size integers of 0..n−1 with repetition: one bootstrap resample when size = n. */
export function sampleWith(rng: Rng, n: number, size: number): Int32Array {
  return Int32Array.from({ length: size }, () => integer(rng, n))
}
