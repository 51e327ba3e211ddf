import type { Interactions } from '../../../models/interactions.ts'

/** Σ over customers of (rows, at most so many)²: what pairing the items of histories costs. */
export function pairsOf(x: Interactions, most: number): number {
  return rowsOf(x).reduce((sum, rows) => sum + Math.min(rows, most) ** 2, 0)
}

/** Entries of lists that are added up for so many of the customers. */
export function additionsOf(histories: Interactions, cases: number, topK: number): number {
  return (cases * histories.customer.length * Math.min(topK, histories.items)) / Math.max(1, rowsOf(histories).reduce((n, rows) => n + (rows > 0 ? 1 : 0), 0))
}

function rowsOf({ customer, customers }: Interactions): Int32Array {
  const rows = new Int32Array(customers)
  for (const each of customer) rows[each]++
  return rows
}

/** Per second, on one thread of plain code and on two of the kernels: low estimates, for planning. */
export const speed = { pairs: 1.2e8, rows: 2.5e4, additions: 4e8, multiplications: 4e9 } as const
