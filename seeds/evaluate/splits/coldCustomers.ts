import { sampleWithout } from '../../../models/draws.ts'
import { byCustomer, selectInteractions, type Interactions } from '../../../models/interactions.ts'
import type { Rng } from '../../../models/rng.ts'
import type { Problem } from '../problem.ts'
import { rowsWhere } from './itemsOf.ts'

/** The most items that a newcomer is known by; what comes after them is asked for, however few of them are known. */
export const MOST_KNOWN = 5

/**
 * A random share of the customers is nowhere in the training. Those of them with more than five items are judged by what they took up after
 * the first five, with the first `known` of the five as history; none of the five is ranked, so that the question is the same for any `known`.
 */
export function coldCustomers(x: Interactions, place: Int32Array | null, known: number, share: number, rng: Rng): Problem {
  const isCold = new Uint8Array(x.customers)
  const present = Int32Array.from(new Set(x.customer)).sort()
  for (const at of sampleWithout(rng, present.length, Math.round(share * present.length))) isCold[present[at]] = 1
  const { offsets, rows } = byCustomer(x)
  const customers: number[] = []
  const relevant: Set<number>[] = []
  const first: Int32Array[] = []
  const history: number[] = []
  for (let customer = 0; customer < x.customers; customer++) {
    if (isCold[customer] === 0) continue
    const firstRow = new Map<number, number>()
    for (const row of rows.subarray(offsets[customer], offsets[customer + 1])) if (!firstRow.has(x.item[row])) firstRow.set(x.item[row], row)
    if (firstRow.size <= MOST_KNOWN) continue
    const items = [...firstRow.keys()]
    customers.push(customer)
    relevant.push(new Set(items.slice(MOST_KNOWN)))
    first.push(Int32Array.from(items.slice(0, MOST_KNOWN)))
    history.push(...[...firstRow.values()].slice(0, known))
  }
  return {
    given: {
      train: rowsWhere(x, (row) => isCold[x.customer[row]] === 0), histories: selectInteractions(x, Int32Array.from(history)),
      now: x.at.reduce((a, b) => Math.max(a, b), -Infinity), ...(place === null ? {} : { place }),
    },
    cases: { customers: Int32Array.from(customers), relevant, masked: (at) => first[at], candidates: null },
  }
}
