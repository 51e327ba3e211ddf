import { describe, expect, it } from 'vitest'
import { createRng } from './rng.ts'
import { shareReliability } from './shareReliability.ts'

describe('shareReliability', () => {
  it('by hand: four people with two draws each, of whom two hit twice and two never', () => {
    // between = (4/2 + 4/2 − 16/8)/3 = ⅔, within = (4 − 4)/4 = 0, so ρ = 1.
    expect(shareReliability([2, 2, 0, 0], [2, 2, 2, 2])).toBe(1)
    // of = 2, 1, 1, 0: between = (2 + ½ + ½ − 2)/3 = ⅓, within = (4 − 3)/4 = ¼, a = (8 − 16/8)/3 = 2, ρ = (1/12)/(7/12) = 1/7, and 2ρ/(1 + ρ) = ¼.
    expect(shareReliability([2, 1, 1, 0], [2, 2, 2, 2])).toBeCloseTo(0.25, 12)
  })

  it('is about 0 where everybody has one chance, and what was drawn where they have their own', () => {
    const rng = createRng(5)
    const per = Int32Array.from({ length: 4000 }, (_, i) => 2 + (i % 8))
    const hits = (chanceOf: (i: number) => number) => per.map((n, i) => Array.from({ length: n }, () => Number(rng() < chanceOf(i))).reduce((a, b) => a + b, 0))
    expect(shareReliability(hits(() => 0.3), per)).toBeLessThan(0.06)
    // Chances uniform on 0..1: variance 1/12 of ¼, ρ = ⅓, mean of per ρ/(1 + (per − 1)ρ) over 2..9.
    const own = Float64Array.from(per, () => rng())
    const expected = [2, 3, 4, 5, 6, 7, 8, 9].reduce((sum, n) => sum + n / 3 / (1 + (n - 1) / 3), 0) / 8
    expect(shareReliability(hits((i) => own[i]), per)).toBeCloseTo(expected, 1)
  })

  it('knows nothing where nothing tells luck from habit, and passes over who never drew', () => {
    for (const [of, per] of [[[1, 0], [1, 1]], [[0, 0], [4, 4]], [[4, 4], [4, 4]], [[1], [2]], [[], []]] as const) expect(shareReliability(of, per)).toBeNaN()
    expect(shareReliability([2, 1, 1, 0, 0, NaN], [2, 2, 2, 2, 0, 3])).toBeCloseTo(0.25, 12)
    expect(() => shareReliability([1], [1, 2])).toThrow(RangeError)
  })
})
