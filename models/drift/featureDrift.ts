import { sampleWithout } from '../draws.ts'
import type { Matrix } from '../matrix.ts'
import type { Rng } from '../rng.ts'
import { binOf, binsIn, fitBins, type Bins } from './bins.ts'
import { psiOf, type Psi } from './psi.ts'

/** How many rows lie in each bin of each column: all that is kept of a window. */
export type BinCounts = readonly Float64Array[]

export type BinOptions = {
  /** Most bins with values, per column. */
  readonly bins: number
  /** Quantiles are taken from so many rows drawn; counts always come from all. */
  readonly sampleRows: number
}

const defaults: BinOptions = { bins: 10, sampleRows: 50_000 }

/** Bins for every column of the first window. x is n × d, NaN where there is no value. */
export function fitColumnBins(x: Matrix, rng: Rng, options: Partial<BinOptions> = {}): Bins[] {
  const { bins, sampleRows } = { ...defaults, ...options }
  const rows = sampleWithout(rng, x.rows, sampleRows)
  return Array.from({ length: x.cols }, (_, j) => fitBins(Float64Array.from(rows, (row) => x.data[row * x.cols + j]), bins))
}

export function emptyCounts(columns: readonly Bins[]): BinCounts {
  return columns.map((bins) => new Float64Array(binsIn(bins)))
}

/** Adds the rows of x to the counts: a window may come in pieces. Throws a RangeError when x has other columns. */
export function countRows(columns: readonly Bins[], counts: BinCounts, x: Matrix): void {
  if (x.cols !== columns.length) throw new RangeError(`The bins are of ${columns.length} columns, the rows have ${x.cols}.`)
  // Along the rows, as they lie in memory.
  for (let at = 0, j = 0; at < x.data.length; at++) {
    counts[j][binOf(columns[j], x.data[at])]++
    if (++j === x.cols) j = 0
  }
}

/** The drift of every column between two windows counted into the same bins; null for a column without people on one side. */
export function driftOf(before: BinCounts, now: BinCounts): (Psi | null)[] {
  if (before.length !== now.length) throw new RangeError(`${before.length} columns before, ${now.length} now.`)
  return before.map((counts, j) => psiOf(counts, now[j]))
}
