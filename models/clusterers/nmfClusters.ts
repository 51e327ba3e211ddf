import { requireClusterable } from '../clusterable.ts'
import { sampleWithout } from '../draws.ts'
import { addRow, createMoments, momentsOfRest } from '../groupMoments.ts'
import { createMatrix, selectRows, type Matrix } from '../matrix.ts'
import { fitNmf, type Nmf, type NmfOptions } from '../nmf/fitNmf.ts'
import { foldInAll } from '../nmf/foldIn.ts'
import type { Rng } from '../rng.ts'
import { fromWeights, type SoftAssignment } from '../softAssign.ts'
import { columnRanges } from './columnRanges.ts'

export type NmfClusters = {
  readonly nmf: Nmf // rank k, of 2 d columns
  readonly low: Float32Array // d, least of each column of the rows fitted to
  readonly high: Float32Array // d, greatest
  readonly centres: Matrix // k × d, means of the rows fitted to by label; of all rows where nobody has it
}

/** Components are found on at most so many rows, as the starts of k-means are, and less exactly than parts of a taste need. */
const sampleRows = 20_000
const grouping: Partial<NmfOptions> = { tolerance: 1e-4 }

/**
 * Groups as parts: a row is a mix of k components and belongs where most of it comes from. The components are of 2 d columns,
 * how far above the least and how far below the greatest value of each column. Shifted by the least alone, a group that is low everywhere is
 * next to nothing and belongs nowhere (bench/groupers.ts has both). So all rows have the same sum, and weights are shares of a whole row.
 *
 * Finds extremes rather than means: behind k-means where groups overlap. x is n × d; its extremes set the scale, so winsorise
 * first. Throws as fitKMeans does.
 */
export function fitNmfClusters(x: Matrix, k: number, rng: Rng, options: Partial<NmfOptions> = {}): NmfClusters {
  requireClusterable(x, k)
  const { low, high } = columnRanges(x)
  const sample = x.rows > sampleRows ? selectRows(x, sampleWithout(rng, x.rows, sampleRows)) : x
  const nmf = fitNmf(aboveAndBelow(sample, low, high), k, rng, { ...grouping, ...options })
  return { nmf, low, high, centres: meansByLabel(x, assignNmfClusters({ nmf, low, high }, x).labels, k) }
}

/** A row beyond the range of a column counts as on its edge. */
export function assignNmfClusters({ nmf, low, high }: Pick<NmfClusters, 'nmf' | 'low' | 'high'>, x: Matrix): SoftAssignment {
  if (low.length !== x.cols) throw new RangeError(`The model has ${low.length} columns, the rows have ${x.cols}.`)
  return fromWeights(foldInAll(nmf, aboveAndBelow(x, low, high)))
}

/** n × 2 d: x − low and high − x, not below 0. */
function aboveAndBelow({ rows, cols: d, data }: Matrix, low: Float32Array, high: Float32Array): Matrix {
  const both = createMatrix(rows, 2 * d)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < d; j++) {
      const value = Math.min(Math.max(data[i * d + j], low[j]), high[j])
      both.data[2 * i * d + j] = value - low[j]
      both.data[2 * i * d + d + j] = high[j] - value
    }
  }
  return both
}

function meansByLabel(x: Matrix, labels: Int32Array, k: number): Matrix {
  const moments = createMoments(k, x.cols)
  labels.forEach((label, i) => { addRow(moments, label, x.data, i * x.cols) })
  const means = createMatrix(k, x.cols)
  for (let at = 0; at < means.data.length; at++) {
    const empty = moments.count[at] === 0
    means.data[at] = empty ? momentsOfRest(moments, Math.floor(at / x.cols), at % x.cols).mean : moments.mean[at]
  }
  return means
}
