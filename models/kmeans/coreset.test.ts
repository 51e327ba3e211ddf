import { describe, expect, it } from 'vitest'
import { gaussian } from '../draws.ts'
import { createMatrix, fromRows } from '../matrix.ts'
import { createRng } from '../rng.ts'
import { coresetOf } from './coreset.ts'
import { drawRows } from './drawRows.ts'
import { placeHere } from './placedRows.ts'
import { weightStep } from './weightedRows.ts'

describe('coresetOf', () => {
  const rng = createRng(1)
  const x = createMatrix(20_000, 3)
  x.data.forEach((_, at) => { x.data[at] = gaussian(rng) / Math.sqrt(rng()) })
  x.data.set([5000, 0, 0], 3 * 777)
  const all = placeHere({ x, weights: null })
  const { squares } = all.spread()

  it('keeps the row far out, which counts once', () => {
    const { x: chosen, weights } = coresetOf(x, squares, 500, createRng(1))
    const at = chosen.data.indexOf(5000) / 3
    expect(weights![at]).toBeCloseTo(1, 1)
  })

  it('has about as many rows as asked for, and weights for all', () => {
    const { x: chosen, weights } = coresetOf(x, squares, 1000, createRng(2))
    expect(chosen.rows).toBeLessThanOrEqual(1000)
    expect(weights!.reduce((a, b) => a + b, 0) / x.rows).toBeCloseTo(1, 1)
    expect(weights!.every((weight) => weight > 0 && Number.isInteger(weight / weightStep))).toBe(true)
  })

  it('has the inertia of all rows under any centres, on average', () => {
    const centres = Float64Array.of(0, 0, 0, 5000, 0, 0, 3, -3, 3)
    const truth = all.inertia(centres, 3)
    const ratios = Array.from({ length: 40 }, (_, seed) => placeHere(coresetOf(x, squares, 1000, createRng(seed))).inertia(centres, 3) / truth)
    expect(ratios.reduce((a, b) => a + b, 0) / 40).toBeCloseTo(1, 1)
    expect(Math.max(...ratios.map((ratio) => Math.abs(ratio - 1)))).toBeLessThan(0.5)
  })

  it('refuses rows that are all alike', () => {
    expect(() => coresetOf(createMatrix(5, 2), new Float64Array(5), 2, createRng(1))).toThrow('all alike')
  })
})

describe('drawRows', () => {
  it('draws different rows where none has a weight', () => {
    const x = fromRows(Array.from({ length: 50 }, (_, i) => [i]))
    const drawn = drawRows({ x, weights: null }, 20, createRng(1))
    expect(new Set(drawn.data).size).toBe(20)
  })

  it('draws a row as often as its weight says, to one', () => {
    const drawn = drawRows({ x: fromRows([[1], [2], [3]]), weights: Float64Array.of(5, 0.25, 4.75) }, 100, createRng(3))
    const times = [1, 2, 3].map((value) => drawn.data.filter((found) => found === value).length)
    expect(drawn.rows).toBe(100)
    ;[50, 2.5, 47.5].forEach((expected, i) => expect(Math.abs(times[i] - expected)).toBeLessThan(1))
  })
})
