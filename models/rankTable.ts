import { countBelow } from './countBelow.ts'
import { normalQuantile } from './normalQuantile.ts'
import { quantile } from './quantile.ts'

/** JSON-able. values[i] is the quantile at from + (to − from) · i / (length − 1); ascending. */
export type RankTable = { readonly from: number; readonly to: number; readonly values: readonly number[] }

/** Every hundredth: between two entries ranks are read off a line. */
const entries = 101

/** ascending must have values; from and to are shares, 0 ≤ from < to ≤ 1. */
export function fitRankTable(ascending: ArrayLike<number>, from: number, to: number): RankTable {
  return { from, to, values: Array.from({ length: entries }, (_, i) => quantile(ascending, from + ((to - from) * i) / (entries - 1))) }
}

/** The share of the fitted values below v, from..to; the middle of its run where many fitted values equal v. */
export function rankOf({ from, to, values }: RankTable, v: number): number {
  const last = values.length - 1
  const below = countBelow(values, v) // entries < v
  let position = below
  if (below > last) position = last
  else if (values[below] > v) position = below === 0 ? 0 : below - 1 + (v - values[below - 1]) / (values[below] - values[below - 1])
  else {
    let end = below
    while (end < last && values[end + 1] === v) end++
    position = (below + end) / 2
  }
  return from + ((to - from) * position) / last
}

/**
 * Φ⁻¹(rank), the normal score of v: whatever the shape of the column, its scores are as those of N(0, 1). Ranks stop half an entry
 * from 0 and 1, at ±2.58.
 */
export function normalScore(table: RankTable, v: number): number {
  const end = 0.5 / (entries - 1)
  return normalQuantile(Math.min(Math.max(rankOf(table, v), end), 1 - end))
}
