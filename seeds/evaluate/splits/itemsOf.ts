import { groupRows, selectInteractions, type Interactions } from '../../../models/interactions.ts'

/** The items of a customer's rows, repeats included. */
export function itemsOf(x: Interactions): (customer: number) => Int32Array {
  const { offsets, rows } = groupRows(x.customer, x.customers)
  const items = rows.map((row) => x.item[row])
  return (customer) => items.subarray(offsets[customer], offsets[customer + 1])
}

export function rowsWhere(x: Interactions, keep: (row: number) => boolean): Interactions {
  const rows = new Int32Array(x.customer.length)
  let n = 0
  for (let row = 0; row < rows.length; row++) if (keep(row)) rows[n++] = row
  return selectInteractions(x, rows.slice(0, n))
}
