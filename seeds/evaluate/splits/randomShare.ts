import { sampleWithout } from '../../../models/draws.ts'
import { groupRows, type Interactions } from '../../../models/interactions.ts'
import type { Rng } from '../../../models/rng.ts'
import { rowsWhere } from './itemsOf.ts'

export type Held = { readonly train: Interactions; readonly customers: Int32Array; readonly relevant: Set<number>[] }

/** A random share of each customer's rows, rounded down, is held out; customers with nothing held are not judged. */
export function randomShare(x: Interactions, share: number, rng: Rng): Held {
  return hold(x, groupRows(x.customer, x.customers), (rows) => sampleWithout(rng, rows, Math.floor(share * rows)))
}

/** A random share of each item's rows, rounded down, is held out. */
export function randomShareOfItems(x: Interactions, share: number, rng: Rng): Held {
  return hold(x, groupRows(x.item, x.items), (rows) => sampleWithout(rng, rows, Math.floor(share * rows)))
}

/** One random row of each customer with two or more is held out. */
export function randomOne(x: Interactions, rng: Rng): Held {
  return hold(x, groupRows(x.customer, x.customers), (rows) => (rows < 2 ? new Int32Array(0) : sampleWithout(rng, rows, 1)))
}

/** Holds out the rows at the places that are named for each group of rows. */
function hold(x: Interactions, { offsets, rows }: { readonly offsets: Int32Array; readonly rows: Int32Array }, places: (rows: number) => Int32Array): Held {
  const isHeld = new Uint8Array(x.customer.length)
  for (let group = 0; group + 1 < offsets.length; group++) {
    for (const place of places(offsets[group + 1] - offsets[group])) isHeld[rows[offsets[group] + place]] = 1
  }
  const wanted: (Set<number> | undefined)[] = Array.from({ length: x.customers })
  for (let row = 0; row < isHeld.length; row++) if (isHeld[row] === 1) (wanted[x.customer[row]] ??= new Set()).add(x.item[row])
  const customers = Int32Array.from(wanted.keys()).filter((customer) => wanted[customer] !== undefined)
  return { train: rowsWhere(x, (row) => isHeld[row] === 0), customers, relevant: Array.from(customers, (customer) => wanted[customer] ?? new Set()) }
}
