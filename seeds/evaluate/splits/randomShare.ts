import { sampleWithout } from '../../../models/draws.ts'
import { groupRows, type Interactions } from '../../../models/interactions.ts'
import type { Rng } from '../../../models/rng.ts'
import { rowsWhere } from './itemsOf.ts'

export type Held = { readonly train: Interactions; readonly customers: Int32Array; readonly relevant: Set<number>[] }

/** A random share of each customer's rows, rounded down, is held out; customers with nothing held are not judged. */
export function randomShare(x: Interactions, share: number, rng: Rng): Held {
  return hold(x, (rows) => sampleWithout(rng, rows, Math.floor(share * rows)))
}

/** One random row of each customer with two or more is held out. */
export function randomOne(x: Interactions, rng: Rng): Held {
  return hold(x, (rows) => (rows < 2 ? new Int32Array(0) : sampleWithout(rng, rows, 1)))
}

function hold(x: Interactions, places: (rows: number) => Int32Array): Held {
  const { offsets, rows } = groupRows(x.customer, x.customers)
  const isHeld = new Uint8Array(x.customer.length)
  const customers: number[] = []
  const relevant: Set<number>[] = []
  for (let c = 0; c < x.customers; c++) {
    const held = Array.from(places(offsets[c + 1] - offsets[c]), (place) => rows[offsets[c] + place])
    if (held.length === 0) continue
    for (const row of held) isHeld[row] = 1
    customers.push(c)
    relevant.push(new Set(held.map((row) => x.item[row])))
  }
  return { train: rowsWhere(x, (row) => isHeld[row] === 0), customers: Int32Array.from(customers), relevant }
}
