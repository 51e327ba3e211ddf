import { describe, expect, it } from 'vitest'
import { createRng } from '../../../models/rng.ts'
import { dayMs } from '../../../models/strengths.ts'
import type { Given } from '../problem.ts'
import { inOrder } from '../read/sequences.ts'
import { ordered, type OrderedSettings } from './ordered.ts'

const settings: OrderedSettings = {
  fit: {
    behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, pauseHours: null,
    steps: 1, backward: 0, rowExponent: 0, columnExponent: 0, shrinkage: 0, selfWeight: 0, topK: 10,
  },
  hop: { weight: 0, breadth: 10, topK: 10 },
  content: { idfExponent: 1, normExponent: 0.5, maxShare: 1, topK: 10, weight: 0 },
  steps: 1,
  popular: { behaviours: [1], halfLifeDays: null },
}

async function scoresOf(given: Given, change: Partial<OrderedSettings>): Promise<(number | undefined)[]> {
  const scored = (await ordered.fit(given, { ...settings, ...change }, createRng(1))).score(0)
  return Array.from({ length: given.train.items }, (_, item) => (scored?.among.includes(item) ? scored.scores[item] : undefined))
}

describe('inOrder', () => {
  it('ends sequences that are in order themselves one after the other, today the last', () => {
    expect([...inOrder([[0, 1], [2]], 3).at]).toEqual([-dayMs, 0, 0].map((at) => at + 0))
    expect([...inOrder([[0, 1], [2]], 3, 10).at]).toEqual([-11 * dayMs, -10 * dayMs, 0])
  })
})

describe('ordered', () => {
  const given: Given = { train: inOrder([[0, 1], [1, 2], [0, 1]], 4), histories: inOrder([[3, 1, 0]], 4), now: 0 }

  it('says what follows what, of the last events most', async () => {
    expect(await scoresOf(given, {})).toEqual([undefined, 2, expect.closeTo(Math.exp(-1), 6), undefined])
  })

  it('goes on by way of another item when told', async () => {
    const [, , third] = await scoresOf(given, { hop: { ...settings.hop, weight: 0.5 } })
    expect(third).toBeCloseTo(Math.exp(-1) + 0.5 * 2, 6) // 0 → 1 counts 2, and 1 leads to nothing but 2
  })

  it('adds what is alike where the items are described', async () => {
    const attributes = { items: 4, vocabulary: 2, offsets: Int32Array.from([0, 1, 2, 3, 4]), attributes: Int32Array.from([0, 1, 1, 0]) }
    const scores = await scoresOf({ ...given, attributes }, { content: { ...settings.content, weight: 3 } })
    expect(scores[3]).toBeCloseTo(3, 6) // alike to 0, the last of the history
    expect(scores[1]).toBeCloseTo(1, 6) // to one scale: all that 0 leads to
  })
})
