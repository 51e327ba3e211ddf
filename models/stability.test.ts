import { describe, expect, it } from 'vitest'
import { gaussian } from './draws.ts'
import { assign, fitKMeans } from './kmeans.ts'
import { createMatrix, type Matrix } from './matrix.ts'
import { createRng } from './rng.ts'
import { bootstrapStability } from './stability.ts'

describe('bootstrapStability', () => {
  it('is 1 for groups that cannot be missed', () => {
    const x = cloud(400, 4, 1)
    for (let i = 0; i < 400; i++) x.data[i * 4 + (i % 4)] += 20
    expect(bootstrapStability(x, fitKMeans(x, 4, createRng(1)), createRng(1), 6)).toMatchObject({ mean: 1, min: 1, agreement: 1 })
  })

  it('is low where clusters are cut through noise', () => {
    const x = cloud(400, 10, 2)
    const { mean, agreement } = bootstrapStability(x, fitKMeans(x, 4, createRng(1)), createRng(1), 6)
    expect(mean).toBeLessThan(0.5)
    expect(agreement).toBeLessThan(0.3)
  })

  it('tells the torn clusters from the sound one', () => {
    const x = cloud(300, 4, 3)
    for (let i = 0; i < 100; i++) x.data[i * 4] += 30
    const model = fitKMeans(x, 3, createRng(1))
    const sound = assign(model, x)[0]
    const { clusters, min } = bootstrapStability(x, model, createRng(1), 8)
    expect(clusters[sound]).toBe(1)
    expect(min).toBeLessThan(0.75)
  })

  it('has no agreement between resamples when there is only one', () => {
    const x = cloud(50, 2, 4)
    expect(bootstrapStability(x, fitKMeans(x, 2, createRng(1)), createRng(1), 1).agreement).toBeNaN()
  })
})

function cloud(rows: number, cols: number, seed: number): Matrix {
  const rng = createRng(seed)
  const x = createMatrix(rows, cols)
  x.data.forEach((_, at) => { x.data[at] = gaussian(rng) })
  return x
}
