import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCooccurrence } from '../cooccurrence.ts'
import type { CooccurrenceOptions } from '../cooccurrence.ts'
import { itemListContract } from '../itemListContract.ts'
import { fromItemRows, weightOf } from '../itemLists.ts'
import type { ItemLists } from '../itemLists.ts'
import { createScratch, scoreLists, scoreOf } from '../listScorer.ts'
import { plainTransitions } from '../sessions/testing.ts'
import { fitTransitions } from '../sessions/transitions.ts'
import { chooseWeights } from './chooseWeights.ts'
import { fuseLists } from './fuseLists.ts'
import { fuseRanks } from './fuseRanks.ts'
import { withSecondHop } from './secondHop.ts'

const behaviours = [{ source: 1, target: 1 }, { source: 1, target: 1 }, { source: 1, target: 1 }]
const pairs: CooccurrenceOptions = {
  behaviours, halfLifeDays: null, maxHistory: 100, customerExponent: 0.5, rowExponent: 0.5, columnExponent: 0.2, shrinkage: 0, gap: null, selfWeight: 0, topK: 100,
}

itemListContract('fused lists', (x, now) => fuseLists([
  { lists: fitCooccurrence(x, pairs, now), weight: 1, normalise: true },
  { lists: fitTransitions(x, { ...plainTransitions, behaviours }, now), weight: 0.3, normalise: true },
], 100))

itemListContract('lists with a second hop', (x, now) => withSecondHop(fitCooccurrence(x, pairs, now), { weight: 0.5, breadth: 100, topK: 100 }))

const a = fromItemRows([{ neighbours: [1, 2], weights: [3, 1] }, { neighbours: [2], weights: [2] }, { neighbours: [], weights: [] }, { neighbours: [], weights: [] }])
const b = fromItemRows([{ neighbours: [2], weights: [10] }, { neighbours: [], weights: [] }, { neighbours: [3], weights: [-4] }, { neighbours: [], weights: [] }])

describe('fuseLists by hand', () => {
  it('adds weighted lists as they are', () => {
    const fused = fuseLists([{ lists: a, weight: 1, normalise: false }, { lists: b, weight: 0.5, normalise: false }], 10)
    expect([weightOf(fused, 0, 1), weightOf(fused, 0, 2), weightOf(fused, 1, 2), weightOf(fused, 2, 3), weightOf(fused, 3, 0)]).toEqual([3, 6, 2, -2, null])
    expect([...fused.neighbours.subarray(0, 2)]).toEqual([2, 1])
  })

  it('brings lists to one scale when told', () => {
    const fused = fuseLists([{ lists: a, weight: 1, normalise: true }, { lists: b, weight: 2, normalise: true }], 10)
    expect([weightOf(fused, 0, 1), weightOf(fused, 0, 2), weightOf(fused, 1, 2), weightOf(fused, 2, 3)]).toEqual([0.75, 2.25, 1, -2])
  })

  it('keeps the K best, drops what cancels out, refuses another catalogue', () => {
    expect(weightOf(fuseLists([{ lists: a, weight: 1, normalise: false }], 1), 0, 2)).toBeNull()
    expect(weightOf(fuseLists([{ lists: a, weight: 1, normalise: false }, { lists: a, weight: -1, normalise: false }], 5), 0, 1)).toBeNull()
    expect(() => fuseLists([{ lists: a, weight: 1, normalise: false }, { lists: fromItemRows([]), weight: 1, normalise: false }], 5)).toThrow('cannot be fused')
  })
})

const anyLists: fc.Arbitrary<ItemLists> = fc.array(
  fc.uniqueArray(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 20 })), { selector: ([item]) => item, maxLength: 8 })
    .map((row) => ({ neighbours: row.map(([item]) => item), weights: row.map(([, weight]) => weight) })),
  { minLength: 8, maxLength: 8 },
).map(fromItemRows)

