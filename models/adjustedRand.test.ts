import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustedRand } from './adjustedRand.ts'

const labeling = fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { minLength: 1, maxLength: 40 })

describe('adjustedRand', () => {
  it.each([
    [[0, 0, 1, 2], [0, 0, 1, 1], 4 / 7],
    [[0, 0, 1, 1], [0, 1, 0, 1], -0.5],
    [[0, 0, 0, 0], [0, 1, 2, 3], 0],
    [[0, 0, 1, 1], [1, 1, 0, 0], 1],
    [[0, 0, 0], [2, 2, 2], 1],
    [[0, 1, 2], [2, 0, 1], 1],
    [[0], [3], 1],
  ])('%j against %j is %f', (a, b, expected) => {
    expect(adjustedRand(a, b)).toBeCloseTo(expected, 12)
  })

  it('does not care about names, order of rows or which comes first', () => {
    fc.assert(fc.property(labeling, (pairs) => {
      const a = pairs.map(([label]) => label)
      const b = pairs.map(([, label]) => label)
      const value = adjustedRand(a, b)
      expect(adjustedRand(b, a)).toBeCloseTo(value, 12)
      expect(adjustedRand(a.map((label) => 9 - label), b)).toBeCloseTo(value, 12)
      expect(adjustedRand(a.toReversed(), b.toReversed())).toBeCloseTo(value, 12)
      expect(value).toBeLessThanOrEqual(1)
    }))
  })

  it('equals the count over all pairs of rows', () => {
    fc.assert(fc.property(labeling, (pairs) => {
      fc.pre(pairs.length > 1)
      let [both, onlyA, onlyB, neither] = [0, 0, 0, 0]
      pairs.forEach(([a, b], i) => pairs.slice(i + 1).forEach(([otherA, otherB]) => {
        if (a === otherA && b === otherB) both++
        else if (a === otherA) onlyA++
        else if (b === otherB) onlyB++
        else neither++
      }))
      // The four-count form of Steinley 2004, as scikit-learn computes it.
      const denominator = (both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither)
      const expected = onlyA === 0 && onlyB === 0 ? 1 : (2 * (both * neither - onlyA * onlyB)) / denominator
      expect(adjustedRand(pairs.map(([a]) => a), pairs.map(([, b]) => b))).toBeCloseTo(expected, 10)
    }))
  })

  it('refuses labelings of different rows', () => {
    expect(() => adjustedRand([0, 1], [0])).toThrow('2 labels against 1')
  })

  it('refuses labels below 0', () => {
    expect(() => adjustedRand([0, -1], [0, 0])).toThrow('Label -1 at 1')
  })
})
