import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contingency, type Contingency } from '../contingency.ts'
import peer from '../fixtures/association-sklearn.json' with { type: 'json' }
import { cramersV, pearson } from './cramersV.ts'
import { expectedInformation } from './expectedInformation.ts'
import { mutualInformationOf } from './mutualInformation.ts'

function tableOf(counts: readonly (readonly number[])[]): Contingency {
  const cols = counts[0].length
  return {
    rows: counts.length, cols, counts: Float64Array.from(counts.flat()),
    rowSums: Float64Array.from(counts, (row) => row.reduce((sum, count) => sum + count, 0)),
    colSums: Float64Array.from({ length: cols }, (_, j) => counts.reduce((sum, row) => sum + row[j], 0)),
  }
}

describe('mutualInformationOf', () => {
  it('by hand: one coin that tells another is ln 2, two that do not are 0', () => {
    const told = mutualInformationOf(tableOf([[50, 0], [0, 50]]))
    expect(told.plain).toBeCloseTo(Math.LN2, 12)
    // Two occupied cells, two rows, two columns: the correction is + 1 / 2n.
    expect(told.corrected).toBeCloseTo(Math.LN2 + 1 / 200, 12)
    expect(told.normalised).toBe(1)
    const untold = mutualInformationOf(tableOf([[25, 25], [25, 25]]))
    expect(untold).toMatchObject({ plain: 0, corrected: 0, normalised: 0, g: 0, freedom: 1, p: 1 })
  })
  it('by hand: Miller and Madow take off freedom / 2n where every cell is occupied', () => {
    const { plain, corrected } = mutualInformationOf(tableOf([[10, 20, 30], [20, 20, 10]]))
    expect(plain - corrected).toBeCloseTo(2 / 220, 12)
  })
  it('is the same without the empty rows and columns', () => {
    const { freedom, p, adjusted } = mutualInformationOf(tableOf([[10, 20, 30], [20, 20, 10]]))
    const holes = mutualInformationOf(tableOf([[10, 0, 20, 30], [0, 0, 0, 0], [20, 0, 20, 10]]))
    expect(holes).toMatchObject({ freedom, p })
    expect(holes.adjusted).toBeCloseTo(adjusted, 12)
  })
  it('never exceeds either entropy, and does not mind which of two labelings are rows', () => {
    const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 })), { minLength: 2, maxLength: 60 })
    fc.assert(fc.property(labels, (pairs) => {
      const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)]
      const one = mutualInformationOf(contingency(a, b))
      const other = mutualInformationOf(contingency(b, a))
      expect(one.plain).toBeCloseTo(other.plain, 10)
      expect(one.adjusted).toBeCloseTo(other.adjusted, 10)
      expect(one.plain).toBeLessThanOrEqual(Math.min(one.colEntropy, other.colEntropy) + 1e-12)
    }))
  })
  it('refuses an empty table', () => {
    expect(() => mutualInformationOf(tableOf([[0, 0]]))).toThrow(RangeError)
  })
})

describe(`parity: ${peer.madeBy}`, () => {
  it.each(peer.cases)('$table', ({ table, mi, share, expected, ami, g, freedom, p, chiSquare, v }) => {
    const counts = tableOf(table)
    const found = mutualInformationOf(counts)
    expect(found.plain).toBeCloseTo(mi, 11)
    expect(found.plain / found.colEntropy).toBeCloseTo(share, 11)
    expect(expectedInformation(counts.rowSums, counts.colSums)).toBeCloseTo(expected, 10)
    expect(found.adjusted).toBeCloseTo(ami, 9)
    expect(found.g).toBeCloseTo(g, 8)
    expect(found.freedom).toBe(freedom)
    if (p > 0) expect(found.p / p).toBeCloseTo(1, 9)
    expect(pearson(counts)).toBeCloseTo(chiSquare, 8)
    expect(cramersV(counts)).toBeCloseTo(v, 11)
  })
})

describe('cramersV', () => {
  it('by hand: 0 without an association, 1 where one tells the other', () => {
    expect(cramersV(tableOf([[25, 25], [25, 25]]))).toBe(0)
    expect(cramersV(tableOf([[500, 0], [0, 500]]))).toBeCloseTo(1, 12)
    expect(cramersV(tableOf([[5, 5]]))).toBe(0)
  })
})
