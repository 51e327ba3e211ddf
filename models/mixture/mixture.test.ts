import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gaussian } from '../draws.ts'
import peer from '../fixtures/mixture-sklearn.json' with { type: 'json' }
import { createMatrix, fromRows, rowOf, selectRows, type Matrix } from '../matrix.ts'
import { createRng } from '../rng.ts'
import { assignMixture } from './assignMixture.ts'
import { fitMixture, refineMixture, type Mixture } from './fitMixture.ts'
import { leastVariances } from './leastVariances.ts'
import { decodeMixture, encodeMixture } from './mixtureCodec.ts'

describe('fitMixture', () => {
  it('by hand: k = 1 is the mean, the variance and the likelihood of one Gaussian', () => {
    const model = fitMixture(fromRows([[1], [3], [5]]), 1, createRng(1))
    expect([model.shares[0], model.means.data[0]]).toEqual([1, 3])
    expect(model.variances.data[0]).toBeCloseTo(8 / 3, 6)
    const logLikelihood = -1.5 * (Math.log((2 * Math.PI * 8) / 3) + 1)
    expect(model.logLikelihood).toBeCloseTo(logLikelihood, 10)
    expect(model.bic).toBeCloseTo(2 * Math.log(3) - 2 * logLikelihood, 10)
  })

  it('finds a wide group around a narrow one', () => {
    const x = createMatrix(2000, 2)
    const rng = createRng(1)
    for (let i = 0; i < 2000; i++) {
      for (let j = 0; j < 2; j++) x.data[i * 2 + j] = (i < 1000 ? 1 : 8) * gaussian(rng) + (j === 0 && i < 1000 ? 4 : 0)
    }
    const { variances, shares } = fitMixture(x, 2, createRng(1))
    expect([...variances.data].map(Math.sqrt).sort((a, b) => a - b)).toEqual([1, 1, 8, 8].map((sigma) => expect.closeTo(sigma, 0)))
    expect(shares[0]).toBeCloseTo(0.5, 1)
  })

  it('says by BIC how many groups were drawn', () => {
    const x = createMatrix(600, 3)
    const rng = createRng(2)
    x.data.forEach((_, at) => { x.data[at] = gaussian(rng) + (Math.floor(at / 3) % 3 === at % 3 ? 6 : 0) })
    const bics = [1, 2, 3, 4, 5].map((k) => fitMixture(x, k, createRng(1)).bic)
    expect(bics.indexOf(Math.min(...bics))).toBe(2)
  })

  it('never loses likelihood from one iteration to the next, floor or not', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), fc.boolean(), (seed, k, spherical) => {
      const x = drawn(40, 3, seed)
      for (let i = 0; i < 40; i++) x.data[i * 3] = Math.round(x.data[i * 3]) // of one value within a group: on the floor
      const centres = selectRows(x, Array.from({ length: k }, (_, c) => c))
      const run = (maxIterations: number): number => refineMixture(x, centres, { maxIterations, tolerance: 0, covariance: spherical ? 'spherical' : 'diagonal' }).logLikelihood
      const likelihoods = [1, 2, 3, 10].map(run)
      likelihoods.slice(1).forEach((likelihood, i) => expect(likelihood).toBeGreaterThanOrEqual(likelihoods[i] - 1e-8))
    }), { numRuns: 40 })
  })

  it('keeps variances at the floor where a group is alike in a column', () => {
    const x = fromRows(Array.from({ length: 40 }, (_, i) => [i % 2, i < 20 ? i / 10 : 90 + i / 10, 7]))
    const floor = leastVariances(x)
    const model = fitMixture(x, 2, createRng(1))
    for (let at = 0; at < 6; at++) expect(model.variances.data[at]).toBeGreaterThanOrEqual(Math.fround(floor[at % 3]))
    expect(model.variances.data[2]).toBeCloseTo(floor[2], 4)
    expect(Number.isFinite(model.logLikelihood)).toBe(true)
  })

  it('survives rows that are all alike, and fewer different rows than components', () => {
    for (const x of [fromRows([[2, 2], [2, 2], [2, 2]]), fromRows([[0, 1], [5, 1], [0, 1], [5, 1]])]) {
      const { weights } = assignMixture(fitMixture(x, 3, createRng(1)), x)
      for (let i = 0; i < x.rows; i++) expect(rowOf(weights, i).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6)
    }
  })

  it('gives numbers to rows far from everything', () => {
    const x = drawn(50, 2, 1)
    const { weights } = assignMixture(fitMixture(x, 3, createRng(1)), fromRows([[1e8, -1e8]]))
    expect(weights.data.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6)
  })

  it('refuses NaN and rows of another width', () => {
    expect(() => fitMixture(fromRows([[1, NaN]]), 1, createRng(1))).toThrow('row 0, column 1 is NaN')
    expect(() => assignMixture(fitMixture(fromRows([[1], [2]]), 1, createRng(1)), fromRows([[1, 2]]))).toThrow('The model has 1 columns')
  })
})

it('leastVariances by hand: 0.001 of the own variance, of the mean where there is none, 1 where there is none at all', () => {
  expect([...leastVariances(fromRows([[0, 3], [2, 3]]))]).toEqual([0.001, 0.0005])
  expect([...leastVariances(fromRows([[3], [3]]))]).toEqual([1])
})

it('mixtureCodec comes back from JSON bit for bit', () => {
  const model = fitMixture(drawn(60, 3, 4), 3, createRng(1))
  expect(decodeMixture(JSON.parse(JSON.stringify(encodeMixture(model))))).toEqual(model)
})

/** fixtures/mixture-sklearn.py says how the numbers were made. */
describe(`parity: ${peer.madeBy}`, () => {
  it.each(peer.cases)('$name, $covariance', ({ x, start, shares, means, variances, logLikelihood, bic, responsibilities, ...rest }) => {
    const covariance = rest.covariance === 'spherical' ? 'spherical' : 'diagonal'
    const rows = fromRows(x)
    const model: Mixture = refineMixture(rows, fromRows(start), { covariance, maxIterations: 10_000, tolerance: 1e-12 })
    expect(model.logLikelihood).toBeCloseTo(logLikelihood, 6)
    expect(model.bic).toBeCloseTo(bic, 5)
    shares.forEach((share, c) => expect(model.shares[c]).toBeCloseTo(share, 5))
    means.flat().forEach((mean, at) => expect(model.means.data[at]).toBeCloseTo(mean, 4))
    variances.flat().forEach((variance, at) => expect(model.variances.data[at]).toBeCloseTo(variance, 4))
    const { weights } = assignMixture(model, rows)
    responsibilities.forEach((row, i) => row.forEach((value, c) => expect(rowOf(weights, 10 * i)[c]).toBeCloseTo(value, 4)))
  })
})

function drawn(rows: number, cols: number, seed: number): Matrix {
  const rng = createRng(seed)
  const x = createMatrix(rows, cols)
  x.data.forEach((_, at) => { x.data[at] = gaussian(rng) })
  return x
}
