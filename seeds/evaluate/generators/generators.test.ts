import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../models/strengths.ts'
import { createRng } from '../../../models/rng.ts'
import { interactionsOf } from '../read/rowsOf.ts'
import { mixture, type MixtureSettings } from './mixture.ts'
import { popular } from './popular.ts'
import { topFrequency } from './topFrequency.ts'

const one = [{ source: 1, target: 1 }]
// Customer 0 has item 2 in two orders and item 0 in one; item 1 is bought by most.
const rows = [[0, 2, 1], [0, 2, 3], [0, 0, 2], [1, 1, 1], [2, 1, 2], [1, 3, 1]].map(([customer, item, day]) => ({ customer, item, at: day * dayMs }))
const train = interactionsOf(rows, 4, 4)
const given = { train, histories: train, now: 4 * dayMs }
const all = { behaviours: [1], halfLifeDays: null }

async function scoresOf(scorer: Awaited<ReturnType<typeof topFrequency.fit>>, customer: number): Promise<number[] | null> {
  const scored = scorer.score(customer)
  return scored === null ? null : Array.from(scored.among, (item) => scored.scores[item])
}

describe('popular', () => {
  it('orders every item by count, ties by number', async () => {
    const { otherwise, score } = await popular.fit(given, all, createRng(1))
    expect([...otherwise]).toEqual([1, 2, 0, 3])
    expect(score(0)).toBeNull()
  })

  it('forgets with the half-life', async () => {
    expect((await popular.fit(given, { behaviours: [1], halfLifeDays: 0.5 }, createRng(1))).otherwise[0]).toBe(2)
  })
})

describe('topFrequency', () => {
  it('puts what was in most orders first, and is silent about who bought nothing', async () => {
    const scorer = await topFrequency.fit(given, all, createRng(1))
    const scored = scorer.score(0)
    expect(Array.from(scored?.among ?? [], (item) => Math.floor(scored?.scores[item] ?? NaN))).toEqual([1, 2]) // items 0 and 2
    expect(scorer.score(3)).toBeNull()
    expect([...scorer.otherwise]).toEqual([1, 2, 0, 3])
  })

  it('breaks ties by popularity, whatever its size', async () => {
    const tied = { ...given, histories: interactionsOf([{ customer: 0, item: 3, at: 0 }, { customer: 0, item: 1, at: 0 }], 1, 4) }
    const scored = (await topFrequency.fit(tied, all, createRng(1))).score(0)
    expect(scored?.scores[1]).toBeGreaterThan(scored?.scores[3] ?? NaN)
    expect(scored?.scores[1]).toBeLessThan(2)
  })
})

describe('mixture', () => {
  const parts: MixtureSettings = {
    own: { weight: 1, behaviours: one, halfLifeDays: null, maxHistory: 100 },
    lists: {
      weight: 0,
      fit: { behaviours: one, halfLifeDays: null, maxHistory: 100, customerExponent: 0, rowExponent: 0, columnExponent: 0, shrinkage: 0, gap: null, selfWeight: 0, topK: 10 },
      serving: { behaviours: one, halfLifeDays: null, maxHistory: 100 },
    },
    popular: { weight: 0.1, exponent: 1, ...all },
  }

  it('adds own strength and popularity', async () => {
    const scores = await scoresOf(await mixture.fit(given, parts, createRng(1)), 0)
    const expected = [Math.log2(2) + 0.05, 0.1, Math.log2(3) + 0.1, 0.05]
    expected.forEach((value, item) => expect(scores?.[item]).toBeCloseTo(value, 6))
  })

  it('adds the lists in parts of their best', async () => {
    const scorer = await mixture.fit(given, { ...parts, own: { ...parts.own, weight: 0 }, popular: { ...parts.popular, weight: 0 }, lists: { ...parts.lists, weight: 2 } }, createRng(1))
    // Customer 2 has item 1, which customer 1 bought with item 3.
    expect(await scoresOf(scorer, 2)).toEqual([0, 0, 0, 2])
    // Customer 3 has no history: nothing but popularity, whose weight is 0.
    expect(await scoresOf(scorer, 3)).toEqual([0, 0, 0, 0])
  })
})
