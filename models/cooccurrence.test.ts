import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cooccurrenceOf, fitCooccurrence } from './cooccurrence.ts'
import type { CooccurrenceOptions } from './cooccurrence.ts'
import { integer } from './draws.ts'
import peer from './fixtures/rp3beta-scipy.json' with { type: 'json' }
import type { Interactions } from './interactions.ts'
import { itemListContract } from './itemListContract.ts'
import { weightOf } from './itemLists.ts'
import { openTeam } from './parallel/team.ts'
import { createRng } from './rng.ts'
import { dayMs, foldStrengths } from './strengths.ts'

const now = 1000 * dayMs
const hourMs = 3_600_000
const plain: CooccurrenceOptions = {
  behaviours: [{ source: 1, target: 1 }],
  halfLifeDays: null,
  maxHistory: 1000,
  customerExponent: 0,
  rowExponent: 0,
  columnExponent: 0,
  shrinkage: 0,
  gap: null,
  selfWeight: 0,
  topK: 100,
}

function of(rows: readonly (readonly [customer: number, item: number, behaviour: number, at: number])[]): Interactions {
  return {
    customers: 5,
    items: 4,
    customer: Int32Array.from(rows, (row) => row[0]),
    item: Int32Array.from(rows, (row) => row[1]),
    behaviour: Uint8Array.from(rows, (row) => row[2]),
    at: Float64Array.from(rows, (row) => row[3]),
  }
}

itemListContract('co-occurrence', (x, at) => fitCooccurrence(x, {
  ...plain,
  behaviours: [{ source: 0.3, target: 0.1 }, { source: 0.6, target: 0.5 }, { source: 1, target: 1 }],
  halfLifeDays: 30,
  customerExponent: 0.5,
  rowExponent: 0.5,
  columnExponent: 0.3,
  shrinkage: 2,
  gap: { halfLifeHours: 24, floor: 0.1 },
}, at))

describe('co-occurrence by hand', () => {
  // Items 0 and 1 together twice, 0 and 2 once.
  const x = of([[0, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 2, 0, 0]])

  it('counts customers who know both, without the item itself', () => {
    const lists = fitCooccurrence(x, plain, now)
    expect([weightOf(lists, 0, 1), weightOf(lists, 0, 2), weightOf(lists, 1, 2), weightOf(lists, 0, 0), weightOf(lists, 0, 3)])
      .toEqual([2, 1, 1, null, null])
  })

  it('weighs votes, popularity and support', () => {
    expect(weightOf(fitCooccurrence(x, { ...plain, customerExponent: 0.5 }, now), 0, 1)).toBeCloseTo(1 / 2 + 1 / 3, 6)
    expect(weightOf(fitCooccurrence(x, { ...plain, rowExponent: 1 }, now), 0, 2)).toBeCloseTo(1 / 2, 6)
    expect(weightOf(fitCooccurrence(x, { ...plain, columnExponent: 1 }, now), 2, 0)).toBeCloseTo(1 / 2, 6)
    expect(weightOf(fitCooccurrence(x, { ...plain, shrinkage: 3 }, now), 0, 1)).toBeCloseTo((2 * 2) / 5, 6)
    expect(weightOf(fitCooccurrence(x, { ...plain, selfWeight: 0.5 }, now), 0, 0)).toBe(1)
  })

  it('keeps the K best of a row', () => {
    const lists = fitCooccurrence(x, { ...plain, topK: 1 }, now)
    expect([weightOf(lists, 0, 1), weightOf(lists, 0, 2)]).toEqual([2, null])
  })

  it('counts a pair less the farther apart it is, down to the floor', () => {
    const apart = of([[0, 0, 0, 0], [0, 1, 0, 2 * hourMs], [0, 2, 0, 900 * hourMs]])
    const lists = fitCooccurrence(apart, { ...plain, gap: { halfLifeHours: 2, floor: 0.2 } }, now)
    expect(weightOf(lists, 0, 1)).toBeCloseTo(0.2 + 0.8 / 2, 6)
    expect(weightOf(lists, 1, 0)).toBeCloseTo(0.6, 6)
    expect(weightOf(lists, 0, 2)).toBeCloseTo(0.2, 6)
  })

  it('leads from what was seen to what was bought, and not back', () => {
    const seenThenBought = of([[0, 0, 0, 0], [0, 1, 1, 0]])
    const lists = fitCooccurrence(seenThenBought, { ...plain, behaviours: [{ source: 1, target: 0 }, { source: 1, target: 1 }] }, now)
    expect([weightOf(lists, 0, 1), weightOf(lists, 1, 0)]).toEqual([1, null])
  })

  it('lets returns take away from a pair and drops it when they prevail', () => {
    const behaviours = [{ source: 1, target: 1 }, { source: -1, target: -1 }]
    const rows = [[0, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 0], [2, 0, 0, 0], [2, 1, 0, 0]] as const
    expect(weightOf(fitCooccurrence(of(rows), { ...plain, behaviours }, now), 0, 1)).toBe(1)
    expect(weightOf(fitCooccurrence(of(rows.slice(0, 4)), { ...plain, behaviours }, now), 0, 1)).toBeNull()
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  it('equals RP3β for one behaviour with α = ½ and ρ = 1', () => {
    const n = peer.customer.length
    const x: Interactions = {
      customers: peer.customers,
      items: peer.items,
      customer: Int32Array.from(peer.customer),
      item: Int32Array.from(peer.item),
      behaviour: new Uint8Array(n),
      at: new Float64Array(n),
    }
    const options = { ...plain, customerExponent: 0.5, rowExponent: 1, columnExponent: peer.beta }
    const lists = fitCooccurrence(x, options, now)
    peer.weights.forEach((row, from) => row.forEach((weight, to) => {
      if (weight === 0) expect(weightOf(lists, from, to)).toBeNull()
      else expect(weightOf(lists, from, to)).toBeCloseTo(weight, 6)
    }))
  })
})

describe.skipIf(!existsSync(new URL('../dist/kernelThread.js', import.meta.url)))('co-occurrence on a team (after npm run build)', () => {
  it.each([null, { halfLifeHours: 24, floor: 0.2 }])('gives the same bytes on any number of threads as in typed arrays, gap %o', async (gap) => {
    const rng = createRng(3)
    const n = 20_000
    const drawn = (bound: number) => Int32Array.from({ length: n }, () => integer(rng, bound))
    const x: Interactions = { customers: 700, items: 300, customer: drawn(700), item: drawn(300), behaviour: Uint8Array.from(drawn(2)), at: Float64Array.from(drawn(1e6), (second) => 1000 * second) }
    const options = { ...plain, behaviours: [{ source: 1, target: 0.5 }, { source: -0.5, target: 1 }], customerExponent: 0.5, columnExponent: 0.3, shrinkage: 2, selfWeight: 4, topK: 20, gap }
    const folded = foldStrengths(x, options, now)
    const alone = cooccurrenceOf(folded, options)
    for (const threads of [1, 3]) {
      const team = openTeam(threads)
      expect(cooccurrenceOf(folded, options, team)).toEqual(alone)
      await team.close()
    }
  })
})
