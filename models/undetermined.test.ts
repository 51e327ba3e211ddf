import { describe, expect, it } from 'vitest'
import { drawnGroups } from './clustererContract.ts'
import { assignClusters, fitClusters } from './clusterers.ts'
import { gaussian } from './draws.ts'
import { createMatrix, fromRows, type Matrix } from './matrix.ts'
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

  it('are, with those between two, less than a twentieth where groups stand apart', () => {
    const fresh = drawnGroups(2000, 8).x
    const apart = fitClusters(kind, drawnGroups(2000).x, 4, createRng(1))
    const shaping = assignClusters(apart, drawnGroups(2000).x)
    const far = farRows(fitLimits(apart, shaping, drawnGroups(2000).x), apart, fresh)
    const { margins } = assignClusters(apart, fresh)
    expect(far.filter((isFar, i) => isFar === 1 || margins[i] < 0.05).length).toBeLessThan(100)
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

it('measures in the spread of each component of a mixture: 5 is far across a narrow column, not along a wide one', () => {
  const rng = createRng(6)
  const x = createMatrix(500, 2)
  for (let i = 0; i < 500; i++) x.data.set([10 * gaussian(rng), 0.5 * gaussian(rng)], 2 * i)
  const places = fromRows([[5, 0], [0, 5]])
  const found = (['mixture', 'kmeans'] as const).map((kind) => {
    const model = fitClusters(kind, x, 1, createRng(1))
    return [...farRows(fitLimits(model, assignClusters(model, x), x), model, places)]
  })
  expect(found).toEqual([[0, 1], [0, 0]])
})
