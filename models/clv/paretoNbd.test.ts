import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../rng.ts'
import { drawHistories } from './drawHistories.ts'
import { fitParetoNbd, paretoLogLikelihood } from './fitParetoNbd.ts'
import { logHyp2f1 } from './hyp2f1.ts'
import { logOddsGone } from './paretoIntegral.ts'
import { paretoAlive, paretoExpected, paretoExpectedOfNew, type Pareto } from './paretoNbd.ts'

const names = ['r', 'alpha', 's', 'beta'] as const
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const anyModel: fc.Arbitrary<Pareto> = fc.record({ r: between(0.05, 10), alpha: between(0.1, 1000), s: between(0.05, 10), beta: between(0.1, 1000) })
const anyHistory = fc.record({ x: fc.integer({ min: 1, max: 3000 }), T: between(1, 500), share: between(0.001, 1) })

describe('by hand', () => {
  it('α = β makes A₀ a power: with r = s = α = β = 1, x = 1, t_x = 1, T = 3 the odds of being gone are 1/3 · (4/2)³ − 1/3', () => {
    expect(paretoAlive({ r: 1, alpha: 1, s: 1, beta: 1 }, 1, 1, 3)).toBeCloseTo(1 / (1 + 7 / 3), 14)
  })
  it('E[X(t)] at s = 1 is r β/α · ln(1 + t/β)', () => {
    expect(paretoExpectedOfNew({ r: 2, alpha: 4, s: 1, beta: 8 }, 24)).toBeCloseTo(4 * Math.log(4), 14)
    expect(paretoExpectedOfNew({ r: 2, alpha: 4, s: 1 + 1e-9, beta: 8 }, 24)).toBeCloseTo(4 * Math.log(4), 7)
  })
})

describe('properties', () => {
  it('P(alive) lies in 0–1, rises with recency, is 1 at t_x = T; E[Y(t)] rises with t', () => {
    fc.assert(fc.property(anyModel, anyHistory, between(0.1, 500), (model, { x, T, share }, t) => {
      const alive = paretoAlive(model, x, share * T, T)
      expect(alive).toBeGreaterThanOrEqual(0)
      expect(alive).toBeLessThanOrEqual(1)
      expect(paretoAlive(model, x, (0.5 + share / 2) * T, T)).toBeGreaterThanOrEqual(alive * (1 - 1e-9))
      expect(paretoAlive(model, x, T, T)).toBe(1)
      expect(paretoExpected(model, x, share * T, T, t)).toBeGreaterThanOrEqual(paretoExpected(model, x, share * T, T, t / 2))
    }))
  })
  it('the odds are those of the note, with A₀ a difference of two ₂F₁', () => {
    fc.assert(fc.property(anyModel, anyHistory, (model, { x, T, share }) => {
      const { r, alpha, s, beta } = model
      const [larger, k, all] = [Math.max(alpha, beta), alpha >= beta ? s + 1 : r + x, r + s + x]
      const part = (t: number) => logHyp2f1(all, k, all + 1, Math.abs(alpha - beta) / (larger + t)) - all * Math.log(larger + t)
      const [first, second] = [part(share * T), part(T)]
      // The difference must have its digits.
      fc.pre(first - second > 0.1)
      const odds = Math.log(s / all) + (r + x) * Math.log(alpha + T) + s * Math.log(beta + T) + first + Math.log1p(-Math.exp(second - first))
      // (1 − z) to the power of all: what rounding z costs.
      const rounding = (1e-15 * all * (larger + share * T)) / (Math.min(alpha, beta) + share * T)
      expect(Math.abs(logOddsGone(model, x, share * T, T) - odds)).toBeLessThan(1e-10 + rounding)
    }))
  })
  it('the gradient of the odds is that of differences', () => {
    fc.assert(fc.property(anyModel, anyHistory, (model, { x, T, share }) => {
      const gradient = new Float64Array(4)
      const odds = logOddsGone(model, x, share * T, T, gradient)
      fc.pre(Number.isFinite(odds))
      names.forEach((name, j) => {
        const at = (factor: number) => logOddsGone({ ...model, [name]: factor * model[name] }, x, share * T, T)
        expect(Math.abs((at(Math.exp(1e-5)) - at(Math.exp(-1e-5))) / 2e-5 - gradient[j])).toBeLessThan(1e-6 * Math.max(1, Math.abs(gradient[j]), Math.abs(odds)))
      })
    }))
  })
  it('a unit of time changes α, β and times only', () => {
    fc.assert(fc.property(anyModel, anyHistory, (model, { x, T, share }) => {
      const days = { ...model, alpha: 7 * model.alpha, beta: 7 * model.beta }
      expect(paretoAlive(days, x, 7 * share * T, 7 * T)).toBeCloseTo(paretoAlive(model, x, share * T, T), 8)
    }))
  })
  it('no parameter near the fitted ones is likelier', () => {
    const rng = createRng(8)
    const histories = drawHistories({ kind: 'bg-nbd', r: 0.8, alpha: 8, a: 0.8, b: 2.4 }, { p: 6, q: 4, v: 15 }, Float64Array.from({ length: 300 }, () => Math.ceil(60 * rng())), rng)
    const model = fitParetoNbd(histories)
    if (model === null) throw new Error('Nobody bought again.')
    for (const name of names) for (const factor of [0.98, 1.02]) expect(paretoLogLikelihood({ ...model, [name]: factor * model[name] }, histories)).toBeLessThan(model.logLikelihood)
  })
})

it('does not underflow at some hundred purchases (Pareto/NBD of lifetimes’ own test: x = 132 and 133, t_x = T = 200)', () => {
  const model = { r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 }
  expect(paretoExpected(model, 132, 200, 200, 10)).toBeCloseTo(6.2060517889632418, 12)
  expect(paretoExpected(model, 133, 200, 200, 10)).toBeCloseTo(6.2528722475748113, 12)
})
