import { describe, expect, it } from 'vitest'
import peer from '../fixtures/clv-lifetimes.json' with { type: 'json' }
import { expectedOfNew, expectedPurchases, probabilityAlive, purchaseProbability, type BetaGeometric } from './bgNbd.ts'
import { customerValue } from './customerValue.ts'
import { fitBgNbd, logLikelihood } from './fitBgNbd.ts'
import { fitParetoNbd, paretoLogLikelihood } from './fitParetoNbd.ts'
import { expectedSpend, fitGammaGamma } from './gammaGamma.ts'
import { paretoAlive, paretoExpected, paretoExpectedOfNew } from './paretoNbd.ts'

const { frequency: x, recency: tx, age: T, meanSpend, weights, some, models, gammaGamma } = peer
const histories = { frequency: x, recency: tx, age: T }

function expectClose(ours: readonly (number | null)[], theirs: readonly number[], relative: number): void {
  expect(ours).toHaveLength(theirs.length)
  ours.forEach((value, k) => expect(Math.abs((value ?? NaN) / theirs[k] - 1)).toBeLessThan(relative))
}

/** Their search stops earlier than ours: parameters agree to what they left, and the likelihood is not below theirs. */
function expectFitted(ours: { readonly logLikelihood: number } | null, parameters: readonly (number | undefined)[], theirs: { readonly params: object; readonly logLikelihood: number }): void {
  expect((ours?.logLikelihood ?? -Infinity) - theirs.logLikelihood).toBeGreaterThan(-1e-7)
  expectClose(parameters.map((value) => value ?? NaN), Object.values(theirs.params), 2e-3)
}

describe(`parity with ${peer.madeBy}`, () => {
  it.each(['bg-nbd', 'mbg-nbd'] as const)('%s', (kind) => {
    for (const weighted of [false, true]) {
      const theirs = models[weighted ? `${kind} weighted` as const : kind]
      const [own, model]: [typeof histories & { weights?: number[] }, BetaGeometric] = [weighted ? { ...histories, weights } : histories, { kind, ...theirs.params }]
      expect(logLikelihood(model, own)).toBeCloseTo(theirs.logLikelihood, 7)
      const ours = fitBgNbd(own, kind)
      expectFitted(ours, [ours?.r, ours?.alpha, ours?.a, ours?.b], theirs)
      expectClose(some.map((i) => probabilityAlive(model, x[i], tx[i], T[i])), theirs.alive, 1e-12)
      expectClose(some.map((i) => expectedPurchases(model, x[i], tx[i], T[i], 90)), theirs.expected, 1e-10)
      expectClose([1, 30, 365].map((t) => expectedOfNew(model, t)), theirs.new, 1e-10)
      expectClose(theirs.pmf.map((_, n) => purchaseProbability(model, n, 90)), theirs.pmf, 1e-11)
    }
  })
  it('Pareto/NBD', () => {
    for (const weighted of [false, true]) {
      const theirs = models[weighted ? 'pareto-nbd weighted' : 'pareto-nbd']
      const own = weighted ? { ...histories, weights } : histories
      expect(paretoLogLikelihood(theirs.params, own)).toBeCloseTo(theirs.logLikelihood, 7)
      expectClose(some.map((i) => paretoAlive(theirs.params, x[i], tx[i], T[i])), theirs.alive, 1e-11)
      expectClose(some.map((i) => paretoExpected(theirs.params, x[i], tx[i], T[i], 90)), theirs.expected, 1e-11)
      expectClose([1, 30, 365].map((t) => paretoExpectedOfNew(theirs.params, t)), theirs.new, 1e-12)
      expect((fitParetoNbd(own)?.logLikelihood ?? -Infinity) - theirs.logLikelihood).toBeGreaterThan(-1e-7)
    }
  })
  it('Gamma-Gamma and customer value', () => {
    const ours = fitGammaGamma({ frequency: x, meanSpend })
    expectFitted(ours, [ours?.p, ours?.q, ours?.v], gammaGamma)
    expectClose(some.map((i) => expectedSpend(gammaGamma.params, x[i], meanSpend[i])), gammaGamma.expected, 1e-12)
    const purchases: BetaGeometric = { kind: 'bg-nbd', ...gammaGamma.purchases }
    expectClose(some.map((i) => customerValue(purchases, gammaGamma.params, x[i], tx[i], T[i], meanSpend[i], 360, { rate: 0.01, period: 30 })), gammaGamma.value, 1e-10)
  })
})
