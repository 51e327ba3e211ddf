import type { Contingency } from '../contingency.ts'
import { chiSquareSurvival } from '../chiSquare.ts'
import { expectedInformation } from './expectedInformation.ts'

/** What the rows of a table tell about its columns. In nats. */
export type MutualInformation = {
  readonly plain: number // I = Σ p(i,j) ln(p(i,j) / p(i) p(j)); too high by about freedom / 2n
  readonly corrected: number // Miller 1955 and Madow: I − (occupied cells − rows − columns + 1) / 2n, not below 0
  readonly colEntropy: number // H = −Σ p(j) ln p(j)
  readonly normalised: number // corrected / H: the share of what there is to know about the column that the row tells; 0 when H = 0
  readonly adjusted: number // see adjustedInformation
  readonly g: number // the likelihood ratio 2 n I
  readonly freedom: number // (rows − 1)(columns − 1), of those that hold anybody
  readonly p: number // of G by χ²: chance of as much where rows and columns are independent; 1 without freedom
}

/** Throws a RangeError for an empty table. */
export function mutualInformationOf(table: Contingency): MutualInformation {
  const n = total(table)
  if (n === 0) throw new RangeError('There is nobody in the table.')
  const plain = plainInformation(table, n)
  const rows = occupied(table.rowSums)
  const cols = occupied(table.colSums)
  const corrected = Math.max(0, plain - (occupied(table.counts) - rows - cols + 1) / (2 * n))
  const colEntropy = entropy(table.colSums, n)
  const freedom = (rows - 1) * (cols - 1)
  const g = 2 * n * plain
  return {
    plain, corrected, colEntropy,
    normalised: colEntropy > 0 ? Math.min(1, corrected / colEntropy) : 0,
    adjusted: adjustedInformation(table),
    g, freedom,
    p: freedom === 0 ? 1 : chiSquareSurvival(g, freedom),
  }
}

/**
 * Adjusted mutual information (Vinh, Epps & Bailey 2010): (I − E[I]) / ((H(rows) + H(columns)) / 2 − E[I]) with the expectation over
 * tables of the same sums. 1 where each tells the other, about 0 by chance. 1 for one row and one column: as scikit-learn has it.
 */
function adjustedInformation(table: Contingency): number {
  const n = total(table)
  if (occupied(table.rowSums) === 1 && occupied(table.colSums) === 1) return 1
  const expected = expectedInformation(table.rowSums, table.colSums)
  const most = (entropy(table.rowSums, n) + entropy(table.colSums, n)) / 2
  const room = most - expected
  // Where every row is a column of its own there is no room, and rounding decides its sign.
  return (plainInformation(table, n) - expected) / (room < 0 ? Math.min(room, -Number.EPSILON) : Math.max(room, Number.EPSILON))
}

function plainInformation({ rows, cols, counts, rowSums, colSums }: Contingency, n: number): number {
  let sum = 0
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const count = counts[row * cols + col]
      if (count > 0) sum += (count / n) * Math.log((count / rowSums[row]) * (n / colSums[col]))
    }
  }
  return Math.max(0, sum)
}

function entropy(counts: Float64Array, n: number): number {
  return counts.reduce((sum, count) => (count > 0 ? sum + (count / n) * Math.log(n / count) : sum), 0)
}

function occupied(counts: Float64Array): number {
  return counts.reduce((number, count) => (count > 0 ? number + 1 : number), 0)
}

function total({ rowSums }: Contingency): number {
  return rowSums.reduce((sum, count) => sum + count, 0)
}
