import { describe, expect, it } from 'vitest'
import { assign, refine } from './kmeans.ts'
import { fromRows } from './matrix.ts'
import { withinScatter } from './withinScatter.ts'

describe('withinScatter', () => {
  const x = fromRows([[0, 0], [0, 2], [10, 0], [10, 2]])

  it('by hand: 4 · 1² in pairs, 4 · (5² + 1²) together', () => {
    expect(withinScatter(x, Int32Array.of(0, 0, 1, 1), 2)).toBe(4)
    expect(withinScatter(x, Int32Array.of(2, 2, 0, 0), 3)).toBe(4)
    expect(withinScatter(x, new Int32Array(4), 1)).toBe(104)
  })

  it('is the inertia of k-means that has converged', () => {
    const model = refine(x, Float64Array.of(1, 0, 9, 3), 2)
    expect(withinScatter(x, assign(model, x), 2)).toBe(model.inertia)
  })
})
