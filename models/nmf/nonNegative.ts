import type { Matrix } from '../matrix.ts'
import type { SparseMatrix } from '../svd/sharedMatrix.ts'

/** The matrix in compressed rows, without its zeros. Throws a RangeError for a value that is negative or not finite. */
export function nonNegativeRows(x: SparseMatrix | Matrix): SparseMatrix {
  const sparse = 'offsets' in x ? x : compressed(x)
  const bad = sparse.values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (bad >= 0) {
    const row = sparse.offsets.findIndex((end) => end > bad) - 1
    throw new RangeError(`Row ${row}, column ${sparse.index[bad]} is ${sparse.values[bad]}: non-negative matrix factorisation takes finite numbers ≥ 0.`)
  }
  return sparse
}

function compressed({ rows, cols, data }: Matrix): SparseMatrix {
  const offsets = new Int32Array(rows + 1)
  let entries = 0
  for (let i = 0; i < rows; i++) {
    for (let at = i * cols; at < (i + 1) * cols; at++) if (data[at] !== 0) entries++
    offsets[i + 1] = entries
  }
  const [index, values] = [new Int32Array(entries), new Float32Array(entries)]
  let e = 0
  for (let at = 0; at < data.length; at++) {
    if (data[at] === 0) continue
    index[e] = at % cols
    values[e++] = data[at]
  }
  return { rows, columns: cols, offsets, index, values }
}
