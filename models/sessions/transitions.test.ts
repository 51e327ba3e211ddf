import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integer } from '../draws.ts'
import peer from '../fixtures/sessions-sessionrec.json' with { type: 'json' }
import { itemListContract } from '../itemListContract.ts'
import { weightOf } from '../itemLists.ts'
import { openTeam } from '../parallel/team.ts'
import { createRng } from '../rng.ts'
import { dayMs } from '../strengths.ts'
import { recentHistory } from './recentHistory.ts'
import { plainTransitions as plain, visitsOf } from './testing.ts'
import { fitTransitions } from './transitions.ts'

const now = 100 * dayMs
const near = (d: number): number => Math.exp(-(d - 1))

itemListContract('transitions', (x, at) => fitTransitions(x, {
  ...plain,
  behaviours: [{ source: 0.3, target: 0.1 }, { source: 0.6, target: 0.5 }, { source: 1, target: 1 }],
  halfLifeDays: 30, pauseHours: 24 * 7, steps: 2, backward: 0.5, rowExponent: 0.5, columnExponent: 0.3, shrinkage: 1, selfWeight: 0.2,
}, at))

describe('transitions by hand', () => {
  const x = visitsOf([[0, 1, 2], [0, 2], [2, 0]], 4)

  it('leads on to what came after, less the more lies between', () => {
    const lists = fitTransitions(x, plain, now)
    expect(weightOf(lists, 0, 1)).toBeCloseTo(1, 6)
    expect(weightOf(lists, 0, 2)).toBeCloseTo(near(2) + 1, 6)
    expect(weightOf(lists, 2, 0)).toBeCloseTo(1, 6)
    expect([weightOf(lists, 1, 0), weightOf(lists, 0, 0), weightOf(lists, 3, 0)]).toEqual([null, null, null])
  })

  it('counts what came before as much as it is told', () => {
    const lists = fitTransitions(x, { ...plain, backward: 0.25 }, now)
    expect(weightOf(lists, 1, 0)).toBeCloseTo(0.25, 6)
    expect(weightOf(lists, 0, 2)).toBeCloseTo(near(2) + 1 + 0.25, 6)
  })

  it('weighs popularity, support and returns to the item', () => {
    expect(weightOf(fitTransitions(x, { ...plain, rowExponent: 1 }, now), 0, 1)).toBeCloseTo(1 / 3, 6)
    expect(weightOf(fitTransitions(x, { ...plain, columnExponent: 1 }, now), 1, 2)).toBeCloseTo(1 / 3, 6)
    expect(weightOf(fitTransitions(x, { ...plain, shrinkage: 2 }, now), 0, 2)).toBeCloseTo((near(2) + 1) / 2, 6)
    expect(weightOf(fitTransitions(x, { ...plain, selfWeight: 0.5 }, now), 0, 0)).toBeCloseTo(1.5, 6)
    expect(weightOf(fitTransitions(visitsOf([[0, 0]], 1), { ...plain, selfWeight: 0.5 }, now), 0, 0)).toBeCloseTo(1 + 1, 6)
  })

  it('ends a visit at a pause and forgets with time', () => {
    const days = visitsOf([[0], [1]], 2)
    const one = { ...days, customer: new Int32Array(2), customers: 1, at: Float64Array.from([0, dayMs]) }
    expect(weightOf(fitTransitions(one, { ...plain, pauseHours: 23 }, dayMs), 0, 1)).toBeNull()
    expect(weightOf(fitTransitions(one, { ...plain, pauseHours: 24 }, dayMs), 0, 1)).toBe(1)
    expect(weightOf(fitTransitions(one, { ...plain, halfLifeDays: 1 }, 3 * dayMs), 0, 1)).toBeCloseTo(0.25, 6)
    expect(() => fitTransitions(one, plain, 0)).toThrow('after the moment')
  })

  it('leads from what was seen to what was bought, and passes over what counts for nothing', () => {
    const seenThenBought = { ...visitsOf([[0, 1, 2]], 3), behaviour: Uint8Array.from([0, 1, 2]) }
    const lists = fitTransitions(seenThenBought, { ...plain, behaviours: [{ source: 1, target: 0 }, { source: 0, target: 0 }, { source: 1, target: 1 }] }, now)
    expect([weightOf(lists, 0, 1), weightOf(lists, 0, 2), weightOf(lists, 2, 0)]).toEqual([null, 1, null])
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  it('equals sequential rules with the same weight of distance', () => {
    const visits = Array.from({ length: peer.sessions }, (_, v) => peer.rows.filter(([session]) => session === v).map(([, item]) => item))
    const lists = fitTransitions(visitsOf(visits, peer.items), { ...plain, steps: peer.steps }, now)
    peer.rules.forEach((row, from) => row.forEach((weight, to) => {
      if (weight === 0) expect(weightOf(lists, from, to)).toBeNull()
      else expect(weightOf(lists, from, to)).toBeCloseTo(weight, 5)
    }))
  })
})

const visits = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 20 })

describe('transitions, whatever the visits', () => {
  it('turns round when the visits do', () => {
    fc.assert(fc.property(visits, (any) => {
      const forth = fitTransitions(visitsOf(any, 10), plain, now)
      const back = fitTransitions(visitsOf(any.map((visit) => visit.toReversed()), 10), plain, now)
      for (let i = 0; i < 10; i++) for (let j = 0; j < 10; j++) {
        expect(weightOf(back, j, i) ?? 0).toBeCloseTo(weightOf(forth, i, j) ?? 0, 4)
      }
    }))
  })

  it('adds up over visits', () => {
    fc.assert(fc.property(visits, visits, (some, others) => {
      const [a, b, both] = [some, others, [...some, ...others]].map((all) => fitTransitions(visitsOf(all, 10), plain, now))
      for (let i = 0; i < 10; i++) for (let j = 0; j < 10; j++) {
        expect(weightOf(both, i, j) ?? 0).toBeCloseTo((weightOf(a, i, j) ?? 0) + (weightOf(b, i, j) ?? 0), 4)
      }
    }))
  })
})

describe.skipIf(!existsSync(new URL('../../dist/kernelThread.js', import.meta.url)))('transitions on a team (after npm run build)', () => {
  it.each([0, 0.4])('give the same bytes on any number of threads as in typed arrays, backward %d', async (backward) => {
    const rng = createRng(4)
    const x = visitsOf(Array.from({ length: 800 }, () => Array.from({ length: 1 + integer(rng, 12) }, () => integer(rng, 300))), 320)
    const options = { ...plain, backward, steps: 2, columnExponent: 0.3, shrinkage: 2, selfWeight: 0.2, topK: 10 }
    const alone = fitTransitions(x, options, now)
    for (const threads of [1, 3]) {
      const team = openTeam(threads)
      expect(fitTransitions(x, options, now, team)).toEqual(alone)
      await team.close()
    }
  })
})

describe('recentHistory', () => {
  it('takes each item once, at its last place, and forgets with the steps since', () => {
    const { items, weights } = recentHistory([7, 8, 7, 9], 2)
    expect([...items]).toEqual([9, 7, 8])
    expect(weights[0]).toBe(1)
    expect(weights[1]).toBeCloseTo(Math.exp(-0.5), 6)
    expect(weights[2]).toBeCloseTo(Math.exp(-1), 6)
    expect(recentHistory([], 2).items).toHaveLength(0)
    expect(recentHistory(Array.from({ length: 50 }, (_, k) => k), 1).items).toHaveLength(10)
  })
})
