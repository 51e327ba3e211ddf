import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import peer from '../fixtures/sessions-sessionrec.json' with { type: 'json' }
import { itemListContract } from '../itemListContract.ts'
import { weightOf } from '../itemLists.ts'
import { createScratch, scoreOf } from '../listScorer.ts'
import { dayMs } from '../strengths.ts'
import { createVisitScratch, scoreSession } from './scoreSession.ts'
import { fitSessionKnn } from './sessionKnn.ts'
import type { SessionKnn, SessionKnnOptions } from './sessionKnn.ts'
import { sessionKnnLists } from './sessionKnnLists.ts'
import { visitsOf } from './testing.ts'

const now = 100 * dayMs
const plain: SessionKnnOptions = {
  behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, pauseHours: null,
  sample: 100, neighbours: 100, steps: 1, latestSteps: null, nearSteps: 1, idfWeight: 0, lengthExponent: 0,
}

itemListContract('session kNN as lists', (x, at) => sessionKnnLists(fitSessionKnn(x, {
  ...plain, behaviours: [plain.behaviours[0], plain.behaviours[0], plain.behaviours[0]],
  halfLifeDays: 30, pauseHours: 24 * 7, neighbours: 50, steps: 2, nearSteps: 2, idfWeight: 1, lengthExponent: 0.5,
}, at), 100))

function scoresOf(model: SessionKnn, order: readonly number[]): (number | null)[] {
  const scratch = createScratch(model.items)
  scoreSession(model, order, scratch, createVisitScratch(model))
  return Array.from({ length: model.items }, (_, item) => scoreOf(scratch, item))
}

describe('session kNN by hand', () => {
  const x = visitsOf([[0, 1, 2], [1, 3], [4]], 6)

  it('listens to visits that share an item, most to what lies near the last one shared', () => {
    const e = Math.exp
    const [first, second, third, fourth, fifth, sixth] = scoresOf(fitSessionKnn(x, plain, now), [0, 1])
    // The first visit shares both (1 + e⁻¹) around its second place, the other one only the last.
    expect(first).toBeCloseTo((1 + e(-1)) * e(-1), 6)
    expect(second).toBeCloseTo(1 + e(-1) + 1, 6)
    expect(third).toBeCloseTo((1 + e(-1)) * e(-1), 6)
    expect(fourth).toBeCloseTo(e(-1), 6)
    expect([fifth, sixth]).toEqual([null, null])
  })

  it('hears only the most alike, among the most recent', () => {
    expect(scoresOf(fitSessionKnn(x, { ...plain, neighbours: 1 }, now), [0, 1])[3]).toBeNull()
    expect(scoresOf(fitSessionKnn(x, { ...plain, sample: 1 }, now), [1])[0]).toBeNull()
    expect(scoresOf(fitSessionKnn(x, { ...plain, sample: 1 }, now), [1])[3]).toBeCloseTo(Math.exp(-1), 6)
  })

  it('weighs rare items, long visits and how long ago the shared item was', () => {
    expect(scoresOf(fitSessionKnn(x, { ...plain, idfWeight: 2 }, now), [4])[4]).toBeCloseTo(1 + 2 * Math.log(3), 6)
    expect(scoresOf(fitSessionKnn(x, { ...plain, lengthExponent: 1 }, now), [2])[2]).toBeCloseTo(1 / 3, 6)
    expect(scoresOf(fitSessionKnn(x, { ...plain, latestSteps: 2 }, now), [2, 5])[2]).toBeCloseTo(Math.exp(-1 - 0.5), 6)
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  it('equals V-STAN up to the length of the visit asked about', () => {
    const rows = peer.rows
    const { k, sample, spw, snh, inh, ipw, idf } = peer.settings
    const model = fitSessionKnn({
      customers: peer.sessions, items: peer.items,
      customer: Int32Array.from(rows, ([session]) => session), item: Int32Array.from(rows, ([, item]) => item),
      behaviour: new Uint8Array(rows.length), at: Float64Array.from(rows, ([, , seconds]) => seconds * 1000),
    }, {
      ...plain, halfLifeDays: snh * Math.LN2, sample, neighbours: k, steps: spw, latestSteps: ipw, nearSteps: inh, idfWeight: idf, lengthExponent: 0.5,
    }, peer.now * 1000)
    for (const { visit, scores } of peer.asked) {
      const places = new Map(visit.map((item, place) => [item, Math.exp((place + 1 - visit.length) / spw)]))
      const norm = Math.sqrt([...places.values()].reduce((sum, value) => sum + value * value, 0))
      scoresOf(model, visit).forEach((score, item) => expect((score ?? 0) / norm).toBeCloseTo(scores[item], 5))
    }
  })
})

describe('session kNN, whatever the visits', () => {
  const visits = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 15 })

  it('gives a visit of one item exactly its list', () => {
    fc.assert(fc.property(visits, fc.nat(9), (any, item) => {
      const model = fitSessionKnn(visitsOf(any, 10), { ...plain, idfWeight: 1, lengthExponent: 0.5, neighbours: 5 }, now)
      const lists = sessionKnnLists(model, 10)
      scoresOf(model, [item]).forEach((score, to) => expect(weightOf(lists, item, to)).toBe(score))
    }))
  })

  it('leaves no trace of one visit in the next', () => {
    fc.assert(fc.property(visits, fc.array(fc.nat(12), { maxLength: 5 }), (any, order) => {
      const model = fitSessionKnn(visitsOf(any, 10), plain, now)
      const [scratch, visitScratch] = [createScratch(10), createVisitScratch(model)]
      scoreSession(model, [1, 2, 3], scratch, visitScratch)
      scoreSession(model, order, scratch, visitScratch)
      expect(Array.from({ length: 10 }, (_, item) => scoreOf(scratch, item))).toEqual(scoresOf(model, order))
    }))
  })
})
