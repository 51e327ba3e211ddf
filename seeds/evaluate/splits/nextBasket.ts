import { byCustomer, type Interactions } from '../../../models/interactions.ts'
import type { Problem } from '../problem.ts'
import { rowsWhere } from './itemsOf.ts'

/** The moment at which the last `share` of the time from the first row to the last begins. */
export function cutOf(x: Interactions, share: number): number {
  const first = x.at.reduce((a, b) => Math.min(a, b), Infinity)
  const last = x.at.reduce((a, b) => Math.max(a, b), -Infinity)
  return last - share * (last - first)
}

/**
 * Everything before the cut may be learned from; each customer with a purchase before and after it is judged by their first basket (the
 * rows of one moment) at or after it. Every item of x is ranked, those bought before too, those never seen before the cut too.
 */
export function nextBasket(x: Interactions, cut: number): Problem {
  const train = rowsWhere(x, (row) => x.at[row] < cut)
  const { offsets, rows } = byCustomer(x)
  const customers: number[] = []
  const relevant: Set<number>[] = []
  for (let c = 0; c < x.customers; c++) {
    const own = rows.subarray(offsets[c], offsets[c + 1])
    const first = own.find((row) => x.at[row] >= cut)
    if (first === undefined || x.at[own[0]] >= cut) continue
    customers.push(c)
    relevant.push(new Set(Array.from(own.filter((row) => x.at[row] === x.at[first]), (row) => x.item[row])))
  }
  return { given: { train, histories: train, now: cut }, cases: { customers: Int32Array.from(customers), relevant, masked: null, candidates: null } }
}
