import { describe, expect, it } from 'vitest'
import peer from './fixtures/chiSquare-scipy.json' with { type: 'json' }
import ofDigamma from './fixtures/clv-lifetimes.json' with { type: 'json' }
import { digamma, logGamma } from './logGamma.ts'

describe('logGamma', () => {
  it('by hand: factorials, and Γ(½) = √π', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13)
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 13)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
  })
  it.each(peer.logGamma)(`at %f is %f (${peer.madeBy})`, (x, theirs) => {
    expect(Math.abs(logGamma(x) - theirs)).toBeLessThan(1e-14 + 2e-15 * Math.abs(theirs))
  })
  it('refuses what has no logarithm', () => {
    expect(() => logGamma(0)).toThrow(RangeError)
    expect(() => logGamma(NaN)).toThrow(RangeError)
  })
})

describe('digamma', () => {
  it('climbs by 1/x', () => {
    expect(digamma(4) - digamma(1)).toBeCloseTo(1 + 1 / 2 + 1 / 3, 14)
  })
  it.each(ofDigamma.digamma)('at $x equals scipy', ({ x, value }) => {
    expect(Math.abs(digamma(x) - value)).toBeLessThan(6e-15 * Math.max(1, Math.abs(value)))
  })
  it('refuses what lies outside', () => {
    for (const x of [0, -1.5, NaN]) expect(() => digamma(x)).toThrow(RangeError)
  })
})
