import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binOf, binsIn, fitBins } from './bins.ts'

const count = (values: readonly number[], most: number) => {
  const bins = fitBins(values, most)
  const counts = Array.from({ length: binsIn(bins) }, () => 0)
  for (const value of values) counts[binOf(bins, value)]++
  return counts
}

describe('fitBins', () => {
  it('by hand: ten values into five bins, and one for what is missing', () => {
    expect(fitBins([3, 1, 2, 5, 4, 9, 7, 8, 6, 10], 5)).toEqual({ cuts: [2, 4, 6, 8] })
    expect(count([3, 1, 2, 5, 4, 9, 7, 8, 6, 10, NaN], 5)).toEqual([2, 2, 2, 2, 2, 1])
  })
  it('lets the others divide what a frequent value leaves', () => {
    expect(count([0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 5)).toEqual([6, 1, 1, 1, 1, 0])
  })
  it('sees where a column of one value moves to', () => {
    const bins = fitBins([7, 7, NaN])
    expect([6, 7, 8, NaN].map((value) => binOf(bins, value))).toEqual([0, 1, 2, 3])
  })
  it('has a place for values where there were none', () => {
    const bins = fitBins([NaN, NaN])
    expect([binOf(bins, 3), binOf(bins, NaN), binsIn(bins)]).toEqual([0, 1, 2])
  })
  it('gives every value a bin, no bin with values being empty, whatever the ties', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ noNaN: true, min: -9, max: 9 })), { minLength: 2 }), fc.integer({ min: 2, max: 12 }), (values, most) => {
      fc.pre(new Set(values).size > 1)
      const counts = count(values, most)
      expect(counts.length).toBeLessThanOrEqual(most + 1)
      expect(counts.slice(0, -1).every((n) => n > 0)).toBe(true)
      expect(counts.at(-1)).toBe(0)
    }))
  })
  it('refuses one bin and an infinite value', () => {
    expect(() => fitBins([1, 2], 1)).toThrow(RangeError)
    expect(() => fitBins([1, Infinity])).toThrow(/infinite/)
  })
})
