import { integer } from '../../models/draws.ts'
import type { Rng } from '../../models/rng.ts'

/** Chance that a place open to exploration is given to an item further down. */
export const EPSILON = 0.05
/** How many of the items that would come next may be tried. */
export const POOL = 20

/** An item, where it stands in the greedy order, and the chance that it was shown in this slot. */
export type Placed<T> = { readonly item: T; readonly propensity: number }

/**
 * ε-exploration whose propensities are exact. The first ⌊count / 2⌋ places always show the greedy order. Each of the others is, with
 * chance ε and independently, given to an item drawn uniformly and without repetition from the m that come next. So the propensity of an
 * item, its chance to be anywhere in the slot given what the policy knew, is
 *   1 for the fixed places, 1 − ε for the greedy item of an open place, and E·ε / m for an item of the pool, E = open places ≤ m.
 * `ranked` is best first; the first `count` are greedy, the up to 20 after them the pool.
 */
export function explore<T>(ranked: readonly T[], count: number, rng: Rng, epsilon = EPSILON): Placed<T>[] {
  const shown = ranked.slice(0, count)
  const pool = ranked.slice(count, count + POOL)
  const m = pool.length
  const open = Math.min(shown.length - Math.floor(shown.length / 2), m)
  const chance = m === 0 ? 0 : (open * epsilon) / m
  return shown.map((item, place) => {
    if (place < shown.length - open) return { item, propensity: 1 }
    if (rng() >= epsilon) return { item, propensity: 1 - epsilon }
    return { item: pool.splice(integer(rng, pool.length), 1)[0], propensity: chance }
  })
}
