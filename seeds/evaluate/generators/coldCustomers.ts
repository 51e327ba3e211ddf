import { fitCooccurrence, type CooccurrenceOptions } from '../../../models/cooccurrence.ts'
import { popularityByGroup } from '../../../models/popularity.ts'
import { foldStrengths, historyOf } from '../../../models/strengths.ts'
import type { Generator, Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'
import { bestFirst } from './popular.ts'

export type NewcomerSettings = {
  /** κ_g: purchases that a place needs before it looks more like itself than like everyone; null: places are passed over. */
  readonly place: number | null
  /** κ: what the list of an item must weigh before it says more than the prior; null: there are no lists. */
  readonly prior: number | null
  readonly fit: CooccurrenceOptions
}

/**
 * For somebody new: what sells where they are, and what goes with the first things they took up, the more the better these are known. Score of
 * j = Σᵢ (w(i→j) + κ · p_j) / (Σ_k w(i→k) + κ) over the history, p_j the share of j at the customer's place shrunk towards everyone's; p_j
 * itself without a history.
 */
export const newcomers: Generator<NewcomerSettings> = {
  fit: (given, { place, prior, fit }) => {
    const shares = sharesOf(given, place)
    const at = (customer: number): Float32Array => shares.of[given.place?.[customer] ?? -1] ?? shares.all
    const otherwise = bestFirst(shares.all)
    const every = Int32Array.from(otherwise.keys())
    return { score: prior === null ? (customer) => ({ scores: at(customer), among: every }) : withLists(given, fit, prior, at, every), otherwise }
  },
}

function withLists({ train, histories, now }: Given, fit: CooccurrenceOptions, prior: number, at: (customer: number) => Float32Array, every: Int32Array): Scorer['score'] {
  const { items, offsets, neighbours, weights } = fitCooccurrence(train, fit, now)
  const mass = Float64Array.from({ length: items }, (_, i) => weights.subarray(offsets[i], offsets[i + 1]).reduce((a, b) => a + b, 0))
  const known = foldStrengths(histories, { ...fit, halfLifeDays: null, maxHistory: Infinity }, now)
  const scores = new Float32Array(items)
  return (customer) => {
    const shares = at(customer)
    const history = historyOf(known, customer)
    if (history.items.length === 0) return { scores: shares, among: every }
    const factor = history.items.reduce((sum, i) => sum + prior / (mass[i] + prior), 0)
    for (let j = 0; j < items; j++) scores[j] = factor * shares[j]
    for (const i of history.items) {
      for (let k = offsets[i]; k < offsets[i + 1]; k++) scores[neighbours[k]] += weights[k] / (mass[i] + prior)
    }
    return { scores, among: every }
  }
}

/** Of all purchases, the share of each item: for everyone and for each place. */
function sharesOf({ train, place, now }: Given, kappa: number | null): { readonly all: Float32Array; readonly of: readonly Float32Array[] } {
  const grouping = kappa === null || place === undefined ? new Int32Array(train.customers).fill(-1) : place
  const places = grouping.reduce((a, b) => Math.max(a, b), -1) + 1
  // One group more, of nobody: it looks like everyone.
  const model = popularityByGroup(train, grouping, places + 1, kappa ?? 1, { behaviours: [1], halfLifeDays: null }, now)
  const of = (group: number): Float32Array => (model === null ? new Float32Array(train.items) : model.shares.subarray(group * train.items, (group + 1) * train.items))
  return { all: of(places), of: Array.from({ length: places }, (_, group) => of(group)) }
}
