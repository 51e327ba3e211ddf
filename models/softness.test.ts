import { describe, expect, it } from 'vitest'
import { gaussian } from './draws.ts'
import { fitKMeans } from './kmeans.ts'
import { createMatrix, fromRows, type Matrix } from './matrix.ts'
import { createRng } from './rng.ts'
import { assignSoft, withinVariance } from './softAssign.ts'
import { calibratedVariance } from './softness.ts'

/** Two groups `apart` from each other in every column. */
function two(rows: number, cols: number, apart: number, seed: number): Matrix {
  const rng = createRng(seed)
  const x = createMatrix(rows, cols)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) x.data[i * cols + j] = gaussian(rng) + (i % 2) * apart
  return x
}

describe('calibratedVariance', () => {
  it('makes the mean weight of the own group the share of halves that agree', () => {
    const x = two(600, 40, 0.6, 1)
    const model = fitKMeans(x, 2, createRng(2))
    const before = withinVariance(model, x.rows)
    const after = calibratedVariance(x, model, before, createRng(3), 20)
    expect(after).toBeGreaterThan(1.5 * before)
    const { labels, weights } = assignSoft(model, x, after)
    // By hand: other halves than those it was fitted to, and how often they put a row where all columns do.
    const rng = createRng(99)
    let agree = 0
    const [a, b] = [model.centres.data.subarray(0, 40), model.centres.data.subarray(40)]
    for (let half = 0; half < 20; half++) {
      const chosen = Array.from({ length: 40 }, (_, j) => ({ j, at: rng() })).sort((p, q) => p.at - q.at).slice(0, 20).map(({ j }) => j)
      labels.forEach((label, i) => {
        const lean = chosen.reduce((sum, j) => sum + (x.data[i * 40 + j]! - a[j]!) ** 2 - (x.data[i * 40 + j]! - b[j]!) ** 2, 0)
        if (Number(lean > 0) === label) agree++
      })
    }
    const sure = labels.reduce((sum, label, i) => sum + weights.data[i * 2 + label]!, 0) / x.rows
    expect(sure).toBeCloseTo(agree / (20 * x.rows), 1)
  })

  it('stays sharp where any half tells the groups apart', () => {
    const x = two(300, 6, 30, 4)
    const model = fitKMeans(x, 2, createRng(5))
    const variance = calibratedVariance(x, model, withinVariance(model, x.rows), createRng(6), 5)
    expect([...assignSoft(model, x, variance).margins].every((margin) => margin > 0.99)).toBe(true)
  })

  it('is the same for the same seed, and leaves a single group or column alone', () => {
    const x = two(200, 5, 2, 8)
    const model = fitKMeans(x, 2, createRng(9))
    expect(calibratedVariance(x, model, 1, createRng(1), 4)).toBe(calibratedVariance(x, model, 1, createRng(1), 4))
    expect(calibratedVariance(x, fitKMeans(x, 1, createRng(9)), 0.7, createRng(1), 4)).toBe(0.7)
    const column = fromRows([[0], [1], [10], [11]])
    expect(calibratedVariance(column, fitKMeans(column, 2, createRng(1)), 0.7, createRng(1), 4)).toBe(0.7)
  })
})