describe('fused lists, whatever the lists', () => {
  it('score a history as the weighted sum of the scores', () => {
    fc.assert(fc.property(anyLists, anyLists, fc.array(fc.nat(9), { maxLength: 5 }), (some, others, items) => {
      const [history, weights] = [Int32Array.from(items), Float32Array.from(items, (_, k) => 1 / (k + 1))]
      const [x, y, both] = [some, others, fuseLists([{ lists: some, weight: 2, normalise: false }, { lists: others, weight: 0.25, normalise: false }], 8)].map((lists) => {
        const scratch = createScratch(8)
        scoreLists(lists, history, weights, scratch)
        return Array.from({ length: 8 }, (_, item) => scoreOf(scratch, item))
      })
      both.forEach((score, j) => expect(score ?? 0).toBeCloseTo(2 * (x[j] ?? 0) + 0.25 * (y[j] ?? 0), 3))
    }))
  })

  it('a second hop of weight 0 changes nothing but the order of equals', () => {
    fc.assert(fc.property(anyLists, (lists) => {
      const same = withSecondHop(lists, { weight: 0, breadth: 8, topK: 8 })
      for (let i = 0; i < 8; i++) for (let j = 0; j < 8; j++) expect(weightOf(same, i, j)).toBe(weightOf(lists, i, j))
    }))
  })
})

describe('withSecondHop by hand', () => {
  const chain = fromItemRows([
    { neighbours: [1, 2], weights: [4, 2] }, { neighbours: [3, 0, 1], weights: [3, 1, 9] }, { neighbours: [3], weights: [5] }, { neighbours: [], weights: [] },
  ])

  it('reaches what the neighbours lead to, by shares, without turning back', () => {
    const reached = withSecondHop(chain, { weight: 0.5, breadth: 10, topK: 10 })
    expect(weightOf(reached, 0, 3)).toBeCloseTo(0.5 * (4 * (3 / 4) + 2), 6)
    expect([weightOf(reached, 0, 0), weightOf(reached, 0, 1), weightOf(reached, 1, 1)]).toEqual([null, 4, 9])
  })

  it('walks only through the best', () => {
    expect(weightOf(withSecondHop(chain, { weight: 0.5, breadth: 1, topK: 10 }), 0, 3)).toBeCloseTo(0.5 * 4 * (3 / 4), 6)
  })
})

describe('chooseWeights', () => {
  it('starts from the best alone and adds what helps', () => {
    // The best blend is (1, 0.5, 0).
    const { weights, value, steps } = chooseWeights(3, ([x, y, z]) => 10 * x + 4 * y - 4 * y * y - z)
    expect(weights).toEqual([1, 0.5, 0])
    expect(value).toBe(11)
    expect(steps.map((step) => step.value)).toEqual([10, 11])
  })

  it('never ends below the best alone, and each step is better than the last', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }), (form) => {
      const judge = (w: readonly number[]): number => w.reduce((sum, x, i) => sum + x * form[i].reduce((inner, f, j) => inner + f * w[j], 0), 0) - w.reduce((sum, x) => sum + x ** 4, 0)
      const { value, steps } = chooseWeights(3, judge)
      for (let part = 0; part < 3; part++) expect(value).toBeGreaterThanOrEqual(judge([0, 0, 0].with(part, 1)))
      steps.slice(1).forEach((step, k) => expect(step.value).toBeGreaterThan(steps[k].value))
    }))
  })
})

describe('fuseRanks by hand', () => {
  const ranked = (items: number[]) => ({ items: Int32Array.from(items), scores: new Float32Array(items.length) })

  it('adds reciprocal ranks', () => {
    const { items, scores } = fuseRanks([{ ranked: ranked([5, 3]), weight: 1 }, { ranked: ranked([3, 4]), weight: 2 }], 2)
    expect([...items]).toEqual([3, 4])
    expect(scores[0]).toBeCloseTo(1 / 62 + 2 / 61, 7)
  })

  it('puts equals in the order of item numbers', () => {
    expect([...fuseRanks([{ ranked: ranked([5]), weight: 1 }, { ranked: ranked([3]), weight: 1 }], 5).items]).toEqual([3, 5])
  })
})
