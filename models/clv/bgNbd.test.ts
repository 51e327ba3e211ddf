import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedOfNew, expectedPurchases, probabilityAlive, purchaseProbability, type BetaGeometric } from './bgNbd.ts'
import { hyp2f1 } from './hyp2f1.ts'
import { chanceOfPurchase, medianWaitIfAlive } from './nextPurchase.ts'

const one: BetaGeometric = { kind: 'bg-nbd', r: 1, alpha: 1, a: 1, b: 1 }
const kinds = ['bg-nbd', 'mbg-nbd'] as const
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const anyModel: fc.Arbitrary<BetaGeometric> = fc.record({ kind: fc.constantFrom(...kinds), r: between(0.01, 20), alpha: between(0.1, 100), a: between(0.01, 20), b: between(0.01, 20) })
/** x, T and a share of T, which t_x is. */
const anyHistory = fc.record({ x: fc.integer({ min: 1, max: 300 }), T: between(1, 500), share: between(0.001, 1) })

describe('by hand, with every parameter 1', () => {
  it('P(alive)', () => {
    // Odds of being gone a/(b + 1 − 1) · ((1 + 3)/(1 + 1))² = 4; with a coin more 1/2 · 4.
    expect(probabilityAlive(one, 1, 1, 3)).toBeCloseTo(1 / 5, 14)
    expect(probabilityAlive({ ...one, kind: 'mbg-nbd' }, 1, 1, 3)).toBeCloseTo(1 / 3, 14)
    expect(probabilityAlive(one, 0, 0, 1000)).toBe(1)
    expect(probabilityAlive({ ...one, kind: 'mbg-nbd' }, 0, 0, 3)).toBeCloseTo(1 / 5, 14)
  })
  it('E[X(t)] = ln(1 + t), where the published form divides 0 by 0', () => {
    for (const t of [0, 1e-6, 0.5, 3, 200]) expect(expectedOfNew(one, t)).toBeCloseTo(Math.log1p(t), 12)
  })
  it('P(X(1) = n): 1/2, then 1/2·1/4 + 1/2·1/2 and 1/3·1/8 + 1/6·1/4', () => {
    expect([0, 1, 2].map((n) => purchaseProbability(one, n, 1))).toEqual([1 / 2, 3 / 8, 1 / 12].map((p) => expect.closeTo(p, 14)))
  })
  it('the next purchase', () => {
    expect(chanceOfPurchase(one, 1, 1, 3, 4)).toBeCloseTo((1 / 5) * (1 - 1 / 4), 14)
    expect(medianWaitIfAlive(one, 0, 3)).toBeCloseTo(4, 14)
  })
})

