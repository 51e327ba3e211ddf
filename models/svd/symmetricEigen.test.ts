import { describe, expect, it } from 'vitest'
import { createRng } from '../rng.ts'
import { symmetricEigen } from './symmetricEigen.ts'

describe('symmetric eigenvalues', () => {
  it('by hand: [[2, 1], [1, 2]] has 1 and 3', () => {
    const { values, vectors } = symmetricEigen(Float64Array.from([2, 1, 1, 2]), 2)
    expect([...values]).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)])
    expect(vectors[2] / vectors[3]).toBeCloseTo(1, 12)
    expect(vectors[0] / vectors[1]).toBeCloseTo(-1, 12)
  })

  it.each([0, 1, 3, 40])('A v = λ v, orthonormal, ascending, for n = %i', (n) => {
    const rng = createRng(n)
    const a = new Float64Array(n * n)
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) a[i * n + j] = a[j * n + i] = rng() - 0.5
    const copy = a.slice()
    const { values, vectors } = symmetricEigen(a, n)
    expect(a).toEqual(copy)
    for (let k = 0; k < n; k++) {
      if (k > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1])
      for (let i = 0; i < n; i++) {
        let product = 0
        let overlap = 0
        for (let j = 0; j < n; j++) {
          product += a[i * n + j] * vectors[k * n + j]
          overlap += vectors[k * n + j] * vectors[i * n + j]
        }
        expect(product).toBeCloseTo(values[k] * vectors[k * n + i], 10)
        expect(overlap).toBeCloseTo(i === k ? 1 : 0, 10)
      }
    }
  })

  it('handles equal values and zeros, refuses what is not finite', () => {
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0])
    expect(() => symmetricEigen(Float64Array.from([1, Number.NaN, Number.NaN, 1]), 2)).toThrow(RangeError)
  })
})
