import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../rng.ts'
import { randomTable } from './randomTable.ts'

describe('randomTable', () => {
  it('has the sums it was given, and no cell below 0', () => {
    const sums = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 5 })
    fc.assert(fc.property(sums, sums, fc.integer(), (rowSums, cols, seed) => {
      const n = rowSums.reduce((sum, count) => sum + count, 0)
      // The columns share the same people.
      const weights = cols.map((count) => count + 1)
      const all = weights.reduce((sum, count) => sum + count, 0)
      const colSums = weights.map((weight) => Math.floor((n * weight) / all))
      colSums[0] += n - colSums.reduce((sum, count) => sum + count, 0)
      const table = randomTable(createRng(seed), rowSums, colSums)
      rowSums.forEach((sum, i) => expect(table.slice(i * colSums.length, (i + 1) * colSums.length).reduce((a, b) => a + b, 0)).toBe(sum))
      colSums.forEach((sum, j) => expect(rowSums.reduce((total, _, i) => total + table[i * colSums.length + j], 0)).toBe(sum))
      expect(table.every((count) => count >= 0)).toBe(true)
    }))
  })
  it('by hand: of 3 and 3 people the tables 0, 1, 2, 3 come as 1 : 9 : 9 : 1', () => {
    const rng = createRng('two by two')
    const seen = [0, 0, 0, 0]
    const draws = 20_000
    for (let i = 0; i < draws; i++) seen[randomTable(rng, [3, 3], [3, 3])[0]]++
    const expected = [0.05, 0.45, 0.45, 0.05]
    seen.forEach((count, k) => expect(Math.abs(count / draws - expected[k])).toBeLessThan(4 * Math.sqrt((expected[k] * (1 - expected[k])) / draws)))
  })
  it('has the mean and variance of the hypergeometric law in every cell, with a million people too', () => {
    const rng = createRng('a million')
    const [rowSums, colSums, n] = [[500_000, 300_000, 200_000], [600_000, 390_000, 10_000], 1e6]
    const draws = 1500
    const sums = new Float64Array(9)
    const squares = new Float64Array(9)
    for (let i = 0; i < draws; i++) randomTable(rng, rowSums, colSums).forEach((count, at) => {
      const off = count - (rowSums[Math.floor(at / 3)] * colSums[at % 3]) / n
      sums[at] += off
      squares[at] += off * off
    })
    for (let at = 0; at < 9; at++) {
      const [a, b] = [rowSums[Math.floor(at / 3)], colSums[at % 3]]
      const variance = (a * b * (n - a) * (n - b)) / n ** 2 / (n - 1)
      expect(Math.abs(sums[at] / draws)).toBeLessThan(4 * Math.sqrt(variance / draws))
      // A sample variance lies within 4 √(2 / draws) of its own.
      expect(Math.abs(squares[at] / draws / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / draws))
    }
  })
})