describe('properties', () => {
  it('P(alive) lies in 0–1, rises with recency and falls as silence grows', () => {
    fc.assert(fc.property(anyModel, anyHistory, (model, { x, T, share }) => {
      const alive = probabilityAlive(model, x, share * T, T)
      expect(alive).toBeGreaterThanOrEqual(0)
      expect(alive).toBeLessThanOrEqual(1)
      expect(probabilityAlive(model, x, T, T)).toBeGreaterThanOrEqual(alive)
      expect(probabilityAlive(model, x, share * T, T * 1.5)).toBeLessThanOrEqual(alive)
    }))
  })
  it('E[Y(t)] is finite, 0 at 0, rises with t, stays below one purchase a coin and equals eq. 10 with ₂F₁ where that has its digits', () => {
    fc.assert(fc.property(anyModel, anyHistory, between(0.1, 500), (model, { x, T, share }, t) => {
      const expected = expectedPurchases(model, x, share * T, T, t)
      const alive = probabilityAlive(model, x, share * T, T)
      expect(expectedPurchases(model, x, share * T, T, 0)).toBe(0)
      expect(expected).toBeGreaterThanOrEqual(expectedPurchases(model, x, share * T, T, t / 2) * (1 - 1e-12))
      expect(expected).toBeLessThanOrEqual(alive * ((model.r + x) / (model.alpha + T)) * t * (1 + 1e-12))
      const b = model.b + x + (model.kind === 'bg-nbd' ? 0 : 1)
      const [c, z] = [model.a + b - 1, t / (model.alpha + T + t)]
      fc.pre(c > 0.5 && Math.abs(model.a - 1) > 0.05 && z > 0.05 && z < 0.99 && x < 60)
      const bracket = 1 - hyp2f1(model.r + x, b, c, z) * (1 - z) ** (model.r + x)
      fc.pre(Math.abs(bracket) > 1e-3)
      expect(expected / (alive * (c / (model.a - 1)) * bracket)).toBeCloseTo(1, 9)
    }))
  })
  it('E[X(t)] goes on without a step where ₂F₁ takes over from the sum', () => {
    fc.assert(fc.property(anyModel, (model) => {
      const at = (z: number) => expectedOfNew(model, (model.alpha * z) / (1 - z))
      // The straight line through two points below and the value above differ by curvature only.
      const step = 1e-7
      expect(at(0.99 + step) / (2 * at(0.99) - at(0.99 - step))).toBeCloseTo(1, 8)
    }))
  })
  it('P(X(t) = n) sums to 1 with mean E[X(t)]', () => {
    fc.assert(fc.property(anyModel, between(0.01, 3), (model, share) => {
      const t = share * model.alpha
      let [sum, mean] = [0, 0]
      for (let n = 0; n < 400; n++) {
        const p = purchaseProbability(model, n, t)
        expect(p).toBeGreaterThanOrEqual(0)
        sum += p
        mean += n * p
      }
      expect(sum).toBeCloseTo(1, 8)
      expect(mean).toBeCloseTo(expectedOfNew(model, t), 6)
      expect(chanceOfPurchase(model, 0, 0, 0, t)).toBeCloseTo(1 - purchaseProbability(model, 0, t), 10)
    }), { numRuns: 30 })
  })
  it('a unit of time changes α and times only', () => {
    fc.assert(fc.property(anyModel, anyHistory, between(0.1, 300), (model, { x, T, share }, t) => {
      const days = { ...model, alpha: 7 * model.alpha }
      const expected = expectedPurchases(model, x, share * T, T, t)
      fc.pre(expected > 1e-250)
      expect(expectedPurchases(days, x, 7 * share * T, 7 * T, 7 * t) / expected).toBeCloseTo(1, 10)
    }))
  })
})

describe('extremes', () => {
  it('thousands of purchases, t_x = T, T = 0, a parameter that ran off', () => {
    expect(probabilityAlive(one, 5000, 100, 100)).toBeCloseTo(5000 / 5001, 12)
    expect(probabilityAlive(one, 5000, 50, 100)).toBe(0)
    // mpmath with 80 digits, at a = 1 + 1e-30.
    expect(expectedPurchases(one, 5000, 100, 100, 1)).toBeCloseTo(49.2614822150582, 10)
    expect(expectedPurchases(one, 5000, 100, 100, 101)).toBeCloseTo((3466.42904998029 * 5000) / 5001, 7)
    expect(expectedPurchases({ ...one, a: 1e-12, b: 1e12, r: 1e9, alpha: 1e10 }, 3, 5, 5, 20)).toBeCloseTo(2, 6)
    expect(expectedPurchases(one, 0, 0, 0, 1)).toBeCloseTo(Math.LN2, 14)
  })
  it('refuses histories and times that can not be', () => {
    for (const [x, tx, T] of [[1.5, 1, 2], [-1, 0, 2], [1, 3, 2], [1, 0, 2], [0, 1, 2], [1, NaN, 2], [1, 1, Infinity]]) expect(() => probabilityAlive(one, x, tx, T)).toThrow(RangeError)
    for (const t of [-1, NaN, Infinity]) expect(() => expectedOfNew(one, t)).toThrow('time ahead')
    expect(() => purchaseProbability(one, 0.5, 1)).toThrow('whole number')
  })
})
