import { describe, expect, it } from 'vitest'
import peer from '../fixtures/drift-scipy.json' with { type: 'json' }
import { sizeChange } from './sizeChange.ts'

describe('sizeChange', () => {
  it('by hand: nobody left and five entered, 2 / 2⁵', () => {
    const found = sizeChange(20, 25, 20)
    expect(found.p).toBeCloseTo(1 / 16, 12)
    expect(found.change).toBeCloseTo(0.25, 12)
  })
  it('is no surprise where as many left as entered, or nobody moved', () => {
    expect(sizeChange(30, 30, 10).p).toBe(1)
    expect(sizeChange(30, 30, 30).p).toBe(1)
  })
  it('has no ratio to a group of nobody', () => {
    expect(sizeChange(0, 8, 0)).toMatchObject({ change: null })
  })
  it('refuses more stayers than people', () => {
    expect(() => sizeChange(3, 9, 4)).toThrow(RangeError)
  })
  it.each(peer.mcnemar)(`%i left, %i entered: p = %f (${peer.madeBy})`, (left, entered, p) => {
    expect(Math.abs(sizeChange(left + 7, entered + 7, 7).p / p - 1)).toBeLessThan(1e-8)
  })
})
