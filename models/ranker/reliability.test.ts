import { describe, expect, it } from 'vitest'
import { brierScore, expectedCalibrationError, reliability, reliabilityByMass } from './reliability.ts'

const p = Float32Array.from([0.75, 0.25, 0.5, 0.25])
const y = Float32Array.from([1, 0, 0, 1])

describe('reliability, by hand', () => {
  it('bins by width and leaves empty bins out', () => {
    expect(reliability(p, y, 2)).toEqual([{ from: 0, to: 0.5, n: 2, predicted: 0.25, observed: 0.5 }, { from: 0.5, to: 1, n: 2, predicted: 0.625, observed: 0.5 }])
    expect(expectedCalibrationError(p, y, 2)).toBeCloseTo(0.5 * 0.25 + 0.5 * 0.125, 12)
  })

  it('bins by number, in order of probability', () => {
    expect(reliabilityByMass(p, y, 2)).toEqual([{ from: 0.25, to: 0.25, n: 2, predicted: 0.25, observed: 0.5 }, { from: 0.5, to: 0.75, n: 2, predicted: 0.625, observed: 0.5 }])
    expect(reliabilityByMass(p, y, 9).map(({ n }) => n)).toEqual([1, 1, 1, 1])
  })

  it('squares the errors', () => {
    expect(brierScore(p, y)).toBeCloseTo((0.0625 + 0.0625 + 0.25 + 0.5625) / 4, 12)
  })

  it('says nothing of nothing', () => {
    const none = new Float32Array(0)
    expect([reliabilityByMass(none, none), brierScore(none, none), expectedCalibrationError(none, none)]).toEqual([[], null, null])
  })
})
