import type { Arena } from '../parallel/arena.ts'
import type { SharedRows } from '../parallel/spmmRows.ts'

/** A sparse matrix in compressed rows: entries of row r are offsets[r] .. offsets[r+1). */
export type SparseMatrix = {
  readonly rows: number
  readonly columns: number
  readonly offsets: Int32Array
  readonly index: Int32Array
  readonly values: Float32Array
}

/** A sparse matrix and its transpose in the shared memory. */
export type SharedSparse = { readonly rows: number; readonly columns: number; readonly forward: SharedRows; readonly backward: SharedRows }

export function transpose({ rows, columns, offsets, index, values }: SparseMatrix): SparseMatrix {
  const to = { rows: columns, columns: rows, offsets: new Int32Array(columns + 1), index: new Int32Array(index.length), values: new Float32Array(index.length) }
  for (let e = 0; e < index.length; e++) to.offsets[index[e] + 1]++
  for (let c = 0; c < columns; c++) to.offsets[c + 1] += to.offsets[c]
  const next = to.offsets.slice(0, columns)
  for (let r = 0; r < rows; r++) {
    for (let e = offsets[r]; e < offsets[r + 1]; e++) {
      const place = next[index[e]]++
      to.index[place] = r
      to.values[place] = values[e]
    }
  }
  return to
}

export function share(arena: Arena, matrix: SparseMatrix): SharedSparse {
  return { rows: matrix.rows, columns: matrix.columns, forward: place(arena, matrix), backward: place(arena, transpose(matrix)) }
}

/** Copies the rows into the shared memory. */
export function place(arena: Arena, { rows, offsets, index, values }: SparseMatrix): SharedRows {
  const at = { offsets: arena.ints(offsets.length), index: arena.ints(index.length), values: arena.floats(values.length) }
  at.offsets.set(offsets)
  at.index.set(index)
  at.values.set(values)
  return { rows, offsets: at.offsets.byteOffset, index: at.index.byteOffset, values: at.values.byteOffset }
}
