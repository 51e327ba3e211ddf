import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectedOfNew, expectedPurchases, probabilityAlive, purchaseProbability, type BetaGeometric } from './bgNbd.ts'
import { fitBgNbd, logLikelihood } from './fitBgNbd.ts'
import { fitParetoNbd } from './fitParetoNbd.ts'
import { expectedSpend, fitGammaGamma, populationSpend, spendFrequencyCorrelation } from './gammaGamma.ts'
import { paretoAlive, paretoExpected, paretoExpectedOfNew } from './paretoNbd.ts'

const file = new URL('../../../shared/data/cdnow/cdnow_customers_summary_with_transactions.csv', import.meta.url)

/** x, t_x, T (weeks of calibration) and z̄ of the 1/10 sample, 2,357 customers, as Fader and Hardie publish them. */
function readSummary() {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number))
  const column = (k: number) => rows.map((row) => row[k])
  return { frequency: column(1), recency: column(2), age: column(3), meanSpend: column(4) }
}

/** As published, to three digits. */
const published: BetaGeometric = { kind: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

describe.skipIf(!existsSync(file))('CDNOW to the published digits (needs ../shared/data/cdnow)', () => {
  const customers = existsSync(file) ? readSummary() : { frequency: [], recency: [], age: [], meanSpend: [] }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

  it('BG/NBD: parameters, log-likelihood, standard errors', () => {
    expect([customers.frequency.length, sum(customers.frequency), customers.frequency.filter((x) => x === 0).length]).toEqual([2357, 2457, 1411])
    const model = fitBgNbd(customers)
    expect(model).toMatchObject({
      r: expect.closeTo(0.242593, 6), alpha: expect.closeTo(4.413532, 6), a: expect.closeTo(0.792886, 6), b: expect.closeTo(2.425753, 5), logLikelihood: expect.closeTo(-9582.4256, 4),
      customers: 2357, converged: true,
      standardErrors: { r: expect.closeTo(0.012557, 6), alpha: expect.closeTo(0.378221, 5), a: expect.closeTo(0.185719, 5), b: expect.closeTo(0.705345, 5) },
    })
    expect(logLikelihood(published, customers)).toBeCloseTo(-9582.4268, 4)
  })
  it('BG/NBD: expectations', () => {
    const model = fitBgNbd(customers)
    if (model === null) throw new Error('Nobody bought again.')
    const ahead = [[0.1429, 0.0078], [1, 0.0532], [3, 0.1506], [31.8571, 1.0405], [32, 1.0437]]
    for (const [t, expected] of ahead) expect(expectedOfNew(model, t)).toBeCloseTo(expected, 4)
    expect(expectedOfNew(model, 78)).toBeCloseTo(1.858, 3)
    expect(expectedPurchases(model, 2, 30.43, 38.86, 39)).toBeCloseTo(1.2259, 4)
    expect(expectedPurchases(model, 26, 30.86, 31, 52)).toBeCloseTo(25.7595, 4)
    expect(probabilityAlive(model, 26, 30.86, 31)).toBeCloseTo(0.9689, 4)
  })
  it('BG/NBD: chances of numbers of purchases, at the published parameters', () => {
    expect(purchaseProbability(published, 10, 2)).toBeCloseTo(1.07869e-7, 12)
    expect(purchaseProbability(published, 0, 39)).toBeCloseTo(0.5737864, 7)
    const of30Weeks = [0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613, 0.000222226]
    of30Weeks.forEach((p, k) => expect(purchaseProbability(published, 11 + k, 30)).toBeCloseTo(p, 10))
  })
  it('MBG/NBD: parameters', () => {
    expect(fitBgNbd(customers, 'mbg-nbd')).toMatchObject({ r: expect.closeTo(0.525, 3), alpha: expect.closeTo(6.183, 3), a: expect.closeTo(0.891, 3), b: expect.closeTo(1.614, 3), converged: true })
  })
  it('Pareto/NBD: parameters, log-likelihood, expectations', () => {
    const model = fitParetoNbd(customers)
    if (model === null) throw new Error('Nobody bought again.')
    // β is 11.668 at the maximum; 11.669 is where published searches stopped.
    expect(model).toMatchObject({ r: expect.closeTo(0.553, 3), alpha: expect.closeTo(10.578, 3), s: expect.closeTo(0.606, 3), beta: expect.closeTo(11.669, 2), logLikelihood: expect.closeTo(-9594.974, 3), converged: true })
    expect(paretoExpected(model, 26, 30.86, 31, 52)).toBeCloseTo(25.46, 2)
    expect(paretoAlive(model, 26, 30.86, 31)).toBeCloseTo(0.9979, 4)
  })
  it('Pareto/NBD: E[X(t)] of the BTYD manual, at its parameters', () => {
    const weeks = [0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211]
    weeks.forEach((expected, t) => expect(paretoExpectedOfNew({ r: 0.55, alpha: 10.56, s: 0.61, beta: 11.64 }, t)).toBeCloseTo(expected, 8))
  })
  it('Gamma-Gamma: parameters, log-likelihood, mean spend, the first ten customers, correlation', () => {
    const model = fitGammaGamma(customers)
    if (model === null) throw new Error('Nobody bought again.')
    expect(model).toMatchObject({ p: expect.closeTo(6.2488, 4), q: expect.closeTo(3.7446, 4), v: expect.closeTo(15.4477, 4), logLikelihood: expect.closeTo(-4055.923, 3), customers: 946, converged: true })
    expect(populationSpend(model)).toBeCloseTo(35.171, 3)
    const firstTen = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    firstTen.forEach((expected, i) => expect(Math.abs((expectedSpend(model, customers.frequency[i], customers.meanSpend[i]) ?? NaN) - expected)).toBeLessThan(0.01))
    expect(spendFrequencyCorrelation(customers)).toBeCloseTo(0.114, 3)
  })
})
