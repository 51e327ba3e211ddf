import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromItemRows, type ItemLists } from '../../models/itemLists.ts'
import { createScratch } from '../../models/listScorer.ts'
import { VIEW, PURCHASE } from './behaviours.ts'
import { candidatesOf } from './candidates.ts'
import { explainInto, TERMS, termsInto } from './explain.ts'
import { readHistories } from './histories.ts'
import { START_READINGS } from './recipe.ts'
import { contextSources, historySources, stackLists } from './servedLists.ts'

const ITEMS = 6
const row = (items: number[], scores: number[]) => ({ items: Int32Array.from(items), scores: Float32Array.from(scores) })
const rows = { everybody: row([5], [1]), personas: [row([4], [1]), row([3], [1])], places: [row([2], [1])] }
const weights = { everybody: 2, persona: 3, place: 0, halfLifeDays: null, exponent: 1, growth: 0 }
const leads = (to: (item: number) => number, weight: number): ItemLists => fromItemRows(Array.from({ length: ITEMS }, (_, item) => ({ neighbours: [to(item)], weights: [weight] })))
const served = stackLists(ITEMS, [{ reading: 'taste', lists: leads((item) => (item + 1) % ITEMS, 1) }, { reading: 'order', lists: leads((item) => (item + 2) % ITEMS, 10) }], rows, weights)

/** One customer: views item 0, then buys item 1, a day before now. */
const now = 10 * 86_400_000
const x = { customers: 1, items: ITEMS, customer: Int32Array.of(0, 0), item: Int32Array.of(0, 1), behaviour: Uint8Array.of(VIEW, PURCHASE), at: Float64Array.of(now - 2, now - 1) }
const histories = readHistories(x, { ...START_READINGS, order: { steps: 1 } }, now)

describe('the served structure', () => {
  it('stacks a block for each reading, then everybody, personas and places', () => {
    expect(served.lists.offsets.length - 1).toBe(2 * ITEMS + 1 + 2 + 1)
    const history = historySources(served, histories, 0)
    // Taste in the order of time, then the order, latest first.
    expect([...history.items]).toEqual([0, 1, ITEMS + 1, ITEMS + 0])
    expect(history.weights[2]).toBe(1)
    expect(history.weights[3]).toBeCloseTo(Math.exp(-1), 6)
    expect([...contextSources(served, 1, 0, 0.5).items]).toEqual([2 * ITEMS, 2 * ITEMS + 2, 2 * ITEMS + 3])
    expect([...contextSources(served, -1, -1, 1).items]).toEqual([2 * ITEMS])
  })

  it('adds up what all of them say', () => {
    const sources = { history: historySources(served, histories, 0), context: contextSources(served, 1, 0, 0.5) }
    const found = candidatesOf(served, sources, createScratch(ITEMS), ITEMS, [])
    const scoreOf = (item: number) => found.scores[found.items.indexOf(item)]
    const [view, purchase] = sources.history.weights
    expect(scoreOf(1)).toBeCloseTo(view, 6) // taste of item 0
    expect(scoreOf(3)).toBeCloseTo(10 + 0.5 * 3, 6) // order of item 1, and the second persona's row
    expect(scoreOf(2)).toBeCloseTo(purchase + 10 * Math.exp(-1), 5)
    expect(scoreOf(5)).toBeCloseTo(0.5 * 2, 6) // everybody's
    expect(found.fromHistory[found.items.indexOf(3)]).toBe(1)
    expect(found.fromHistory[found.items.indexOf(5)]).toBe(0)
    expect(found.items.indexOf(4)).toBe(-1) // the other persona's row doesn't speak
  })

  it('names the item of the history that says the most, as a share of all that speaks', () => {
    const sources = { history: historySources(served, histories, 0), context: contextSources(served, 1, -1, 1) }
    const marks = new Int32Array(ITEMS).fill(-1)
    const why = explainInto(served, sources, [3, 5], marks)
    expect(why[0]).toMatchObject({ item: 1 })
    expect(why[0]?.share).toBeCloseTo(10 / 13, 6)
    expect(why[1]).toBeNull()
    expect([...marks]).toEqual(Array.from({ length: ITEMS }, () => -1))
  })
})

describe('terms', () => {
  it('of readings and context sum to the score, whatever the lists', () => {
    const entry = fc.record({ to: fc.nat(ITEMS - 1), weight: fc.float({ min: Math.fround(0.1), max: 5, noNaN: true }) })
    const anyLists = fc.array(fc.uniqueArray(entry, { selector: ({ to }) => to, maxLength: 4 }), { minLength: ITEMS, maxLength: ITEMS })
      .map((all) => fromItemRows(all.map((entries) => ({ neighbours: entries.map(({ to }) => to), weights: entries.map(({ weight }) => weight) }))))
    fc.assert(fc.property(anyLists, anyLists, fc.integer({ min: -1, max: 1 }), (taste, order, persona) => {
      const any = stackLists(ITEMS, [{ reading: 'taste', lists: taste }, { reading: 'order', lists: order }], rows, weights)
      const sources = { history: historySources(any, histories, 0), context: contextSources(any, persona, 0, 0.7) }
      const found = candidatesOf(any, sources, createScratch(ITEMS), ITEMS, [])
      const terms = termsInto(any, sources, found.items, new Int32Array(ITEMS).fill(-1))
      found.items.forEach((_, at) => {
        const sum = terms.subarray(at * TERMS, (at + 1) * TERMS).reduce((a, b) => a + b, 0)
        expect(sum).toBeCloseTo(found.scores[at], 3)
      })
    }))
  })
})
