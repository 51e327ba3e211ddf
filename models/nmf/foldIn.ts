import { createMatrix, type Matrix } from '../matrix.ts'
import type { SparseMatrix } from '../svd/sharedMatrix.ts'
import { descend } from './descend.ts'
import type { Nmf } from './fitNmf.ts'
import { nonNegativeRows } from './nonNegative.ts'

/** Until a pass moves the weights by 10⁻⁹ of what the first did: what follows is less than their rounding to float32. */
const passes = 10_000
const stop = 1e-9

/** The weights of each row, n × rank: w ≥ 0 of least ‖x − wH‖², found from 0. A row alone gets what it gets among others; a row of zeros gets zeros. */
export function foldInAll({ h, gram }: Pick<Nmf, 'h' | 'gram'>, x: SparseMatrix | Matrix): Matrix {
  const { rows, columns, offsets, index, values } = nonNegativeRows(x)
  const { rows: rank, cols: d } = h
  if (columns !== d) throw new RangeError(`The model has ${d} columns, the rows have ${columns}.`)
  const weights = createMatrix(rows, rank)
  const a = new Float64Array(rank)
  const w = new Float64Array(rank)
  for (let i = 0; i < rows; i++) {
    a.fill(0)
    for (let e = offsets[i]; e < offsets[i + 1]; e++) for (let k = 0; k < rank; k++) a[k] += values[e] * h.data[k * d + index[e]]
    w.fill(0)
    descend(w, 0, a, 0, gram, rank, passes, stop)
    weights.data.set(w, i * rank)
  }
  return weights
}

/** The weights of one row of d numbers: length rank. */
export function foldIn(model: Pick<Nmf, 'h' | 'gram'>, row: Float32Array): Float32Array {
  return foldInAll(model, { rows: 1, cols: row.length, data: row }).data
}
