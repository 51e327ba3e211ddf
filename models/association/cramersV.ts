import type { Contingency } from '../contingency.ts'

/** Pearson's χ² = Σ (observed − expected)² / expected; empty rows and columns count nothing. */
export function pearson({ rows, cols, counts, rowSums, colSums }: Contingency): number {
  const n = rowSums.reduce((sum, count) => sum + count, 0)
  let sum = 0
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const expected = (rowSums[row] * colSums[col]) / n
      if (expected > 0) sum += (counts[row * cols + col] - expected) ** 2 / expected
    }
  }
  return sum
}

/**
 * Cramér's V without its bias (Bergsma 2013): φ̃² = max(0, χ²/n − (r − 1)(c − 1)/(n − 1)), r̃ = r − (r − 1)²/(n − 1), c̃ alike,
 * V = √(φ̃² / min(r̃ − 1, c̃ − 1)); 0 to 1, r and c counting rows and columns that hold anybody. 0 with one row or column.
 */
export function cramersV(table: Contingency): number {
  const n = table.rowSums.reduce((sum, count) => sum + count, 0)
  const r = table.rowSums.filter((count) => count > 0).length
  const c = table.colSums.filter((count) => count > 0).length
  if (r < 2 || c < 2) return 0
  const phi = Math.max(0, pearson(table) / n - ((r - 1) * (c - 1)) / (n - 1))
  const room = Math.min(r - 1 - (r - 1) ** 2 / (n - 1), c - 1 - (c - 1) ** 2 / (n - 1))
  return room > 0 ? Math.min(1, Math.sqrt(phi / room)) : 0
}
