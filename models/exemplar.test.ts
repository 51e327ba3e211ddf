import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exemplarOf, type ExemplarColumn } from './exemplar.ts'
import { fromRows } from './matrix.ts'
import { createRng } from './rng.ts'

const orders: ExemplarColumn = { kind: 'value', unit: 1 }
const euros: ExemplarColumn = { kind: 'value', unit: 5 }
const share: ExemplarColumn = { kind: 'share', unit: 0.01 }
const of = (n: number, row: (i: number) => number[]) => fromRows(Array.from({ length: n }, (_, i) => row(i)))
const zeros = (n: number) => new Int32Array(n)

describe('exemplarOf', () => {
  it('by hand: medians to the unit, shares as a mean, and only of the group', () => {
    const x = of(60, (i) => (i < 40 ? [i % 5, 101 + i, i % 4 === 0 ? 1 : 0] : [99, 0, 1]))
    const labels = Int32Array.from({ length: 60 }, (_, i) => (i < 40 ? 3 : 0))
    expect(exemplarOf(x, labels, 3, [orders, euros, share])).toEqual({ values: [2, 120, 0.25], units: [1, 5, 0.01] })
  })
  it('tells nothing that fewer than 20 people stand behind', () => {
    const x = of(30, (i) => [i, i < 19 ? i : NaN, i < 20 ? i / 100 : NaN])
    expect(exemplarOf(x, zeros(30), 0, [orders, orders, share])!.values).toEqual([15, null, 0.1])
    expect(exemplarOf(x, zeros(30), 1, [orders, orders, share])).toBeNull()
  })
  it('is told more coarsely where it would be somebody', () => {
    // The medians are 5 and 50, which the first person reads as.
    const x = of(41, (i) => (i === 0 ? [5, 50.2] : i % 2 === 0 ? [2, 80] : [8, 20]))
    const found = exemplarOf(x, zeros(41), 0, [orders, orders])!
    expect(found).toEqual({ values: [6, 50], units: [2, 1] })
  })
  it('differs from a group in which all are the same', () => {
    const found = exemplarOf(of(30, () => [1, 7]), zeros(30), 0, [orders, orders])!
    expect(found.values).not.toEqual([1, 7])
  })
  it('is none where every value is somebody\'s', () => {
    expect(exemplarOf(of(2001, (i) => [i - 1000]), zeros(2001), 0, [orders])).toBeNull()
  })
  it('is never a row', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 20, max: 120 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 30 }), (seed, n, cols, spread) => {
      const rng = createRng(seed)
      const x = of(n, () => Array.from({ length: cols }, () => (rng() < 0.1 ? NaN : Math.floor(rng() * spread))))
      const found = exemplarOf(x, zeros(n), 0, Array.from({ length: cols }, () => orders))
      if (found === null) return
      const told = found.values.flatMap((value, column) => (value === null ? [] : [{ value, column }]))
      const rows = Array.from({ length: n }, (_, i) => Array.from(x.data.subarray(i * cols, (i + 1) * cols)))
      expect(rows.some((row) => told.every(({ value, column }) => row[column] === value))).toBe(false)
    }))
  })
  it('refuses columns and labels that do not fit, and a unit of nothing', () => {
    const x = of(2, () => [1])
    expect(() => exemplarOf(x, [0], 0, [orders])).toThrow(/labels/)
    expect(() => exemplarOf(x, [0, 0], 0, [])).toThrow(/columns/)
    expect(() => exemplarOf(x, [0, 0], 0, [{ kind: 'value', unit: 0 }])).toThrow(/unit/)
  })
})
