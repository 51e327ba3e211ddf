import { describe, expect, it } from 'vitest'
import { assignClusters, fitClusters } from './clusterers.ts'
import { gaussian } from './draws.ts'
import { createMatrix, type Matrix } from './matrix.ts'
import { createRng } from './rng.ts'
import { farRows, fitLimits } from './undetermined.ts'

const centres = [[0, 0, 0], [12, 0, 0], [0, 12, 0]]

function drawn(rows: number, seed: number): Matrix {
  const rng = createRng(seed)
  const x = createMatrix(rows, 3)
  for (let i = 0; i < rows; i++) for (let j = 0; j < 3; j++) x.data[i * 3 + j] = centres[i % 3]![j]! + gaussian(rng)
  return x
}

describe.each(['kmeans', 'mixture', 'nmf'] as const)('far from all groups of %s', (kind) => {
  const x = drawn(900, 1)
  const model = fitClusters(kind, x, 3, createRng(2))
  const limits = fitLimits(model, assignClusters(model, x), x)

  it('are hardly any of those who shaped them, and few drawn like them', () => {
    expect(farRows(limits, model, x).reduce((sum, far) => sum + far, 0)).toBeLessThanOrEqual(3)
    expect(farRows(limits, model, drawn(3000, 5)).reduce((sum, far) => sum + far, 0)).toBeLessThanOrEqual(6)
  })

  it('are those from elsewhere', () => {
    const elsewhere = createMatrix(100, 3)
    const rng = createRng(3)
    for (let i = 0; i < 100; i++) for (let j = 0; j < 3; j++) elsewhere.data[i * 3 + j] = 25 + gaussian(rng)
    expect([...farRows(limits, model, elsewhere)]).toEqual(Array.from({ length: 100 }, () => 1))
  })

  it('is said the same after JSON, and of nobody where too few rows set a limit', () => {
    expect(farRows(JSON.parse(JSON.stringify(limits)), model, x)).toEqual(farRows(limits, model, x))
    const few = drawn(30, 4)
    const small = fitClusters(kind, few, 3, createRng(2))
    expect(fitLimits(small, assignClusters(small, few), few).distances).toEqual([null, null, null])
    expect([...farRows({ distances: [null, null, null] }, model, x)].every((far) => far === 0)).toBe(true)
  })
})
