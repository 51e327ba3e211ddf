/** rows × cols numbers, row major: element (i, j) is data[i · cols + j]. */
export type Matrix = {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array
}

/** Zeros. */
export function createMatrix(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float32Array(rows * cols) }
}

/** Throws a RangeError when the rows differ in length. No rows gives 0 × 0. */
export function fromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const cols = rows[0]?.length ?? 0
  const matrix = createMatrix(rows.length, cols)
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new RangeError(`Row ${i} has ${row.length} values, row 0 has ${cols}.`)
    matrix.data.set(row, i * cols)
  })
  return matrix
}

/** A view of row i, not a copy: writing to it writes to the matrix. */
export function rowOf(x: Matrix, i: number): Float32Array {
  return x.data.subarray(i * x.cols, (i + 1) * x.cols)
}

/** A copy of the rows named by indices, in that order; a row may be named more than once. */
export function selectRows(x: Matrix, indices: ArrayLike<number>): Matrix {
  const selected = createMatrix(indices.length, x.cols)
  for (let i = 0; i < indices.length; i++) selected.data.set(rowOf(x, indices[i]), i * x.cols)
  return selected
}
