import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standardisedDifference, welchDifference } from './effect.ts'
import { addRow, createMoments, momentsOf, momentsOfRest } from './groupMoments.ts'
import { fromRows, type Matrix } from './matrix.ts'

function gather(x: Matrix, labels: readonly number[], groups: number) {
  const moments = createMoments(groups, x.cols)
  labels.forEach((label, i) => addRow(moments, label, x.data, i * x.cols))
  return moments
}

describe('groupMoments', () => {
  const x = fromRows([[10, 1], [12, NaN], [1, 0], [3, 0], [2, NaN]])
  const moments = gather(x, [0, 0, 1, 1, 2], 3)

  it('sets one group against all others together', () => {
    expect(momentsOf(moments, 0, 0)).toEqual({ n: 2, mean: 11, variance: 2 })
    expect(momentsOfRest(moments, 0, 0)).toEqual({ n: 3, mean: 2, variance: 1 })
    // Pooled variance (1 · 2 + 2 · 1) / 3.
    expect(standardisedDifference(momentsOf(moments, 0, 0), momentsOfRest(moments, 0, 0))!.d).toBeCloseTo(9 / Math.sqrt(4 / 3), 6)
  })

  it('passes over what is not known', () => {
    expect(momentsOf(moments, 0, 1)).toEqual({ n: 1, mean: 1, variance: NaN })
    expect(momentsOf(moments, 2, 1)).toEqual({ n: 0, mean: NaN, variance: NaN })
    expect(momentsOfRest(moments, 0, 1)).toEqual({ n: 2, mean: 0, variance: 0 })
  })

  it('agrees with two passes over the rows, in any order and far from zero', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.double({ min: -50, max: 50, noNaN: true })), { minLength: 4, maxLength: 60 }), (rows) => {
      const values = fromRows(rows.map(([, value]) => [1e5 + Math.fround(value)]))
      const found = momentsOfRest(gather(values, rows.map(([label]) => label), 4), 0, 0)
      const others = [...values.data].filter((_, i) => rows[i]![0] !== 0)
      const mean = others.reduce((sum, value) => sum + value, 0) / others.length
      expect(found.n).toBe(others.length)
      if (others.length < 2) return
      expect(found.mean).toBeCloseTo(mean, 6)
      expect(found.variance).toBeCloseTo(others.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (others.length - 1), 4)
    }))
  })
})

describe('welchDifference', () => {
  it('takes each side\'s own variance', () => {
    // a = 1..10, b = 2, 4, …, 40: means 5.5 and 21, s²/n .91667 and 7.
    const found = welchDifference({ n: 10, mean: 5.5, variance: 55 / 6 }, { n: 20, mean: 21, variance: 140 })!
    expect(found.difference).toBe(-15.5)
    expect(found.high - found.low).toBeCloseTo(2 * 1.959963984540054 * Math.sqrt(55 / 60 + 7), 10)
  })

  it('is nothing where a side has fewer than two values', () => {
    expect(welchDifference({ n: 1, mean: 1, variance: NaN }, { n: 9, mean: 1, variance: 1 })).toBeNull()
  })
})
