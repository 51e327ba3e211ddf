import { contingency } from './contingency.ts'

/**
 * For each cluster of a the greatest overlap with any cluster of b: maxⱼ |Aᵢ ∩ Bⱼ| / |Aᵢ ∪ Bⱼ|, both labelings being
 * of the same rows. Length = highest label of a + 1; NaN for a cluster without rows.
 */
export function bestJaccard(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const { cols, counts, rowSums, colSums } = contingency(a, b)
  return rowSums.map((size, row) => {
    if (size === 0) return NaN
    let best = 0
    for (let col = 0; col < cols; col++) {
      const both = counts[row * cols + col]
      best = Math.max(best, both / (size + colSums[col] - both))
    }
    return best
  })
}
