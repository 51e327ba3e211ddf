import { describe, expect, it } from 'vitest'
import { createRng } from '../rng.ts'
import { customerValue } from './customerValue.ts'
import { drawHistories } from './drawHistories.ts'
import { expectedPurchases, type BetaGeometric } from './bgNbd.ts'
import { expectedSpend, fitGammaGamma, populationSpend, spendFrequencyCorrelation, type Spending } from './gammaGamma.ts'

const truth = { p: 6, q: 4, v: 15 }
const purchases: BetaGeometric = { kind: 'bg-nbd', r: 0.8, alpha: 8, a: 0.8, b: 2.4 }
const drawn = (n: number, seed: number) => drawHistories(purchases, truth, new Float64Array(n).fill(52), createRng(seed))

describe('fitGammaGamma', () => {
  it('finds what spending was drawn from, within four standard errors', () => {
    const model = fitGammaGamma(drawn(20_000, 1))
    expect(model?.converged).toBe(true)
    for (const name of ['p', 'q', 'v'] as const) expect(Math.abs((model?.[name] ?? 0) - truth[name])).toBeLessThan(4 * (model?.standardErrors?.[name] ?? 0))
  })
  it('leaves out who has not bought again or for nothing, and has no model of nobody', () => {
    const { frequency, meanSpend } = drawn(500, 2)
    const buyers = Array.from(frequency, (_, i) => i).filter((i) => frequency[i] > 0)
    const only: Spending = { frequency: [...buyers.map((i) => frequency[i]), 2], meanSpend: [...buyers.map((i) => meanSpend[i]), 0] }
    expect(fitGammaGamma(only)).toEqual(fitGammaGamma({ frequency, meanSpend }))
    expect(fitGammaGamma({ frequency, meanSpend })?.customers).toBe(buyers.length)
    expect(fitGammaGamma({ frequency: [0, 3], meanSpend: [0, 0] })).toBeNull()
    expect(() => fitGammaGamma({ frequency: [1], meanSpend: [-2] })).toThrow('meanSpend of customer 0')
  })
  it('turns euros into cents by v alone', () => {
    const { frequency, meanSpend } = drawn(500, 3)
    const [euros, cents] = [fitGammaGamma({ frequency, meanSpend }), fitGammaGamma({ frequency, meanSpend: meanSpend.map((value) => 100 * value) })]
    if (euros === null || cents === null) throw new Error('Nobody bought again.')
    for (const ratio of [cents.p / euros.p, cents.q / euros.q, cents.v / euros.v / 100]) expect(ratio).toBeCloseTo(1, 6)
  })
  it('comes to an end where everybody spends the same, or one customer is all there is', () => {
    for (const spending of [{ frequency: [1, 2, 3], meanSpend: [10, 10, 10] }, { frequency: [2], meanSpend: [7] }]) {
      const model = fitGammaGamma(spending)
      if (model === null) throw new Error('Nobody bought again.')
      expect(expectedSpend(model, 1, spending.meanSpend[0])).toBeCloseTo(spending.meanSpend[0], 1)
    }
  })
})

describe('expected spend', () => {
  it('by hand: p = 2, q = 3, v = 10 has mean 10; 4 purchases of 20 weigh 8/10', () => {
    const model = { p: 2, q: 3, v: 10 }
    expect(populationSpend(model)).toBe(10)
    expect(expectedSpend(model, 0, NaN)).toBe(10)
    expect(expectedSpend(model, 4, 20)).toBe(0.2 * 10 + 0.8 * 20)
    expect(() => expectedSpend(model, 1, -3)).toThrow(RangeError)
  })
  it('is null where it is infinite', () => {
    expect(populationSpend({ p: 2, q: 1, v: 10 })).toBeNull()
    expect(expectedSpend({ p: 0.1, q: 0.5, v: 10 }, 4, 20)).toBeNull()
    expect(expectedSpend({ p: 2, q: 0.5, v: 10 }, 4, 20)).toBeCloseTo((2 * 90) / 7.5, 12)
  })
})

describe('correlation of frequency and spend', () => {
  it('by hand, over buyers only', () => {
    expect(spendFrequencyCorrelation({ frequency: [1, 2, 3, 0, 9], meanSpend: [10, 30, 20, 50, 0] })).toBeCloseTo(0.5, 14)
    expect(spendFrequencyCorrelation({ frequency: [0, 2], meanSpend: [1, 3] })).toBeNull()
  })
  it('is near 0 where the model is true', () => {
    expect(Math.abs(spendFrequencyCorrelation(drawn(20_000, 4)) ?? 1)).toBeLessThan(0.03)
  })
})

describe('customerValue', () => {
  const each = expectedSpend(truth, 2, 25) ?? 0
  const value = (horizon: number, discount?: { rate: number; period: number }) => customerValue(purchases, truth, 2, 30, 39, 25, horizon, discount)
  it('is expected purchases times expected spend', () => {
    expect(value(52)).toBe(each * expectedPurchases(purchases, 2, 30, 39, 52))
    expect(value(52, { rate: 0, period: 4 })).toBeCloseTo(value(52) ?? 0, 10)
    expect(value(0)).toBe(0)
  })
  it('discounts each period at its end, the last one as long as is left', () => {
    const until = (t: number) => expectedPurchases(purchases, 2, 30, 39, t)
    expect(value(10, { rate: 0.1, period: 4 })).toBeCloseTo(each * (until(4) / 1.1 + (until(8) - until(4)) / 1.21 + (until(10) - until(8)) / 1.331), 12)
  })
  it('is null for who has not bought again where the mean spend is infinite', () => {
    expect(customerValue(purchases, { ...truth, q: 0.9 }, 0, 0, 10, 0, 52)).toBeNull()
  })
  it('refuses a discount that is none', () => {
    expect(() => value(10, { rate: -1, period: 1 })).toThrow('discount rate')
    expect(() => value(10, { rate: 0.1, period: 0 })).toThrow('discount period')
    expect(() => value(-1)).toThrow('time ahead')
    expect(() => value(NaN, { rate: 0.1, period: 1 })).toThrow('horizon')
  })
})
