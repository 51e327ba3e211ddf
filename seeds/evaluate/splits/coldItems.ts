import { sampleWithout } from '../../../models/draws.ts'
import { groupRows, type Interactions } from '../../../models/interactions.ts'
import type { Rng } from '../../../models/rng.ts'
import type { Given, Problem } from '../problem.ts'
import { itemsOf, rowsWhere } from './itemsOf.ts'

type Parts = { readonly given: Given; readonly cold: Int32Array; readonly customers: Int32Array; readonly relevant: readonly Set<number>[] }

/**
 * A random share of the items is nowhere in the training; everyone with such an item and a history of others is judged by them, ranked among
 * the cold items alone.
 */
export function amongCold(x: Interactions, attributes: Given['attributes'], share: number, rng: Rng): Problem {
  const { given, cold, customers, relevant } = part(x, attributes, drawn(x, share, rng), () => false)
  return { given, cases: { customers, relevant, masked: null, candidates: () => cold } }
}

/**
 * As above, and the same share of each customer's other items is held out too: judged by both, ranked among all items of x but those of the
 * history. Who places cold items too high loses what is warm.
 */
export function amongAll(x: Interactions, attributes: Given['attributes'], share: number, rng: Rng): Problem {
  const cold = drawn(x, share, rng)
  const held = new Set<number>()
  const own = itemsOf(x)
  for (let customer = 0; customer < x.customers; customer++) {
    const warm = [...new Set(own(customer))].filter((item) => cold[item] === 0)
    for (const item of warm.slice(1)) if (rng() < share) held.add(customer * x.items + item)
  }
  const { given, customers, relevant } = part(x, attributes, cold, (row) => held.has(x.customer[row] * x.items + x.item[row]))
  const seen = new Set(itemsSeen(x))
  const unseen = Array.from({ length: x.items }, (_, item) => item).filter((item) => !seen.has(item))
  const history = itemsOf(given.histories)
  const masked = (at: number): Int32Array => Int32Array.from([...history(customers[at]), ...unseen])
  return { given, cases: { customers, relevant, masked, candidates: null } }
}

/** Of the items of x: those that somebody had, as a training part may lack what a test part holds. */
function drawn(x: Interactions, share: number, rng: Rng): Uint8Array {
  const cold = new Uint8Array(x.items)
  const seen = itemsSeen(x)
  for (const place of sampleWithout(rng, seen.length, Math.round(share * seen.length))) cold[seen[place]] = 1
  return cold
}

function itemsSeen(x: Interactions): Int32Array {
  return Int32Array.from(new Set(x.item)).sort()
}

function part(x: Interactions, attributes: Given['attributes'], cold: Uint8Array, held: (row: number) => boolean): Parts {
  const out = (row: number): boolean => cold[x.item[row]] === 1 || held(row)
  const train = rowsWhere(x, (row) => !out(row))
  const { offsets, rows } = groupRows(x.customer, x.customers)
  const customers: number[] = []
  const relevant: Set<number>[] = []
  for (let customer = 0; customer < x.customers; customer++) {
    const own = rows.subarray(offsets[customer], offsets[customer + 1])
    const wanted = new Set(Array.from(own.filter(out), (row) => x.item[row]))
    if (wanted.size === 0 || own.every(out)) continue
    customers.push(customer)
    relevant.push(wanted)
  }
  const now = x.at.reduce((a, b) => Math.max(a, b), -Infinity)
  return { given: { train, histories: train, now, attributes }, cold: Int32Array.from(cold.keys()).filter((item) => cold[item] === 1), customers: Int32Array.from(customers), relevant }
}
