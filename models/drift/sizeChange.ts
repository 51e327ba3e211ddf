import { logGamma } from '../logGamma.ts'

export type SizeChange = {
  readonly before: number // people of both runs who were in the group
  readonly now: number
  /** now / before − 1; null when nobody was in it. */
  readonly change: number | null
  /** Chance of people leaving and entering so unevenly where the group did not change. */
  readonly p: number
}

/**
 * Has a group grown or shrunk, seen on the people who are in both runs? They are the same people twice, so the two shares are not
 * independent: what tells is only those who moved. Where nothing changed, each of them entered or left with chance ½ (McNemar 1947); the
 * exact test, both sides, 2 P(X ≤ min(left, entered)) with X from Bin(left + entered, ½), at most 1. Whoever joined or left the shop
 * is another question and counted elsewhere.
 *
 * It asks about the group, not about why: where groups were fitted anew, a boundary that moved is a change too.
 * both ≤ before, now. p is good to about 1e-9 of itself.
 */
export function sizeChange(before: number, now: number, both: number): SizeChange {
  if (!(both >= 0 && both <= before && both <= now)) throw new RangeError(`${both} in both runs, of ${before} before and ${now} now.`)
  const left = before - both
  const entered = now - both
  return {
    before, now,
    change: before > 0 ? now / before - 1 : null,
    p: Math.min(1, 2 * lowerTail(Math.min(left, entered), left + entered)),
  }
}

/** P(X ≤ k), X from Bin(n, ½), k ≤ n / 2: summed from k downwards, where the terms only shrink. */
function lowerTail(k: number, n: number): number {
  let term = Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * Math.LN2)
  let sum = term
  for (let i = k; i > 0 && term > sum * 1e-17; i--) {
    term *= i / (n - i + 1)
    sum += term
  }
  return sum
}
