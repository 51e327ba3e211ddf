import { describe, expect, it } from 'vitest'
import { correlation } from './correlation.ts'

describe('correlation', () => {
  it('by hand', () => {
    expect(correlation([1, 2, 3], [10, 30, 20])).toBeCloseTo(0.5, 14)
    expect(correlation([1, 2, 4], [3, 2, 0])).toBeCloseTo(-1, 14)
  })
  it('counts weights as repetition', () => {
    expect(correlation([1, 2, 3, 9], [10, 30, 20, 7], [1, 2, 1, 0])).toBeCloseTo(correlation([1, 2, 2, 3], [10, 30, 30, 20]) ?? NaN, 14)
  })
  it('keeps its digits far from 0', () => {
    expect(correlation([1e9 + 1, 1e9 + 2, 1e9 + 3], [10, 30, 20])).toBeCloseTo(0.5, 6)
  })
  it('is null without spread, and refuses pairs that are none', () => {
    expect(correlation([2, 2], [1, 3])).toBeNull()
    expect(correlation([], [])).toBeNull()
    expect(() => correlation([1], [1, 2])).toThrow('differ in number')
  })
})
