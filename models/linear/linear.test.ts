import { describe, expect, it } from 'vitest'
import peer from '../fixtures/uplift-sklift.json' with { type: 'json' }
import { fromRows } from '../matrix.ts'
import { linearOf } from './design.ts'
import { fitLogistic, probabilityOf } from './logistic.ts'
import { fitRidge } from './ridge.ts'

const x = fromRows(peer.x)
const firstRows = peer.x.slice(0, 20).map((row) => Float32Array.from(row))

describe('fitLogistic', () => {
  it('by hand: one 0/1 column without penalty gives the log-odds of each side', () => {
    const model = fitLogistic(fromRows([[0], [0], [0], [0], [1], [1], [1], [1]]), [1, 0, 0, 0, 1, 1, 1, 0], { l2: 0 })
    expect(model.converged).toBe(true)
    expect(model.intercept).toBeCloseTo(Math.log(1 / 3), 6)
    expect(model.weights[0]).toBeCloseTo(2 * Math.log(3), 6)
    expect(probabilityOf(model, [1])).toBeCloseTo(0.75, 8)
  })
  it('stays finite where the classes separate, and where a column never changes', () => {
    const model = fitLogistic(fromRows([[-1, 7], [-2, 7], [1, 7], [2, 7]]), [0, 0, 1, 1], { l2: 0.1 })
    expect(model.converged).toBe(true)
    expect(probabilityOf(model, [2, 7])).toBeGreaterThan(0.9)
    expect(model.weights[1]).toBe(0)
  })
  it('weighs a row of weight two as that row twice', () => {
    const twice = fitLogistic(fromRows([[0], [1], [1], [3]]), [0, 1, 1, 0], { l2: 0 })
    const weighted = fitLogistic(fromRows([[0], [1], [3]]), [0, 1, 0], { l2: 0, sampleWeights: [1, 2, 1] })
    expect(probabilityOf(weighted, [2])).toBeCloseTo(probabilityOf(twice, [2]), 8)
  })
  it('refuses one class, a value that is not finite, and rows of another width', () => {
    expect(() => fitLogistic(fromRows([[0], [1]]), [1, 1])).toThrow(RangeError)
    expect(() => fitLogistic(fromRows([[0], [NaN]]), [1, 0])).toThrow(RangeError)
    expect(() => linearOf({ intercept: 0, weights: [1] }, [1, 2])).toThrow(RangeError)
  })
  it.each(peer.logistic)(`equals LogisticRegression at λ = $l2 (${peer.madeBy})`, ({ l2, weights, probabilities }) => {
    const model = fitLogistic(x, peer.y, { l2, ...(weights === null ? {} : { sampleWeights: weights }) })
    expect(model.converged).toBe(true)
    firstRows.forEach((row, i) => expect(probabilityOf(model, row)).toBeCloseTo(probabilities[i], 5))
  })
})

describe('fitRidge', () => {
  it('by hand: the line through three points', () => {
    const line = fitRidge(fromRows([[0], [1], [2]]), [1, 3, 5], 0)
    expect(line.intercept).toBeCloseTo(1, 6)
    expect(line.weights[0]).toBeCloseTo(2, 6)
  })
  it(`equals Ridge (${peer.madeBy})`, () => {
    const model = fitRidge(x, peer.y.map((value) => value * 2.5), 3)
    firstRows.forEach((row, i) => expect(linearOf(model, row)).toBeCloseTo(peer.ridge[i], 5))
  })
})
