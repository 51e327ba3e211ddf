import type { Interactions } from './interactions.ts'
import { dayMs } from './strengths.ts'

export type PopularityOptions = {
  /** By behaviour code; a code beyond the end counts for nothing. */
  readonly behaviours: readonly number[]
  /** An interaction this old counts half; null switches the decay off. */
  readonly halfLifeDays: number | null
}

/** Decayed mass per item (length items), relative to `now` in ms. Rows later than now are not counted. */
export function popularity(x: Interactions, options: PopularityOptions, now: number): Float64Array {
  const mass = new Float64Array(x.items)
  eachMass(x, options, now, (row, value) => { mass[x.item[row]] += value })
  return mass
}

/** Shares per group of customers: share of group g for item i is shares[g · items + i]; each group sums to 1. */
export type GroupPopularity = { readonly groups: number; readonly items: number; readonly shares: Float32Array }

/**
 * p_gi = (m_gi + κ·p_i) / (Σᵢ m_gi + κ), p_i the share over all: a group of little mass looks like everyone, a large
 * one like itself. groupOf is the group per customer (0..groups−1; −1 for none, who counts only towards all).
 * Negative mass (returns) counts as 0. Null when nobody did anything that counts: there is no share of nothing.
 */
export function popularityByGroup(
  x: Interactions,
  groupOf: Int32Array,
  groups: number,
  kappa: number,
  options: PopularityOptions,
  now: number,
): GroupPopularity | null {
  const mass = new Float64Array(groups * x.items)
  const all = new Float64Array(x.items)
  eachMass(x, options, now, (row, value) => {
    const group = groupOf[x.customer[row]]
    all[x.item[row]] += value
    if (group >= 0) mass[group * x.items + x.item[row]] += value
  })
  const total = positiveSum(all)
  if (total === 0) return null
  const shares = new Float32Array(groups * x.items)
  for (let g = 0; g < groups; g++) {
    const own = mass.subarray(g * x.items, (g + 1) * x.items)
    const ownTotal = positiveSum(own)
    for (let i = 0; i < x.items; i++) {
      const share = Math.max(0, all[i]) / total
      // Without mass of its own and without κ a group still has an answer: everyone's.
      shares[g * x.items + i] = ownTotal + kappa > 0 ? (Math.max(0, own[i]) + kappa * share) / (ownTotal + kappa) : share
    }
  }
  return { groups, items: x.items, shares }
}

/** Share of the item in the group, or null for a group or item that is not known. */
export function groupShare(model: GroupPopularity, group: number, item: number): number | null {
  const known = group >= 0 && group < model.groups && item >= 0 && item < model.items
  return known ? model.shares[group * model.items + item] : null
}

export type TrendOptions = {
  readonly behaviours: readonly number[]
  /** The window that ends now, and the one before it that it is compared with. */
  readonly recentDays: number
  readonly beforeDays: number
  /** Mass added to both windows in proportion to their days: one sale after none is not a trend. */
  readonly prior: number
}

/** log₂ of the recent daily rate over the one before, smoothed by the prior; 0 for an item that sells as it did. Length items. */
export function trend(x: Interactions, options: TrendOptions, now: number): Float32Array {
  const recent = new Float64Array(x.items)
  const before = new Float64Array(x.items)
  const border = now - options.recentDays * dayMs
  const start = border - options.beforeDays * dayMs
  eachMass(x, { behaviours: options.behaviours, halfLifeDays: null }, now, (row, value) => {
    if (x.at[row] > border) recent[x.item[row]] += value
    else if (x.at[row] > start) before[x.item[row]] += value
  })
  const days = options.recentDays + options.beforeDays
  return Float32Array.from({ length: x.items }, (_, i) => {
    const recentRate = Math.max(0, recent[i]) / options.recentDays + options.prior / days
    const beforeRate = Math.max(0, before[i]) / options.beforeDays + options.prior / days
    return Math.log2(recentRate / beforeRate)
  })
}

function eachMass(x: Interactions, options: PopularityOptions, now: number, visit: (row: number, mass: number) => void): void {
  const decay = options.halfLifeDays === null ? 0 : Math.LN2 / (options.halfLifeDays * dayMs)
  for (let row = 0; row < x.customer.length; row++) {
    const behaviour = options.behaviours[x.behaviour[row]]
    // Most rows are views, which often count for nothing: no power for those.
    if (behaviour === undefined || behaviour === 0 || x.at[row] > now) continue
    visit(row, behaviour * (x.weight?.[row] ?? 1) * (decay === 0 ? 1 : Math.exp(decay * (x.at[row] - now))))
  }
}

function positiveSum(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.max(0, value), 0)
}
