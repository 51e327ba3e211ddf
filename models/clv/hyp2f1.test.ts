import { describe, expect, it } from 'vitest'
import peer from '../fixtures/clv-lifetimes.json' with { type: 'json' }
import { hyp2f1, logHyp2f1 } from './hyp2f1.ts'

describe('hyp2f1', () => {
  it('is what it is in closed form', () => {
    for (const z of [0, 1e-9, 0.3, 0.6, 0.61, 0.97, 1 - 1e-7]) {
      expect(hyp2f1(0, 3, 2, z)).toBe(1)
      expect(hyp2f1(1.5, 2, 2, z) / (1 - z) ** -1.5).toBeCloseTo(1, 12)
      if (z > 0) expect(hyp2f1(1, 1, 2, z) / (-Math.log1p(-z) / z)).toBeCloseTo(1, 13)
      if (z > 0 && z < 0.98) expect(hyp2f1(0.5, 1, 1.5, z) / (Math.atanh(Math.sqrt(z)) / Math.sqrt(z))).toBeCloseTo(1, 13)
    }
  })
  it.each(['Pareto/NBD', 'BG/NBD', 'MBG/NBD'])(`equals scipy to 1e-12 for the arguments of %s, mpmath where that overflows or errs`, (model) => {
    const cases = peer.hyp2f1.filter((one) => one.model === model)
    expect(cases.length).toBeGreaterThan(30)
    expect(cases.filter(({ scipy }) => scipy !== null).length).toBeGreaterThan(20)
    for (const { a, b, c, z, log, scipy } of cases) {
      // A double near 3e4 has no digits below 4e-12.
      expect(Math.abs(logHyp2f1(a, b, c, z) - log)).toBeLessThan(2e-14 + 8e-16 * Math.abs(log))
      if (scipy !== null) expect(Math.abs(hyp2f1(a, b, c, z) / scipy - 1)).toBeLessThan(2e-12)
    }
  })
  it('stays in logarithms where doubles end', () => {
    expect(hyp2f1(3000, 3000, 3001, 0.9)).toBe(Infinity)
    expect(Number.isFinite(logHyp2f1(3000, 3000, 3001, 0.9))).toBe(true)
  })
  it('refuses arguments whose series would cancel or end', () => {
    for (const [a, b, c, z] of [[-1, 1, 1, 0.5], [1, 1, 0, 0.5], [1, 1, 1, 1], [1, 1, 1, -0.1], [NaN, 1, 1, 0.5]]) expect(() => hyp2f1(a, b, c, z)).toThrow(RangeError)
  })
})
