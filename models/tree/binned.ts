import { countBelow } from '../countBelow.ts'
import type { Matrix } from '../matrix.ts'
import { candidateThresholds } from './thresholds.ts'

/** Every value as the number of its column's thresholds below it, which is all that a split can ask: n × d bytes. */
export type Binned = {
  readonly rows: number
  readonly cols: number
  readonly thresholds: readonly Float64Array[] // per column, ascending
  readonly bins: Uint8Array // row major; `missing` for NaN
  readonly missing: number // above every other bin
}

const mostCandidates = 254

/** Thresholds come from the rows named, bins are of all rows. Throws a RangeError for more than 254 candidates or an infinite value. */
export function binColumns(x: Matrix, sample: ArrayLike<number>, candidates: number): Binned {
  if (!(candidates >= 1 && candidates <= mostCandidates)) throw new RangeError(`${candidates} candidate thresholds; 1 to ${mostCandidates} fit in a byte.`)
  const { rows, cols, data } = x
  const thresholds = Array.from({ length: cols }, (_, j) => {
    const known = Float32Array.from(sample, (row) => data[row * cols + j]).filter((value) => !Number.isNaN(value)).sort()
    if (known.length > 0 && !Number.isFinite(known[0] + known[known.length - 1])) throw new RangeError(`Column ${j} holds an infinite value; say NaN where there is none.`)
    return candidateThresholds(known, candidates)
  })
  const missing = candidates + 1
  const bins = new Uint8Array(rows * cols)
  for (let at = 0, j = 0; at < bins.length; at++) {
    bins[at] = Number.isNaN(data[at]) ? missing : countBelow(thresholds[j], data[at])
    if (++j === cols) j = 0
  }
  return { rows, cols, thresholds, bins, missing }
}
