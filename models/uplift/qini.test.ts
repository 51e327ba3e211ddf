import { describe, expect, it } from 'vitest'
import peer from '../fixtures/uplift-sklift.json' with { type: 'json' }
import { curveScore, gainCurve } from './qini.ts'

describe('gainCurve', () => {
  it('by hand: two treated, two not, taken one by one', () => {
    const trial = { treated: [1, 0, 1, 0], outcome: [1, 0, 0, 1] }
    const qini = gainCurve(trial, [4, 3, 2, 1], 'qini')
    expect(Array.from(qini.share)).toEqual([0, 0.25, 0.5, 0.75, 1])
    // yₜ − y꜀ nₜ/n꜀ over two treated: 1, 1, 1, 1 − 1·2/2.
    expect(Array.from(qini.gain)).toEqual([0, 0.5, 0.5, 0.5, 0])
    expect(Array.from(gainCurve(trial, [4, 3, 2, 1], 'uplift').gain)).toEqual([0, 0.25, 0.5, 0.375, 0])
  })
  it('takes people of one score together, so that their order cannot matter', () => {
    const trial = { treated: [1, 0, 1, 0], outcome: [1, 0, 0, 1] }
    expect(gainCurve(trial, [1, 1, 1, 1], 'qini').share).toHaveLength(2)
    expect(curveScore(trial, [1, 1, 1, 1], 'qini').aboveRandom).toBe(0)
  })
  it('ends at the average effect', () => {
    const trial = { treated: [1, 1, 1, 0, 0], outcome: [1, 1, 0, 1, 0] }
    expect(gainCurve(trial, [5, 4, 3, 2, 1], 'qini').gain.at(-1)).toBeCloseTo(2 / 3 - 1 / 2)
    expect(gainCurve(trial, [5, 4, 3, 2, 1], 'uplift').gain.at(-1)).toBeCloseTo(2 / 3 - 1 / 2)
  })
  it('refuses scores that are not numbers', () => {
    expect(() => curveScore({ treated: [1, 0], outcome: [1, 0] }, [NaN, 1], 'qini')).toThrow(RangeError)
  })
})

describe('published values of scikit-uplift\'s tests', () => {
  it.each([
    { y: [0, 1], uplift: [0.1, 0.3], treated: [1, 0], auuc: 0, qini: 1 },
    { y: [1, 0], uplift: [0.1, 0.3], treated: [0, 1], auuc: 1, qini: 1 },
  ])('$y, $uplift, $treated', ({ y, uplift, treated, auuc, qini }) => {
    const trial = { treated, outcome: y }
    expect(curveScore(trial, uplift, 'uplift').normalised ?? 0).toBeCloseTo(auuc, 12)
    expect(curveScore(trial, uplift, 'qini').normalised ?? 0).toBeCloseTo(qini, 12)
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  const trial = { treated: peer.treated, outcome: peer.y }
  const treatedN = peer.treated.reduce((sum, value) => sum + value, 0)
  it.each(peer.curves.map((curve, at) => ({ at, ...curve })))('scores $at', ({ scores, qini, uplift }) => {
    for (const [kind, theirs, unit] of [['qini', qini, treatedN], ['uplift', uplift, scores.length]] as const) {
      const ours = gainCurve(trial, scores, kind)
      expect(ours.share).toHaveLength(theirs.points)
      theirs.at.forEach((at, k) => expect(ours.share[k] * scores.length).toBeCloseTo(at, 8))
      theirs.gain.forEach((gain, k) => expect(ours.gain[k] * unit).toBeCloseTo(gain, 8))
      expect(curveScore(trial, scores, kind).normalised).toBeCloseTo(theirs.score, 10)
    }
  })
})
