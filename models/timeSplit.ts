import { byCustomer, selectInteractions } from './interactions.ts'
import type { Interactions } from './interactions.ts'

/** What a model may learn from, and what it is judged by. */
export type Split = { readonly train: Interactions; readonly test: Interactions }

/** Rows before `cut` (ms) train, rows at or after it test. */
export function splitAt(x: Interactions, cut: number): Split {
  return splitRows(x, (row) => x.at[row] >= cut)
}

/**
 * The last basket of each customer tests: the rows of `behaviour` within `basketMs` of the customer's last such row.
 * Every other row of that customer from the basket's beginning on is in neither part, because it may come after.
 * Customers with fewer than two baskets keep all their rows in training.
 */
export function splitLastBasket(x: Interactions, behaviour: number, basketMs: number): Split {
  const { offsets, rows } = byCustomer(x)
  const part = new Int8Array(x.customer.length) // 0 train, 1 test, 2 neither
  for (let c = 0; c < x.customers; c++) {
    const own = rows.subarray(offsets[c], offsets[c + 1])
    const bought = own.filter((row) => x.behaviour[row] === behaviour)
    if (bought.length === 0) continue
    const last = x.at[bought[bought.length - 1]]
    const basket = bought.filter((row) => x.at[row] >= last - basketMs)
    if (basket.length === bought.length) continue
    const start = x.at[basket[0]]
    for (const row of own) if (x.at[row] >= start) part[row] = 2
    for (const row of basket) part[row] = 1
  }
  return { train: rowsWhere(x, (row) => part[row] === 0), test: rowsWhere(x, (row) => part[row] === 1) }
}

/**
 * A cut inside the window so that about `share` of the rows of `behaviour` lie at or after it: validation for choosing
 * settings without the test set. Null when there are none, or when they all carry one time and nothing would be left to train on.
 */
export function chooseCut(x: Interactions, behaviour: number, share: number): number | null {
  const times = x.at.filter((_, row) => x.behaviour[row] === behaviour).sort()
  if (times.length === 0) return null
  const cut = times[Math.min(times.length - 1, Math.floor((1 - share) * times.length))]
  return cut > times[0] ? cut : null
}

function splitRows(x: Interactions, isTest: (row: number) => boolean): Split {
  return { train: rowsWhere(x, (row) => !isTest(row)), test: rowsWhere(x, isTest) }
}

function rowsWhere(x: Interactions, keep: (row: number) => boolean): Interactions {
  const rows: number[] = []
  for (let row = 0; row < x.customer.length; row++) if (keep(row)) rows.push(row)
  return selectInteractions(x, Int32Array.from(rows))
}
