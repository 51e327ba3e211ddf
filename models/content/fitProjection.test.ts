import { describe, expect, it } from 'vitest'
import { cooccurrenceOf, type CooccurrenceOptions } from '../cooccurrence.ts'
import { integer } from '../draws.ts'
import type { ItemAttributes } from '../fusion/contentLists.ts'
import type { Interactions } from '../interactions.ts'
import type { ItemLists } from '../itemLists.ts'
import { createScratch, scoreLists } from '../listScorer.ts'
import { ndcg } from '../rankingMetrics.ts'
import { createRng } from '../rng.ts'
import { foldStrengths, historyOf } from '../strengths.ts'
import { topN } from '../topN.ts'
import { fitProjection } from './fitProjection.ts'
import { fairScale, judgePretence, pretend } from './pretendCold.ts'
import { projectCold, projectionDefaults } from './projectCold.ts'

const fit: CooccurrenceOptions = { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 100, customerExponent: 0.5, rowExponent: 0.5, columnExponent: 0.2, shrinkage: 0, gap: null, selfWeight: 0, topK: 100 }
const ITEMS = 120
const KINDS = 12

/** Customers mostly keep to one kind of item (item modulo KINDS); an item's attributes are its kind and two words that mean nothing. */
function shop(seed: number): { x: Interactions; attributes: ItemAttributes } {
  const rng = createRng(seed)
  const rows = Array.from({ length: 400 }, (_, customer) => Array.from({ length: 10 }, (_each, k) => ({ customer, item: ((k < 7 ? customer : integer(rng, KINDS)) % KINDS) + KINDS * integer(rng, ITEMS / KINDS) }))).flat()
  const offsets = Int32Array.from({ length: ITEMS + 1 }, (_, item) => 3 * item)
  const attributes = Array.from({ length: ITEMS }, (_, item) => [item % KINDS, KINDS + integer(rng, 10), KINDS + 10 + integer(rng, 10)]).flat()
  const x = { customers: 400, items: ITEMS, customer: Int32Array.from(rows, (row) => row.customer), item: Int32Array.from(rows, (row) => row.item), behaviour: new Uint8Array(rows.length), at: new Float64Array(rows.length) }
  return { x, attributes: { items: ITEMS, vocabulary: KINDS + 20, offsets, attributes: Int32Array.from(attributes) } }
}

const { x, attributes } = shop(1)
const histories = foldStrengths(x, fit, 0)
const lists = cooccurrenceOf(histories, fit)
const evidence = new Int32Array(ITEMS).fill(25)

describe('judgePretence', () => {
  it('says what ranking by the projected lists says', () => {
    const pretence = pretend(attributes, () => true, histories, createRng(2), 0.2, 1000, 50)
    const options = { ...projectionDefaults, direct: 0.7, perRow: ITEMS }
    const projected = projectCold(lists, attributes, evidence.map((n, item) => (pretence.isCold[item] === 1 ? 0 : n)), options)
    const scratch = createScratch(ITEMS)
    let sum = 0
    for (const customer of pretence.customers) {
      const all = historyOf(histories, customer)
      const places = Int32Array.from(all.items.keys()).filter((place) => pretence.isCold[all.items[place]] === 0)
      scoreLists(projected, places.map((place) => all.items[place]), Float32Array.from(places, (place) => all.weights[place]), scratch)
      const scores = Float32Array.from({ length: ITEMS }, (_, item) => (scratch.stamps[item] === scratch.round ? scratch.scores[item] : 0))
      sum += ndcg(topN(scores, pretence.cold, 20).items, new Set(all.items.filter((item) => pretence.isCold[item] === 1)), 20) ?? 0
    }
    expect(pretence.cold.length).toBe(24)
    expect(judgePretence(lists, attributes, evidence, histories, pretence, options)).toBeCloseTo(sum / pretence.customers.length, 4)
  })
})

describe('fitProjection', () => {
  const found = fitProjection(lists, attributes, evidence, histories, createRng(3))

  it('finds the kinds behind the words, at no worse than it began', () => {
    expect(found?.['ndcg@20']).toBeGreaterThan(0.6)
    expect(found?.['ndcg@20']).toBeGreaterThanOrEqual(found?.trials[0]['ndcg@20'] ?? NaN)
    expect(found?.pretended).toBe(18)
  })

  it('scales so that the pretended take the places that behaviour gave them', () => {
    const pretence = pretend(attributes, () => true, histories, createRng(2), 0.2, 1000, 400)
    const scale = fairScale(lists, attributes, evidence, histories, pretence, projectionDefaults)
    const projected = projectCold(lists, attributes, evidence.map((n, item) => (pretence.isCold[item] === 1 ? 0 : n)), { ...projectionDefaults, perRow: ITEMS, scale })
    const placesBy = (by: ItemLists): number => {
      const scratch = createScratch(ITEMS)
      return pretence.customers.reduce((sum, customer) => {
        const { items, weights } = historyOf(histories, customer)
        const places = Int32Array.from(items.keys()).filter((place) => pretence.isCold[items[place]] === 0)
        const had = places.map((place) => items[place])
        const among = scoreLists(by, had, Float32Array.from(places, (place) => weights[place]), scratch) ?? new Int32Array(0)
        return sum + topN(scratch.scores, among, 20, (item) => had.includes(item)).items.filter((item) => pretence.isCold[item] === 1).length
      }, 0)
    }
    expect(placesBy(lists)).toBeGreaterThan(500)
    expect(Math.abs(placesBy(projected) - placesBy(lists))).toBeLessThanOrEqual(0.01 * placesBy(lists))
  })

  it('is the same under the same seed', () => {
    expect(fitProjection(lists, attributes, evidence, histories, createRng(3))).toEqual(found)
  })

  it('says nothing where too little is warm', () => {
    expect(fitProjection(lists, attributes, evidence.map((_, item) => (item < 20 ? 25 : 0)), histories, createRng(3))).toBeNull()
  })
})
