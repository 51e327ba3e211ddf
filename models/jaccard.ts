import { contingency, type Contingency } from './contingency.ts'

/** |Aᵢ ∩ Bⱼ| / |Aᵢ ∪ Bⱼ| of every cluster i of the first labeling with every j of the second, rows × cols; NaN where both are empty. */
export function jaccardsOf({ rows, cols, counts, rowSums, colSums }: Contingency): Float64Array {
  const overlaps = new Float64Array(rows * cols)
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const both = counts[row * cols + col]
      overlaps[row * cols + col] = both / (rowSums[row] + colSums[col] - both)
    }
  }
  return overlaps
}

/**
 * For each cluster of a the greatest overlap with any cluster of b: maxⱼ |Aᵢ ∩ Bⱼ| / |Aᵢ ∪ Bⱼ|, both labelings being
 * of the same rows. Length = highest label of a + 1; NaN for a cluster without rows.
 */
export function bestJaccard(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const table = contingency(a, b)
  const overlaps = jaccardsOf(table)
  return table.rowSums.map((size, row) => {
    if (size === 0) return NaN
    return overlaps.subarray(row * table.cols, (row + 1) * table.cols).reduce((best, overlap) => (overlap > best ? overlap : best), 0)
  })
}
