import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { topN } from './topN.ts'

describe('topN', () => {
  it('ranks by score, ties by item number', () => {
    const { items, scores } = topN(Float32Array.from([1, 3, 3, 2]), Int32Array.from([3, 2, 1, 0]), 3)
    expect([...items]).toEqual([1, 2, 3])
    expect([...scores]).toEqual([3, 3, 2])
  })

  it('passes over what is excluded and what is not a number', () => {
    const scores = Float32Array.from([5, NaN, 4, 3])
    expect([...topN(scores, Int32Array.from([0, 1, 2, 3]), 2, (item) => item === 0).items]).toEqual([2, 3])
  })

  it('gives what there is when fewer are left, and nothing for n = 0', () => {
    expect([...topN(Float32Array.from([1, 2]), Int32Array.from([0, 1]), 9).items]).toEqual([1, 0])
    expect(topN(Float32Array.from([1, 2]), Int32Array.from([0, 1]), 0).items).toHaveLength(0)
    expect(topN(new Float32Array(0), new Int32Array(0), 3).items).toHaveLength(0)
  })

  it('equals sorting everything, whatever the order of the candidates', () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 })
    fc.assert(fc.property(values, fc.nat(70), fc.nat(5), (scores, n, modulus) => {
      const excluded = (item: number): boolean => modulus > 1 && item % modulus === 0
      const all = scores.map((_, item) => item)
      const expected = all.filter((item) => !excluded(item)).sort((a, b) => scores[b] - scores[a] || a - b).slice(0, n)
      const floats = Float32Array.from(scores)
      expect([...topN(floats, Int32Array.from(all), n, excluded).items]).toEqual(expected)
      expect([...topN(floats, Int32Array.from(all.toReversed()), n, excluded).items]).toEqual(expected)
    }))
  })
})
