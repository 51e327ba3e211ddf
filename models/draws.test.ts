import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gamma, gaussian, sampleWith, sampleWithout, shuffle } from './draws.ts'
import { createRng } from './rng.ts'

describe('gaussian', () => {
  it('has mean 0, variance 1 and 5 % beyond 1.96', () => {
    const rng = createRng(4)
    const values = Array.from({ length: 100_000 }, () => gaussian(rng))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.015)
    expect(Math.abs(variance - 1)).toBeLessThan(0.02)
    expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 2)
  })
})

describe('gamma', () => {
  it.each([0.3, 1, 7])('of shape %d has that mean and variance', (shape) => {
    const rng = createRng(6)
    const values = Array.from({ length: 100_000 }, () => gamma(rng, shape))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean / shape - 1)).toBeLessThan(0.03)
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.06)
  })
})

describe('shuffle', () => {
  it('keeps every value and reaches all orders about equally often', () => {
    const rng = createRng(5)
    const counts = new Map<string, number>()
    for (let i = 0; i < 6000; i++) {
      const order = shuffle(rng, Int32Array.of(1, 2, 3)).join()
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    expect(Math.min(...counts.values())).toBeGreaterThan(880)
  })
})

describe('sampleWithout', () => {
  it('draws ascending, different rows, and all of them when asked for more', () => {
    fc.assert(fc.property(fc.nat(50), fc.nat(70), fc.nat(), (n, size, seed) => {
      const chosen = Array.from(sampleWithout(createRng(seed), n, size))
      expect(chosen.length).toBe(Math.min(n, size))
      expect(new Set(chosen).size).toBe(chosen.length)
      expect(chosen).toEqual(chosen.toSorted((a, b) => a - b))
      expect(chosen.every((row) => row < n)).toBe(true)
    }))
  })

  it('gives every row the same chance', () => {
    const rng = createRng(6)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 10_000; i++) for (const row of sampleWithout(rng, 10, 3)) counts[row]++
    expect(Math.min(...counts)).toBeGreaterThan(2850)
    expect(Math.max(...counts)).toBeLessThan(3150)
  })
})

describe('sampleWith', () => {
  it('leaves out about 1/e of the rows', () => {
    const drawn = new Set(sampleWith(createRng(8), 10_000, 10_000))
    expect(1 - drawn.size / 10_000).toBeCloseTo(Math.exp(-1), 1)
  })
})
