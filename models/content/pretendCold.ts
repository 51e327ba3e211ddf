import { sampleWithout } from '../draws.ts'
import { alikeAmong, type ItemAttributes } from '../fusion/contentLists.ts'
import type { ItemLists } from '../itemLists.ts'
import { createScratch, scoreLists, startRound } from '../listScorer.ts'
import { ndcg } from '../rankingMetrics.ts'
import type { Rng } from '../rng.ts'
import { historyOf, type CustomerItems } from '../strengths.ts'
import { topN } from '../topN.ts'
import { largest, type ProjectionOptions } from './projectCold.ts'
import { sharesOf } from './shares.ts'

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
    if (own.some((item) => isCold[item] === 1) && own.some((item) => isCold[item] === 0 && warm(item))) judges.push(c)
  }
  return { isCold, cold, customers: sampleWithout(rng, judges.length, cases).map((place) => judges[place]) }
}

/**
 * Mean NDCG@20 of the pretended items ranked among themselves for customers who had some. Scores are those that projectCold's lists would
 * give: Σᵢ aᵢ Σ_m s̃_jm w(i→m) = Σ_m s̃_jm Σᵢ aᵢ w(i→m), so that nothing need be projected. NaN where there is nobody to judge by.
 */
export function judgePretence(lists: ItemLists, attributes: ItemAttributes, warm: (item: number) => boolean, histories: CustomerItems, { isCold, cold, customers }: Pretence, options: ProjectionOptions): number {
  const known = (item: number): boolean => isCold[item] === 0 && warm(item)
  const { offsets, neighbours, weights } = sharesOf(alikeAmong(attributes, options.content, (item) => isCold[item] === 1, known), options.power)
  const scratch = createScratch(lists.items)
  const own = new Float64Array(lists.items)
  const scores = new Float32Array(lists.items)
  let sum = 0
  for (const customer of customers) {
    const history = historyOf(histories, customer)
    const places = Int32Array.from(history.items.keys()).filter((place) => known(history.items[place]))
    const items = places.map((place) => history.items[place])
    const strengths = Float32Array.from(places, (place) => history.weights[place])
    if (scoreLists(lists, items, strengths, scratch) === null) startRound(scratch)
    items.forEach((item, k) => { own[item] = strengths[k] * options.self * largest(lists, item) })
    for (const j of cold) {
      let score = 0
      for (let k = offsets[j]; k < offsets[j + 1]; k++) {
        const m = neighbours[k]
        score += weights[k] * ((scratch.stamps[m] === scratch.round ? scratch.scores[m] : 0) + own[m])
      }
      scores[j] = score
    }
    for (const item of items) own[item] = 0
    const relevant = new Set(histories.item.subarray(histories.offsets[customer], histories.offsets[customer + 1]).filter((item) => isCold[item] === 1))
    sum += ndcg(topN(scores, cold, 20).items, relevant, 20) ?? 0
  }
  return sum / customers.length
}
