import { contingency } from './contingency.ts'

/**
 * Adjusted Rand index (Hubert & Arabie 1985): (Σ C(nᵢⱼ,2) − E) / ((Σ C(aᵢ,2) + Σ C(bⱼ,2)) / 2 − E) with
 * E = Σ C(aᵢ,2) · Σ C(bⱼ,2) / C(n,2). 1 for the same partition under any names, near 0 by chance, −½ at least.
 * Two partitions that are both one cluster, or both all singletons, are the same: 1.
 * Throws a RangeError when the labelings differ in length.
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const { counts, rowSums, colSums } = contingency(a, b)
  const together = pairs(counts)
  const inA = pairs(rowSums)
  const inB = pairs(colSums)
  const all = (a.length * (a.length - 1)) / 2
  if (all === 0) return 1
  const expected = (inA * inB) / all
  const most = (inA + inB) / 2
  return most === expected ? 1 : (together - expected) / (most - expected)
}

function pairs(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
}
