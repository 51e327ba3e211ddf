import { describe, expect, it } from 'vitest'
import { bootstrapDifference, bootstrapMean, bootstrapMeans } from './bootstrap.ts'
import { gaussian } from './draws.ts'
import { createRng, derive } from './rng.ts'

describe('bootstrapMean', () => {
  it('is the same under the same seed and has no width for a constant', () => {
    const values = [1, 2, 3, 4]
    expect(bootstrapMean(values, createRng(1))).toEqual(bootstrapMean(values, createRng(1)))
    expect(bootstrapMean([3, 3, 3], createRng(1))).toEqual({ mean: 3, low: 3, high: 3 })
    expect(() => bootstrapMean([], createRng(1))).toThrow(RangeError)
  })

  it('agrees with the normal interval on many values', () => {
    const rng = createRng(2)
    const values = Float64Array.from({ length: 2000 }, () => 5 + gaussian(rng))
    const { mean, low, high } = bootstrapMean(values, rng)
    const half = 1.96 / Math.sqrt(2000)
    expect(mean - low).toBeCloseTo(half, 2)
    expect(high - mean).toBeCloseTo(half, 2)
  })

  it('covers the true mean about as often as it says', () => {
    const covered = Array.from({ length: 200 }, (_, round) => {
      const rng = derive(9, String(round))
      const values = Float64Array.from({ length: 50 }, () => gaussian(rng))
      const { low, high } = bootstrapMean(values, rng, { resamples: 300, level: 0.9 })
      return low <= 0 && high >= 0
    }).filter(Boolean).length
    expect(covered).toBeGreaterThan(165)
    expect(covered).toBeLessThan(195)
  })
})

describe('bootstrapDifference', () => {
  it('is narrow where both judge the same customers alike', () => {
    const rng = createRng(3)
    const b = Float64Array.from({ length: 300 }, () => gaussian(rng))
    const a = b.map((value) => value + 0.1)
    const paired = bootstrapDifference(a, b, rng)
    expect(paired.mean).toBeCloseTo(0.1, 9)
    expect(paired.high - paired.low).toBeLessThan(1e-9)
    expect(() => bootstrapDifference([1], [1, 2], rng)).toThrow(RangeError)
  })
})

describe('bootstrapMeans', () => {
  it('is bootstrapMean of each, with the same draws', () => {
    const series = [[1, 5, 2, 8], [0, 1, 0, 1]]
    expect(bootstrapMeans(series, derive(3, 'x'))).toEqual(series.map((values) => bootstrapMean(values, derive(3, 'x'))))
    expect(() => bootstrapMeans([[1, 2], [1]], derive(3, 'x'))).toThrow(RangeError)
    expect(() => bootstrapMeans([[]], derive(3, 'x'))).toThrow(RangeError)
  })
})
