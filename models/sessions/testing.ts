import type { Interactions } from '../interactions.ts'
import type { TransitionOptions } from './transitions.ts'

export const minuteMs = 60_000

/** One behaviour; visit v is customer v, its events a minute apart, each visit an hour after the last. */
export function visitsOf(visits: readonly (readonly number[])[], items: number): Interactions {
  const rows = visits.flatMap((visit, customer) => visit.map((item, k) => ({ customer, item, at: customer * 60 * minuteMs + k * minuteMs })))
  return {
    customers: visits.length,
    items,
    customer: Int32Array.from(rows, (row) => row.customer),
    item: Int32Array.from(rows, (row) => row.item),
    behaviour: new Uint8Array(rows.length),
    at: Float64Array.from(rows, (row) => row.at),
  }
}

export const plainTransitions: TransitionOptions = {
  behaviours: [{ source: 1, target: 1 }],
  halfLifeDays: null,
  pauseHours: null,
  steps: 1,
  backward: 0,
  rowExponent: 0,
  columnExponent: 0,
  shrinkage: 0,
  selfWeight: 0,
  topK: 1000,
}
