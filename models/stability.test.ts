import { describe, expect, it } from 'vitest'
import { kMeansClusterer, type Clusterer } from './clusterer.ts'
import { gaussian } from './draws.ts'
import { createMatrix, fromRows, type Matrix } from './matrix.ts'
import { createRng } from './rng.ts'
import { bootstrapStability, type Stability } from './stability.ts'

const refit = kMeansClusterer()

function stabilityOf(x: Matrix, k: number, resamples: number): Stability & { labels: Int32Array } {
  const labels = refit(x, k, createRng(1))(x)
  return { labels, ...bootstrapStability(x, labels, k, refit, createRng(1), resamples) }
}

describe('bootstrapStability', () => {
  it('is 1 for groups that cannot be missed', () => {
    const x = cloud(400, 4, 1)
    for (let i = 0; i < 400; i++) x.data[i * 4 + (i % 4)] += 20
    expect(stabilityOf(x, 4, 6)).toMatchObject({ mean: 1, min: 1, agreement: 1 })
  })

  it('is low where clusters are cut through noise', () => {
    const x = cloud(400, 10, 2)
    const { mean, agreement } = stabilityOf(x, 4, 6)
    expect(mean).toBeLessThan(0.5)
    expect(agreement).toBeLessThan(0.3)
  })

  it('tells the torn clusters from the sound one', () => {
    const x = cloud(300, 4, 3)
    for (let i = 0; i < 100; i++) x.data[i * 4] += 30
    const { labels, clusters, min } = stabilityOf(x, 3, 8)
    expect(clusters[labels[0]]).toBe(1)
    expect(min).toBeLessThan(0.75)
  })

  it('has no agreement between resamples when there is only one', () => {
    const x = cloud(50, 2, 4)
    expect(stabilityOf(x, 2, 1).agreement).toBeNaN()
  })

  it('compares with whatever groups the resamples: halves against quarters', () => {
    const x = fromRows(Array.from({ length: 400 }, (_, i) => [i]))
    const halves = Int32Array.from({ length: 400 }, (_, i) => Math.floor(i / 200))
    const quarters: Clusterer = () => (rows) => Int32Array.from(rows.data, (value) => Math.floor(value / 100))
    const { clusters, agreement } = bootstrapStability(x, halves, 2, quarters, createRng(1), 20)
    // Half of a half is ½ of the union; the larger quarter of those drawn is a little more.
    for (const overlap of clusters) expect(overlap).toBeCloseTo(0.5, 1)
    expect(agreement).toBe(1)
  })

  it('gives 0 to a cluster without rows', () => {
    const x = fromRows([[1], [2], [3]])
    const one: Clusterer = () => (rows) => new Int32Array(rows.rows)
    expect(Array.from(bootstrapStability(x, new Int32Array(3), 2, one, createRng(1), 3).clusters)).toEqual([1, 0])
  })

  it('refuses labels of other rows', () => {
    expect(() => bootstrapStability(cloud(5, 2, 1), new Int32Array(4), 2, refit, createRng(1), 3)).toThrow('4 labels for 5 rows')
  })
})

function cloud(rows: number, cols: number, seed: number): Matrix {
  const rng = createRng(seed)
  const x = createMatrix(rows, cols)
  x.data.forEach((_, at) => { x.data[at] = gaussian(rng) })
  return x
}
