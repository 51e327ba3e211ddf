import type { CustomerItems } from '../strengths.ts'
import type { SparseMatrix } from '../svd/sharedMatrix.ts'

/** Customers × items with the source strengths; those that are not positive (returned) are left out. */
export function strengthMatrix(x: CustomerItems): SparseMatrix {
  const kept = x.source.reduce((n, strength) => n + (strength > 0 ? 1 : 0), 0)
  const matrix = { rows: x.customers, columns: x.items, offsets: new Int32Array(x.customers + 1), index: new Int32Array(kept), values: new Float32Array(kept) }
  let size = 0
  for (let c = 0; c < x.customers; c++) {
    for (let k = x.offsets[c]; k < x.offsets[c + 1]; k++) {
      if (x.source[k] <= 0) continue
      matrix.index[size] = x.item[k]
      matrix.values[size++] = x.source[k]
    }
    matrix.offsets[c + 1] = size
  }
  return matrix
}
