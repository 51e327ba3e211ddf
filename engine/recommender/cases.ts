import { sampleWithout } from '../../models/draws.ts'
import { selectInteractions, type Interactions } from '../../models/interactions.ts'
import type { Rng } from '../../models/rng.ts'
import { PURCHASE } from './behaviours.ts'

/**
 * A time split as serving lives it: the model knows what lies before the cut, and each case is a customer at the beginning of the first
 * visit after the cut in which they bought something. What they did until that moment may be used as their history; what they bought in
 * that visit is to be found. The visit itself is not known, or the model would be asked to guess what lies in the cart.
 */
export type Cases = {
  /** ms; every row of `known` lies before it. */
  readonly cut: number
  readonly known: Interactions
  /** Rows of the cases' customers before their moments. */
  readonly histories: Interactions
  readonly customers: Int32Array
  /** Per customer number (not per case): ms of the moment; the cut for customers that are no case. */
  readonly moments: Float64Array
  /** Per case: the items bought in the visit, repeats of earlier purchases included. */
  readonly bought: readonly ReadonlySet<number>[]
}

/** A pause this long ends a visit. */
const VISIT_GAP_MS = 30 * 60_000

type Visit = { moment: number; bought: Set<number> }

/**
 * Cases of [cut, until), at most `most`, drawn by rng. x must be in order of customer and time. Only items seen before the cut can be
 * found, so only they count; a customer who bought nothing else, or whose visit began before the cut, is no case.
 */
export function casesAt(x: Interactions, cut: number, until: number, most: number, rng: Rng): Cases {
  const known = selectInteractions(x, rowsWhere(x, (row) => x.at[row] < cut))
  const seen = new Uint8Array(x.items)
  for (const item of known.item) seen[item] = 1
  const visits = new Map<number, Visit>()
  for (let start = 0, end = 0; start < x.customer.length; start = end) {
    for (end = start; end < x.customer.length && x.customer[end] === x.customer[start];) end++
    const visit = firstPurchase(x, start, end, cut, until, seen)
    if (visit !== null) visits.set(x.customer[start], visit)
  }
  const all = Int32Array.from(visits.keys())
  const customers = Int32Array.from(sampleWithout(rng, all.length, most), (place) => all[place])
  const moments = new Float64Array(x.customers).fill(cut)
  const isCase = new Uint8Array(x.customers)
  const bought = Array.from(customers, (customer) => {
    const visit = visits.get(customer)
    isCase[customer] = 1
    moments[customer] = visit?.moment ?? cut
    return visit?.bought ?? new Set<number>()
  })
  const histories = selectInteractions(x, rowsWhere(x, (row) => isCase[x.customer[row]] === 1 && x.at[row] < moments[x.customer[row]]))
  return { cut, known, histories, customers, moments, bought }
}

function firstPurchase(x: Interactions, start: number, end: number, cut: number, until: number, seen: Uint8Array): Visit | null {
  let row = start
  while (row < end && (x.at[row] < cut || x.behaviour[row] !== PURCHASE)) row++
  if (row === end || x.at[row] >= until) return null
  let first = row
  while (first > start && x.at[first] - x.at[first - 1] <= VISIT_GAP_MS) first--
  if (x.at[first] < cut) return null
  const bought = new Set<number>()
  for (let k = row; k < end && (k === row || x.at[k] - x.at[k - 1] <= VISIT_GAP_MS); k++) {
    if (x.behaviour[k] === PURCHASE && x.at[k] < until && seen[x.item[k]] === 1) bought.add(x.item[k])
  }
  return bought.size === 0 ? null : { moment: x.at[first], bought }
}

/** At most n of the cases, drawn by rng. */
export function someCases(cases: Cases, n: number, rng: Rng): Cases {
  const places = sampleWithout(rng, cases.customers.length, n)
  return { ...cases, customers: Int32Array.from(places, (place) => cases.customers[place]), bought: Array.from(places, (place) => cases.bought[place]) }
}

/** What one customer bought of an item before. */
export type Owned = { readonly at: number; readonly times: number }

/** Per case: item → last purchase (ms) and how often. */
export function ownedItems(cases: Cases): ReadonlyMap<number, Owned>[] {
  const place = new Map(Array.from(cases.customers, (customer, at) => [customer, at]))
  const owned = Array.from(cases.customers, () => new Map<number, Owned>())
  const { histories } = cases
  for (let row = 0; row < histories.customer.length; row++) {
    const at = place.get(histories.customer[row])
    if (at === undefined || histories.behaviour[row] !== PURCHASE) continue
    const before = owned[at].get(histories.item[row])
    owned[at].set(histories.item[row], { at: Math.max(histories.at[row], before?.at ?? -Infinity), times: (before?.times ?? 0) + 1 })
  }
  return owned
}

function rowsWhere(x: Interactions, keep: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(x.customer.length)
  let n = 0
  for (let row = 0; row < rows.length; row++) if (keep(row)) rows[n++] = row
  return rows.slice(0, n)
}
