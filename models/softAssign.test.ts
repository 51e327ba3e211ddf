import { describe, expect, it } from 'vitest'
import { assign } from './kmeans.ts'
import { createMatrix, fromRows, rowOf } from './matrix.ts'
import { createRng } from './rng.ts'
import { assignSoft, withinVariance } from './softAssign.ts'

const model = { centres: fromRows([[0], [4]]), inertia: 20 }

describe('assignSoft', () => {
  it('weighs by the densities: at 1, exp(−1/2) against exp(−9/2)', () => {
    const { weights, margins, labels } = assignSoft(model, fromRows([[1]]), 1)
    const share = 1 / (1 + Math.exp(-4))
    expect(weights.data[0]).toBeCloseTo(share, 6)
    expect(margins[0]).toBeCloseTo(2 * share - 1, 6)
    expect(labels[0]).toBe(0)
  })

  it('has margin 0 half way', () => {
    expect(assignSoft(model, fromRows([[2]]), 1).margins[0]).toBe(0)
  })

  it('stays finite far away and sums to 1', () => {
    const { weights, margins } = assignSoft(model, fromRows([[1e6], [-1e6]]), 1e-3)
    expect(Array.from(weights.data)).toEqual([0, 1, 1, 0])
    expect(Array.from(margins)).toEqual([1, 1])
  })

  it('labels as assign does', () => {
    const rng = createRng(1)
    const x = createMatrix(200, 3)
    x.data.forEach((_, at) => { x.data[at] = rng() })
    const centres = { centres: { rows: 4, cols: 3, data: x.data.slice(0, 12) } }
    const soft = assignSoft(centres, x, 0.1)
    expect(soft.labels).toEqual(assign(centres, x))
    for (let i = 0; i < 200; i++) expect(rowOf(soft.weights, i).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5)
  })

  it('is certain with one centre', () => {
    expect(assignSoft({ centres: fromRows([[3]]) }, fromRows([[9]]), 1).margins[0]).toBe(1)
  })

  it('refuses a variance of 0', () => {
    expect(() => assignSoft(model, fromRows([[1]]), 0)).toThrow('variance must be greater than 0')
  })
})

it('withinVariance is inertia per value', () => {
  expect(withinVariance(model, 10)).toBe(2)
})
