import { byCustomer } from './interactions.ts'
import type { Interactions } from './interactions.ts'

/**
 * What one behaviour says about an item: as the cause of a recommendation (source) and as its aim (target).
 * For lists that should lead to purchases a view is a good source and a weak target. A return is negative.
 */
export type BehaviourWeight = { readonly source: number; readonly target: number }

export type StrengthOptions = {
  /** By behaviour code; a code beyond the end counts for nothing. */
  readonly behaviours: readonly BehaviourWeight[]
  /** An interaction this old counts half; null switches the decay off. */
  readonly halfLifeDays: number | null
  /** Only the most recent so many items of a customer are kept: pairs grow with the square. */
  readonly maxHistory: number
}

/** One entry per customer and item: entries of customer c are offsets[c] .. offsets[c+1), oldest first. */
export type CustomerItems = {
  readonly customers: number
  readonly items: number
  readonly offsets: Int32Array
  readonly item: Int32Array
  readonly source: Float32Array
  readonly target: Float32Array
  readonly at: Float64Array // last interaction, ms
}

export const dayMs = 86_400_000

/**
 * Folds interactions into strengths: s = f(Σ w_b · weight · 2^(−age / half life)), f(x) = log₂(1 + x) for x ≥ 0 and x
 * below: ten views are not ten times one view, and one behaviour of weight 1 today is 1. Ages are relative to `now`,
 * one moment for all or one per customer; rows later than it are refused by a RangeError: they would leak the future.
 */
export function foldStrengths(x: Interactions, options: StrengthOptions, now: number | Float64Array): CustomerItems {
  const { offsets: ends, rows } = byCustomer(x)
  const n = rows.length
  const out = { item: new Int32Array(n), source: new Float32Array(n), target: new Float32Array(n), at: new Float64Array(n) }
  const offsets = new Int32Array(x.customers + 1)
  const decay = options.halfLifeDays === null ? 0 : Math.LN2 / (options.halfLifeDays * dayMs)
  const placeOf = new Int32Array(x.items).fill(-1) // entry of the item in this customer's run
  let size = 0
  for (let c = 0; c < x.customers; c++) {
    const start = size
    const moment = typeof now === 'number' ? now : now[c]
    // Newest first, so that the cap keeps the most recent items and `at` is the last interaction.
    for (let k = ends[c + 1] - 1; k >= ends[c]; k--) {
      const r = rows[k]
      const behaviour = options.behaviours[x.behaviour[r]]
      if (behaviour === undefined) continue
      if (x.at[r] > moment) throw new RangeError(`Interaction ${r} lies after the moment of the fit.`)
      const item = x.item[r]
      if (placeOf[item] < 0) {
        if (size - start >= options.maxHistory) continue
        placeOf[item] = size
        out.item[size] = item
        out.at[size++] = x.at[r]
      }
      const factor = (x.weight?.[r] ?? 1) * Math.exp(decay * (x.at[r] - moment))
      out.source[placeOf[item]] += behaviour.source * factor
      out.target[placeOf[item]] += behaviour.target * factor
    }
    reverse(out, start, size)
    for (let k = start; k < size; k++) {
      placeOf[out.item[k]] = -1
      out.source[k] = damp(out.source[k])
      out.target[k] = damp(out.target[k])
    }
    offsets[c + 1] = size
  }
  return {
    customers: x.customers,
    items: x.items,
    offsets,
    item: out.item.slice(0, size),
    source: out.source.slice(0, size),
    target: out.target.slice(0, size),
    at: out.at.slice(0, size),
  }
}

function damp(sum: number): number {
  return sum > 0 ? Math.log2(1 + sum) : sum
}

type Columns = { item: Int32Array; source: Float32Array; target: Float32Array; at: Float64Array }

function reverse(columns: Columns, start: number, end: number): void {
  columns.item.subarray(start, end).reverse()
  columns.source.subarray(start, end).reverse()
  columns.target.subarray(start, end).reverse()
  columns.at.subarray(start, end).reverse()
}

/** One customer's items as scoreLists takes them. */
export type History = { readonly items: Int32Array; readonly weights: Float32Array }

/** The customer's items with their source strengths; those of no or negative strength (returned) are left out. */
export function historyOf(x: CustomerItems, customer: number): History {
  const items: number[] = []
  const weights: number[] = []
  for (let k = x.offsets[customer]; k < x.offsets[customer + 1]; k++) {
    if (x.source[k] <= 0) continue
    items.push(x.item[k])
    weights.push(x.source[k])
  }
  return { items: Int32Array.from(items), weights: Float32Array.from(weights) }
}
