import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidateThresholds, roundest } from './thresholds.ts'

describe('roundest', () => {
  it.each([
    [3, 4, 3], [3, 7, 5], [0, 1, 0], [-2, 5, 0], [17.3, 24.9, 20], [0.31, 0.335, 0.32], [12.4, 12.9, 12.5],
    [95, 140, 100], [-140, -95, -100], [0.0012, 0.0019, 0.0015], [1e6 + 1, 1e6 + 2, 1e6 + 1],
  ])('between %d and %d is %d', (low, high, t) => {
    expect(roundest(low, high)).toBe(t)
  })
  it('is at or above low and below high, however close they are', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true })
    fc.assert(fc.property(float, float, (a, b) => {
      fc.pre(a !== b)
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      const t = roundest(low, high)
      expect(t).toBeGreaterThanOrEqual(low)
      expect(t).toBeLessThan(high)
    }), { numRuns: 2000 })
  })
})

describe('candidateThresholds', () => {
  it('lies between all neighbours where they are few', () => {
    expect(Array.from(candidateThresholds([1, 1, 2, 3, 3, 9], 3))).toEqual([1, 2, 5])
    expect(candidateThresholds([4, 4], 3)).toHaveLength(0)
    expect(candidateThresholds([], 3)).toHaveLength(0)
  })
  it('lies about the quantiles where they are many, at round numbers', () => {
    expect(Array.from(candidateThresholds(Float64Array.from({ length: 1001 }, (_, i) => i / 10), 3))).toEqual([20, 50, 70])
  })
  it('is ascending, at most as many as asked for, and parts the values anew each time', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.float({ noNaN: true, min: -1000, max: 1000 })), { minLength: 1 }), fc.integer({ min: 1, max: 12 }), (values, most) => {
      const ascending = Float64Array.from(values).sort()
      const found = candidateThresholds(ascending, most)
      expect(found.length).toBeLessThanOrEqual(most)
      const below = Array.from(found, (t) => ascending.filter((value) => value <= t).length)
      found.forEach((t, i) => { if (i > 0) expect(t).toBeGreaterThan(found[i - 1]) })
      for (const n of below) expect(n > 0 && n < ascending.length).toBe(true)
    }))
  })
})
