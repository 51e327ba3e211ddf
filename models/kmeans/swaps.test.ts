import { describe, expect, it } from 'vitest'
import { gaussian } from '../draws.ts'
import { createMatrix, fromRows, type Matrix } from '../matrix.ts'
import { createRng } from '../rng.ts'
import { placeHere } from './placedRows.ts'
import { swapCentres } from './swaps.ts'

function improve(x: Matrix, start: Float64Array, weights: Float64Array | null = null): { inertia: number; centres: Float64Array } {
  const k = start.length / x.cols
  const placed = placeHere({ x, weights })
  const centres = swapCentres(placed, placed.passes(k), start, createRng(1), { failures: 8, shift: 0 })
  return { centres, inertia: placed.inertia(centres, k) }
}

describe('swapCentres', () => {
  it('leaves the local optimum where one centre serves two groups and two share one', () => {
    const x = fromRows([[0], [1], [100], [101], [200], [201]])
    // Lloyd stays at 0, 1, 150.5: inertia 0 + 0 + 2 · (50.5² + 49.5²).
    const { centres, inertia } = improve(x, Float64Array.of(0, 1, 150.5))
    expect([...centres].sort((a, b) => a - b)).toEqual([0.5, 100.5, 200.5])
    expect(inertia).toBe(1.5)
  })

  it('moves a centre to whom the weights make worth it', () => {
    const x = fromRows([[0], [3], [100], [101]])
    expect([...improve(x, Float64Array.of(1.5, 100, 101)).centres].sort((a, b) => a - b)).toEqual([0, 3, 100.5])
    expect([...improve(x, Float64Array.of(0, 3, 100.5), Float64Array.of(1, 1, 50, 50)).centres].sort((a, b) => a - b)).toEqual([1.5, 100, 101])
  })

  it('never makes it worse, and keeps the start as it was given', () => {
    const rng = createRng(4)
    const x = createMatrix(500, 3)
    x.data.forEach((_, at) => { x.data[at] = gaussian(rng) })
    const start = Float64Array.from(x.data.subarray(0, 12))
    const before = start.slice()
    expect(improve(x, start).inertia).toBeLessThan(placeHere({ x, weights: null }).inertia(before, 4))
    expect(start).toEqual(before)
  })

  it('has nothing to do for one centre or where every row has its own', () => {
    expect([...improve(fromRows([[0], [4]]), Float64Array.of(2)).centres]).toEqual([2])
    expect([...improve(fromRows([[0], [4]]), Float64Array.of(4, 0)).centres]).toEqual([4, 0])
  })
})
