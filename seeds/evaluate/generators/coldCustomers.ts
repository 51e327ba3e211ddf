import { fitCooccurrence, type CooccurrenceOptions } from '../../../models/cooccurrence.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import { popularityByGroup } from '../../../models/popularity.ts'
import { foldStrengths, historyOf } from '../../../models/strengths.ts'
import type { Generator, Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'
import { bestFirst } from './popular.ts'

export type NewcomerSettings = {
  /** κ: purchases that a place needs before it looks more like itself than like everyone; null: places are passed over. */
  readonly kappa: number | null
  /** Brings what sells a little nearer to what sells most. */
  readonly exponent: number
  /** What the lists from the first items count beside the prior; 0: nothing. */
  readonly lists: number
  readonly fit: CooccurrenceOptions
}

/**
 * For somebody new: what sells where they are, and what goes with the first things they took up. Score of j = (p_j / max p)^e + w · L_j / max L,
 * p the share of j at the customer's place shrunk towards everyone's, L the score of the lists.
 */
export const newcomers: Generator<NewcomerSettings> = {
  fit: (given, settings) => {
    const priors = priorsOf(given, settings)
    const prior = (customer: number): Float32Array => priors.of[given.place?.[customer] ?? -1] ?? priors.all
    const otherwise = bestFirst(priors.all)
    const every = Int32Array.from(otherwise.keys())
    if (settings.lists === 0) return { score: (customer) => ({ scores: prior(customer), among: every }), otherwise }
    return { score: withLists(given, settings, prior, every), otherwise }
  },
}

function withLists(given: Given, settings: NewcomerSettings, prior: (customer: number) => Float32Array, every: Int32Array): Scorer['score'] {
  const lists = fitCooccurrence(given.train, settings.fit, given.now)
  const histories = foldStrengths(given.histories, { ...settings.fit, halfLifeDays: null, maxHistory: Infinity }, given.now)
  const scratch = createScratch(lists.items)
  const scores = new Float32Array(lists.items)
  return (customer) => {
    scores.set(prior(customer))
    const { items, weights } = historyOf(histories, customer)
    const touched = scoreLists(lists, items, weights, scratch)
    if (touched !== null) {
      const most = touched.reduce((best, item) => Math.max(best, scratch.scores[item]), 0)
      for (const item of touched) scores[item] += (settings.lists * scratch.scores[item]) / most
    }
    return { scores, among: every }
  }
}

/** Scaled shares of everyone and of each place. */
function priorsOf({ train, place, now }: Given, { kappa, exponent }: NewcomerSettings): { readonly all: Float32Array; readonly of: readonly Float32Array[] } {
  const grouping = kappa === null || place === undefined ? new Int32Array(train.customers).fill(-1) : place
  const places = grouping.reduce((a, b) => Math.max(a, b), -1) + 1
  // One group more, of nobody: it looks like everyone.
  const shares = popularityByGroup(train, grouping, places + 1, kappa ?? 1, { behaviours: [1], halfLifeDays: null }, now)
  const scaled = (group: number): Float32Array => {
    const own = shares === null ? new Float32Array(train.items) : shares.shares.subarray(group * train.items, (group + 1) * train.items)
    const most = own.reduce((a, b) => Math.max(a, b), 0)
    return own.map((share) => (most > 0 ? (share / most) ** exponent : 0))
  }
  return { all: scaled(places), of: Array.from({ length: places }, (_, group) => scaled(group)) }
}
