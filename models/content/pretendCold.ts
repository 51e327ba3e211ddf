import { sampleWithout } from '../draws.ts'
import type { ItemAttributes } from '../fusion/contentLists.ts'
import type { ItemLists } from '../itemLists.ts'
import { createScratch, scoreLists, startRound, type Scratch } from '../listScorer.ts'
import { ndcg } from '../rankingMetrics.ts'
import type { Rng } from '../rng.ts'
import { historyOf, type CustomerItems, type History } from '../strengths.ts'
import { topN } from '../topN.ts'
import { likenessOf } from './likeness.ts'
import type { ProjectionOptions } from './projectCold.ts'
import { turned } from './shares.ts'

const PLACES = 20

/** Warm items that are taken for cold, and the customers who had some of them beside others. */
export type Pretence = { readonly isCold: Uint8Array; readonly cold: Int32Array; readonly customers: Int32Array }

/** A random share of the warm items with attributes, at most `most`, and at most `cases` of the customers who can judge. */
export function pretend(attributes: ItemAttributes, warm: (item: number) => boolean, histories: CustomerItems, rng: Rng, share: number, most: number, cases: number): Pretence {
  const able = Int32Array.from({ length: attributes.items }, (_, item) => item).filter((item) => warm(item) && attributes.offsets[item + 1] > attributes.offsets[item])
  const cold = sampleWithout(rng, able.length, Math.min(most, Math.round(share * able.length))).map((place) => able[place])
  const isCold = new Uint8Array(attributes.items)
  for (const item of cold) isCold[item] = 1
  const judges: number[] = []
  for (let c = 0; c < histories.customers; c++) {
    const own = histories.item.subarray(histories.offsets[c], histories.offsets[c + 1])
    if (own.some((item) => isCold[item] === 1) && own.some((item) => isCold[item] === 0)) judges.push(c)
  }
  return { isCold, cold, customers: sampleWithout(rng, judges.length, cases).map((place) => judges[place]) }
}

/** Called per customer: scores of all items by the lists are in the scratch's round, those of the pretended in `scores` by item. */
type Visit = (customer: number, scratch: Scratch, scores: Float32Array, history: History) => void

/**
 * Scores the pretended items for every customer of the pretence from their other items. Scores are those that projectCold's lists would give
 * with scale 1, as Σᵢ aᵢ Σ_m s̃_jm w(i→m) = Σ_m s̃_jm Σᵢ aᵢ w(i→m), so that nothing need be projected.
 */
export function scorePretence(lists: ItemLists, attributes: ItemAttributes, evidence: ArrayLike<number>, histories: CustomerItems, { isCold, cold, customers }: Pretence, options: ProjectionOptions, visit: Visit): void {
  const left = Float64Array.from(isCold, (cold, item) => (cold === 1 ? 0 : evidence[item]))
  const { shares, direct } = likenessOf(lists, attributes, left, options, (item) => isCold[item] === 1)
  const scratch = createScratch(lists.items)
  // By who speaks: a customer has few items, a pretended one may be like hundreds.
  const spoken = turned(direct)
  const said = new Float64Array(lists.items)
  const scores = new Float32Array(lists.items)
  for (const customer of customers) {
    const history = without(historyOf(histories, customer), isCold)
    if (scoreLists(lists, history.items, history.weights, scratch) === null) startRound(scratch)
    history.items.forEach((item, place) => {
      for (let k = spoken.offsets[item]; k < spoken.offsets[item + 1]; k++) said[spoken.neighbours[k]] += spoken.weights[k] * history.weights[place]
    })
    for (const j of cold) {
      let score = said[j]
      said[j] = 0
      for (let k = shares.offsets[j]; k < shares.offsets[j + 1]; k++) {
        const m = shares.neighbours[k]
        if (scratch.stamps[m] === scratch.round) score += shares.weights[k] * scratch.scores[m]
      }
      scores[j] = score
    }
    visit(customer, scratch, scores, history)
  }
}

function without({ items, weights }: History, isCold: Uint8Array): History {
  const places = Int32Array.from(items.keys()).filter((place) => isCold[items[place]] === 0)
  return { items: places.map((place) => items[place]), weights: Float32Array.from(places, (place) => weights[place]) }
}

/** Mean NDCG@20 of the pretended items ranked among themselves. NaN where there is nobody to judge by. */
export function judgePretence(lists: ItemLists, attributes: ItemAttributes, evidence: ArrayLike<number>, histories: CustomerItems, pretence: Pretence, options: ProjectionOptions): number {
  let sum = 0
  scorePretence(lists, attributes, evidence, histories, pretence, options, (customer, _, scores) => {
    const relevant = new Set(histories.item.subarray(histories.offsets[customer], histories.offsets[customer + 1]).filter((item) => pretence.isCold[item] === 1))
    sum += ndcg(topN(scores, pretence.cold, PLACES).items, relevant, PLACES) ?? 0
  })
  return sum / pretence.customers.length
}

/**
 * The scale at which the pretended items take as many of the customers' first 20 places as behaviour gave them. The t-th best of them takes a
 * place from the (21 − t)-th best of the others once scale ≥ score of that / score of this; so many of these ratios as there are places to
 * take must lie below the scale. 1 where they took none.
 */
export function fairScale(lists: ItemLists, attributes: ItemAttributes, evidence: ArrayLike<number>, histories: CustomerItems, pretence: Pretence, options: ProjectionOptions): number {
  const ratios: number[] = []
  let places = 0
  scorePretence(lists, attributes, evidence, histories, pretence, options, (_, scratch, scores, { items }) => {
    const had = new Set(items)
    const touched = scratch.touched.subarray(0, scratch.count)
    for (const item of topN(scratch.scores, touched, PLACES, (each) => had.has(each)).items) if (pretence.isCold[item] === 1) places++
    const others = topN(scratch.scores, touched, PLACES, (each) => had.has(each) || pretence.isCold[each] === 1).scores
    const best = topN(scores, pretence.cold, PLACES).scores
    // A place that none of the others takes says nothing of the scale.
    for (let t = 0; t < best.length && best[t] > 0; t++) if (others.length > PLACES - 1 - t) ratios.push(others[PLACES - 1 - t] / best[t])
  })
  ratios.sort((a, b) => a - b)
  return ratios[Math.min(places, ratios.length) - 1] ?? 1
}
