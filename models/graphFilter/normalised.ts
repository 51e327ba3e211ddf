import type { CustomerItems } from '../strengths.ts'
import type { SparseMatrix } from '../svd/sharedMatrix.ts'

/** R̃ = D_u^−½ R D_i^−½ (customers × items) with the degrees of its items; its largest singular value is 1. */
export type Normalised = { readonly matrix: SparseMatrix; readonly degrees: Float64Array }

/** R holds the source strengths of customers for items; those that are not positive (returned) are left out. Degrees are sums of strengths. */
export function normalise(x: CustomerItems): Normalised {
  const offsets = new Int32Array(x.customers + 1)
  const degrees = new Float64Array(x.items)
  const ofCustomer = new Float64Array(x.customers)
  let size = 0
  for (let c = 0; c < x.customers; c++) {
    for (let k = x.offsets[c]; k < x.offsets[c + 1]; k++) {
      if (x.source[k] <= 0) continue
      size++
      degrees[x.item[k]] += x.source[k]
      ofCustomer[c] += x.source[k]
    }
    offsets[c + 1] = size
  }
  const index = new Int32Array(size)
  const values = new Float32Array(size)
  let e = 0
  for (let c = 0; c < x.customers; c++) {
    for (let k = x.offsets[c]; k < x.offsets[c + 1]; k++) {
      if (x.source[k] <= 0) continue
      index[e] = x.item[k]
      values[e++] = x.source[k] / Math.sqrt(ofCustomer[c] * degrees[x.item[k]])
    }
  }
  return { matrix: { rows: x.customers, columns: x.items, offsets, index, values }, degrees }
}
