import { describe, expect, it } from 'vitest'
import { chiSquareSurvival } from './chiSquare.ts'
import peer from './fixtures/chiSquare-scipy.json' with { type: 'json' }

describe('chiSquareSurvival', () => {
  it('by hand: with two degrees of freedom e^(−x/2)', () => {
    for (const x of [0.01, 1, 2, 7, 300, 1400]) expect(chiSquareSurvival(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12)
  })
  it('the 5 % points every table prints', () => {
    for (const [x, freedom] of [[3.841, 1], [5.991, 2], [18.307, 10], [124.342, 100]]) expect(chiSquareSurvival(x, freedom)).toBeCloseTo(0.05, 4)
  })
  it.each(peer.survival)(`of %f with %i degrees is %f to 1e-10 of itself (${peer.madeBy})`, (x, freedom, theirs) => {
    const ours = chiSquareSurvival(x, freedom)
    // What a double cannot hold counts as nothing on both sides.
    if (theirs < 1e-300) expect(ours).toBeLessThan(1e-300)
    else expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-10)
  })
  it('is 1 from nothing, 0 at infinity, and refuses no freedom', () => {
    expect(chiSquareSurvival(0, 3)).toBe(1)
    expect(chiSquareSurvival(Infinity, 3)).toBe(0)
    expect(() => chiSquareSurvival(1, 0)).toThrow(RangeError)
    expect(() => chiSquareSurvival(NaN, 1)).toThrow(RangeError)
  })
})
