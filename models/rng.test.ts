import { describe, expect, it } from 'vitest'
import { createRng, derive } from './rng.ts'

function draws(rng: () => number, count: number): number[] {
  return Array.from({ length: count }, rng)
}

describe('createRng', () => {
  it('gives the same stream for the same seed, whether number or text', () => {
    expect(draws(createRng(7), 5)).toEqual(draws(createRng('7'), 5))
  })

  it('gives streams that share nothing for neighbouring seeds', () => {
    const first = new Set(draws(createRng(1), 1000))
    expect(draws(createRng(2), 1000).filter((value) => first.has(value))).toEqual([])
  })

  it('stays in [0, 1) and fills it evenly', () => {
    const values = draws(createRng('even'), 100_000)
    const counts = Array.from({ length: 10 }, () => 0)
    for (const value of values) counts[Math.floor(value * 10)]++
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(Math.min(...values.slice(0, 1000))).toBeGreaterThanOrEqual(0)
    // 9 degrees of freedom: 0.999 quantile.
    expect(chiSquare).toBeLessThan(27.88)
  })

  it('does not follow itself: neighbours are uncorrelated', () => {
    const values = draws(createRng(3), 100_000)
    let product = 0
    for (let i = 1; i < values.length; i++) product += (values[i - 1] - 0.5) * (values[i] - 0.5)
    expect(Math.abs(product / values.length / (1 / 12))).toBeLessThan(0.01)
  })
})

describe('derive', () => {
  it('does not depend on the order in which keys are asked for', () => {
    const alone = derive(1, 'b')()
    derive(1, 'a')()
    expect(derive(1, 'b')()).toBe(alone)
  })

  it('keeps seed and key apart', () => {
    expect(derive('a', 'b:c')()).not.toBe(derive('a:b', 'c')())
    expect(derive(1, '23')()).not.toBe(derive(12, '3')())
  })
})
