import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shuffle } from '../draws.ts'
import { createRng } from '../rng.ts'
import type { BetaGeometric, BgNbdModel } from './bgNbd.ts'
import { drawHistories } from './drawHistories.ts'
import { fitBgNbd, logLikelihood } from './fitBgNbd.ts'
import { fitParetoNbd } from './fitParetoNbd.ts'
import type { Histories } from './histories.ts'

const truth: BetaGeometric = { kind: 'bg-nbd', r: 0.6, alpha: 8, a: 0.8, b: 2.4 }
const spend = { p: 6, q: 4, v: 15 }
const kinds = ['bg-nbd', 'mbg-nbd'] as const

function drawn(n: number, seed: number, model = truth): Histories {
  const rng = createRng(seed)
  return drawHistories(model, spend, Float64Array.from({ length: n }, () => Math.ceil(60 * rng())), rng)
}

function fitted(histories: Histories, kind: BetaGeometric['kind'] = 'bg-nbd'): BgNbdModel {
  const model = fitBgNbd(histories, kind)
  if (model === null) throw new Error('Nobody bought again.')
  return model
}

const parametersOf = ({ r, alpha, a, b }: BetaGeometric) => [r, alpha, a, b]

describe('fitBgNbd', () => {
  it.each(kinds)('%s: finds what customers were drawn from, within four standard errors', (kind) => {
    const model = fitted(drawn(20_000, 3, { ...truth, kind }), kind)
    expect(model.converged).toBe(true)
    const { standardErrors } = model
    if (standardErrors === null) throw new Error('The likelihood is flat.')
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(Math.abs(model[name] - truth[name])).toBeLessThan(4 * standardErrors[name])
  })
  it.each(kinds)('%s: no parameter near by is likelier', (kind) => {
    const histories = drawn(500, 4)
    const model = fitted(histories, kind)
    expect(logLikelihood(model, histories)).toBeCloseTo(model.logLikelihood, 8)
    for (const name of ['r', 'alpha', 'a', 'b'] as const) for (const factor of [0.99, 1.01]) expect(logLikelihood({ ...model, [name]: factor * model[name] }, histories)).toBeLessThan(model.logLikelihood)
  })
  it('gives the same model bit for bit for rows in another order', () => {
    fc.assert(fc.property(fc.nat(), fc.constantFrom(...kinds), (seed, kind) => {
      const { frequency, recency, age } = drawn(60, seed)
      const order = shuffle(createRng(seed), Int32Array.from({ length: 60 }, (_, i) => i))
      const permuted = (column: ArrayLike<number>) => Float64Array.from(order, (i) => column[i])
      expect(fitBgNbd({ frequency: permuted(frequency), recency: permuted(recency), age: permuted(age) }, kind)).toEqual(fitBgNbd({ frequency, recency, age }, kind))
    }), { numRuns: 30 })
  })
  it('counts a weight as so many rows, and a weight of 0 as none', () => {
    const { frequency, recency, age } = drawn(80, 5)
    const weights = Array.from({ length: 80 }, (_, i) => i % 3)
    const repeated = (column: ArrayLike<number>) => weights.flatMap((weight, i) => Array<number>(weight).fill(column[i]))
    expect(fitBgNbd({ frequency, recency, age, weights })).toEqual(fitBgNbd({ frequency: repeated(frequency), recency: repeated(recency), age: repeated(age) }))
  })
  it('turns weeks into days by α alone', () => {
    const { frequency, recency, age } = drawn(400, 6)
    const weeks = fitted({ frequency, recency, age })
    const days = fitted({ frequency, recency: Float64Array.from(recency, (t) => 7 * t), age: Float64Array.from(age, (t) => 7 * t) })
    parametersOf({ ...days, alpha: days.alpha / 7 }).forEach((value, k) => expect(value / parametersOf(weeks)[k]).toBeCloseTo(1, 6))
  })
})

describe('shops as they are', () => {
  it('has no model where nobody bought again', () => {
    for (const fit of [fitBgNbd, fitParetoNbd]) {
      expect(fit({ frequency: [0, 0], recency: [0, 0], age: [0, 12] })).toBeNull()
      expect(fit({ frequency: [], recency: [], age: [] })).toBeNull()
    }
  })
  it.each(kinds)('%s: comes to an end with a handful of customers, thousands of purchases, T = 0, t_x = T, nobody ever lost', (kind) => {
    const cases: Histories[] = [
      { frequency: [1], recency: [2], age: [2] },
      { frequency: [5000, 3, 0, 0], recency: [2, 1, 0, 0], age: [2, 2, 0, 9] },
      { frequency: [1, 1, 2], recency: [2, 2, 4], age: [2, 3, 4] },
      { ...drawn(300, 7, { ...truth, a: 1e-9, b: 1 }) },
      { ...drawn(300, 7, { ...truth, a: 1e9, b: 1 }) },
    ]
    for (const histories of cases) {
      const model = fitted(histories, kind)
      for (const value of [...parametersOf(model), logLikelihood(model, histories)]) expect(Number.isFinite(value)).toBe(true)
    }
  })
  it('names the customer whose history can not be', () => {
    expect(() => fitBgNbd({ frequency: [1, 2], recency: [1], age: [2, 2] })).toThrow('recency has 1 values, frequency has 2')
    expect(() => fitBgNbd({ frequency: [1, NaN], recency: [1, 1], age: [2, 2] })).toThrow('frequency of customer 1')
    expect(() => fitBgNbd({ frequency: [1, 2], recency: [1, 3], age: [2, 2] })).toThrow('recency of customer 1 is 3, the age 2')
    expect(() => fitBgNbd({ frequency: [1, 2], recency: [1, 0], age: [2, 2] })).toThrow('purchases of one moment count as one')
    expect(() => fitBgNbd({ frequency: [1, 2], recency: [1, 1], age: [2, 2], weights: [1, -1] })).toThrow('weights of customer 1')
  })
})
