import { byCustomer, type Interactions } from '../../../models/interactions.ts'
import { rowsWhere } from './itemsOf.ts'

/**
 * The last item of a behaviour of each customer, taken out of all rows of that customer; the rest stays. A customer with no rows of
 * another item keeps all of them and is not among the last. Of equal times the higher item is the last.
 */
export function lastOfCustomer(x: Interactions, behaviour: number): { train: Interactions; last: (readonly [customer: number, item: number])[] } {
  const { offsets, rows } = byCustomer(x)
  const held = new Int32Array(x.customers).fill(-1)
  const last: (readonly [number, number])[] = []
  for (let c = 0; c < x.customers; c++) {
    const own = rows.subarray(offsets[c], offsets[c + 1])
    const row = own.findLast((each) => x.behaviour[each] === behaviour)
    if (row === undefined) continue
    const item = x.item[row]
    if (own.every((each) => x.item[each] === item)) continue
    held[c] = item
    last.push([c, item])
  }
  return { train: rowsWhere(x, (row) => held[x.customer[row]] !== x.item[row]), last }
}
