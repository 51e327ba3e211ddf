import { byCustomer, type Interactions } from '../../models/interactions.ts'
import { recentHistory } from '../../models/sessions/recentHistory.ts'
import { foldStrengths, historyOf, type CustomerItems, type History } from '../../models/strengths.ts'
import { isStep } from './behaviours.ts'
import type { Reading, Readings } from './recipe.ts'

/** What customers did until their moments, read in each way. */
export type Histories = { readonly taste: CustomerItems; readonly own: CustomerItems; readonly order: (customer: number) => History }

/** now: ms, one moment for all or one per customer; no row may lie after it. */
export function readHistories(x: Interactions, readings: Readings, now: number | Float64Array): Histories {
  const { offsets, rows } = byCustomer(x)
  let own: CustomerItems | null = null
  return {
    taste: foldStrengths(x, readings.taste, now),
    // Not every model listens to it, and a decision waits for it.
    get own() { return own ??= foldStrengths(x, readings.own, now) },
    order: (customer) => {
      const order: number[] = []
      for (let k = offsets[customer]; k < offsets[customer + 1]; k++) if (isStep(x.behaviour[rows[k]])) order.push(x.item[rows[k]])
      return recentHistory(order, readings.order.steps)
    },
  }
}

/** The items that one reading finds in a customer's history, with what each counts. */
export function historyIn(histories: Histories, reading: Reading, customer: number): History {
  return reading === 'order' ? histories.order(customer) : historyOf(histories[reading], customer)
}

/** Σ of the strengths of what a customer did, at least a twentieth of one purchase. */
export function massOf({ taste }: Histories, customer: number): number {
  let mass = 0
  for (let k = taste.offsets[customer]; k < taste.offsets[customer + 1]; k++) mass += Math.max(0, taste.source[k])
  return Math.max(0.05, mass)
}
