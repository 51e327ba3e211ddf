import { describe, expect, it } from 'vitest'
import { columnMoments, proportionDifference, standardisedDifference } from './effect.ts'
import { fromRows } from './matrix.ts'

describe('standardisedDifference', () => {
  it('is the worked example of Borenstein et al. 2009, pp. 26–28', () => {
    const found = standardisedDifference({ n: 50, mean: 103, variance: 5.5 ** 2 }, { n: 50, mean: 100, variance: 4.5 ** 2 })!
    expect(found.d).toBeCloseTo(0.597, 4)
    expect(found.g).toBeCloseTo(0.5924, 4)
    // V_g = 0.0411, SE_g = 0.2028.
    expect((found.high - found.low) / 2 / 1.96).toBeCloseTo(0.2028, 4)
  })

  it('is 0 for equal means and turns with the sides', () => {
    const a = { n: 10, mean: 3, variance: 2 }
    const b = { n: 20, mean: 5, variance: 4 }
    expect(standardisedDifference(a, { ...b, mean: 3 })!.g).toBe(0)
    expect(standardisedDifference(a, b)!.g).toBe(-standardisedDifference(b, a)!.g)
  })

  it('is null without spread or with one value', () => {
    expect(standardisedDifference({ n: 5, mean: 1, variance: 0 }, { n: 5, mean: 2, variance: 0 })).toBeNull()
    expect(standardisedDifference({ n: 1, mean: 1, variance: NaN }, { n: 5, mean: 2, variance: 1 })).toBeNull()
  })
})

describe('proportionDifference', () => {
  it.each([
    // Newcombe 1998, Table II, method 10.
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('%i/%i against %i/%i', (yes, n, restYes, restN, difference, low, high) => {
    const found = proportionDifference(yes, n, restYes, restN)!
    expect(found.difference).toBeCloseTo(difference, 4)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  it('has no lift over nobody, and lift 0 of nobody', () => {
    expect(proportionDifference(1, 2, 0, 5)!.lift).toBeNull()
    expect(proportionDifference(0, 2, 1, 5)!.lift).toBe(0)
    expect(proportionDifference(1, 2, 1, 4)!.lift).toBe(2)
  })

  it('is null for an empty side', () => {
    expect(proportionDifference(0, 0, 1, 5)).toBeNull()
  })
})

describe('columnMoments', () => {
  const x = fromRows([[2], [4], [NaN], [6], [100]])
  const mask = Uint8Array.of(1, 1, 1, 1, 0)

  it('takes one side without the missing', () => {
    expect(columnMoments(x, 0, mask, 1)).toEqual({ n: 3, mean: 4, variance: 4 })
  })

  it('has no variance of one value', () => {
    expect(columnMoments(x, 0, mask, 0)).toEqual({ n: 1, mean: 100, variance: NaN })
  })
})
