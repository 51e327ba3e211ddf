import type { Cases, Given, Problem } from '../problem.ts'
import { itemsOf } from './itemsOf.ts'

/** Everyone's held items are to be found among all items but those of their own history. */
export function collaborative(given: Given, customers: Int32Array, relevant: Cases['relevant']): Problem {
  const own = itemsOf(given.histories)
  return { given, cases: { customers, relevant, masked: (at) => own(customers[at]), candidates: null } }
}

/** The customers with something to be found, and what. */
export function judgedBy(wanted: (customer: number) => Int32Array, customers: number): { customers: Int32Array; relevant: Set<number>[] } {
  const judged = Int32Array.from({ length: customers }, (_, customer) => customer).filter((customer) => wanted(customer).length > 0)
  return { customers: judged, relevant: Array.from(judged, (customer) => new Set(wanted(customer))) }
}
