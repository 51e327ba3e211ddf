import { expectedOfNew, expectedPurchases, probabilityAlive, purchaseProbability } from '../../../models/clv/bgNbd.ts'
import { expectedSpend, populationSpend, spendFrequencyCorrelation } from '../../../models/clv/gammaGamma.ts'
import { paretoAlive, paretoExpected, paretoExpectedOfNew } from '../../../models/clv/paretoNbd.ts'
import type { CdnowModels, Compared, Holdout } from './evaluateCdnow.ts'
import type { CdnowCustomers } from './read.ts'

type Found = { readonly models: CdnowModels; readonly customers: CdnowCustomers; readonly holdout: Holdout }
type Figure = Pick<Compared, 'what' | 'published' | 'decimals' | 'source'> & { readonly n: 'customers' | 'buyers'; readonly value: (found: Found) => number }

const FHL = 'Fader, Hardie & Lee 2005'
const NOTE = 'Fader & Hardie 2013'
const PEER = 'lifetimes 0.11.3, the same rows'
const BTYD = 'BTYD'

const of = (source: string, n: Figure['n'] = 'customers') => (what: string, published: number, decimals: number, value: Figure['value']): Figure => ({ what, published, decimals, source, n, value })
const [paper, peer, btyd, note] = [of(FHL), of(PEER), of(BTYD), of(NOTE, 'buyers')]

/** The parameters of the paper and of BTYD's examples: figures published for those are ours for those. */
const PAPER = { kind: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const
const MANUAL = { r: 0.55, alpha: 10.56, s: 0.61, beta: 11.64 }

export const FIGURES: readonly Figure[] = [
  paper('BG/NBD r', 0.243, 3, ({ models: { bg } }) => bg.r),
  paper('BG/NBD α', 4.414, 3, ({ models: { bg } }) => bg.alpha),
  paper('BG/NBD a', 0.793, 3, ({ models: { bg } }) => bg.a),
  paper('BG/NBD b', 2.426, 3, ({ models: { bg } }) => bg.b),
  paper('BG/NBD log-likelihood', -9582.4, 1, ({ models: { bg } }) => bg.logLikelihood),
  peer('BG/NBD log-likelihood', -9582.4256, 4, ({ models: { bg } }) => bg.logLikelihood),
  paper('E[X(32)] of a new customer', 1.0437, 4, ({ models: { bg } }) => expectedOfNew(bg, 32)),
  peer('E[X(78)] of a new customer', 1.858, 3, ({ models: { bg } }) => expectedOfNew(bg, 78)),
  paper('E[Y(39) | x = 2, t_x = 30.43, T = 38.86]', 1.226, 3, ({ models: { bg } }) => expectedPurchases(bg, 2, 30.43, 38.86, 39)),
  peer('E[Y(52) | x = 26, t_x = 30.86, T = 31]', 25.7595, 4, ({ models: { bg } }) => expectedPurchases(bg, 26, 30.86, 31, 52)),
  peer('P(alive | x = 26, t_x = 30.86, T = 31)', 0.9689, 4, ({ models: { bg } }) => probabilityAlive(bg, 26, 30.86, 31)),
  btyd('P(X(39) = 0), parameters of the paper', 0.5737864, 7, () => purchaseProbability(PAPER, 0, 39)),
  btyd('P(X(30) = 20), parameters of the paper', 0.000222226, 10, () => purchaseProbability(PAPER, 20, 30)),
  peer('BG/NBD, purchases in the 39 weeks after', 1653.4, 1, ({ holdout }) => holdout.predicted),
  peer('BG/NBD, correlation with those made', 0.6256, 4, ({ holdout }) => holdout.correlation ?? NaN),
  peer('BG/NBD, mean absolute error', 0.785, 3, ({ holdout }) => holdout.mae),
  peer('BG/NBD, root mean square error', 1.608, 3, ({ holdout }) => holdout.rmse),
  btyd('Pareto/NBD r', 0.553, 3, ({ models: { pareto } }) => pareto.r),
  btyd('Pareto/NBD α', 10.578, 3, ({ models: { pareto } }) => pareto.alpha),
  btyd('Pareto/NBD s', 0.606, 3, ({ models: { pareto } }) => pareto.s),
  btyd('Pareto/NBD β', 11.669, 3, ({ models: { pareto } }) => pareto.beta),
  peer('Pareto/NBD log-likelihood', -9594.974, 3, ({ models: { pareto } }) => pareto.logLikelihood),
  btyd('Pareto/NBD E[Y(52) | x = 26, t_x = 30.86, T = 31]', 25.46, 2, ({ models: { pareto } }) => paretoExpected(pareto, 26, 30.86, 31, 52)),
  btyd('Pareto/NBD P(alive | x = 26, t_x = 30.86, T = 31)', 0.9979, 4, ({ models: { pareto } }) => paretoAlive(pareto, 26, 30.86, 31)),
  btyd('Pareto/NBD E[X(9)], parameters of the manual', 0.38909211, 8, () => paretoExpectedOfNew(MANUAL, 9)),
  peer('MBG/NBD r', 0.525, 3, ({ models: { mbg } }) => mbg.r),
  peer('MBG/NBD α', 6.183, 3, ({ models: { mbg } }) => mbg.alpha),
  peer('MBG/NBD a', 0.891, 3, ({ models: { mbg } }) => mbg.a),
  peer('MBG/NBD b', 1.614, 3, ({ models: { mbg } }) => mbg.b),
  note('Gamma-Gamma p', 6.25, 2, ({ models: { spend } }) => spend.p),
  note('Gamma-Gamma q', 3.74, 2, ({ models: { spend } }) => spend.q),
  note('Gamma-Gamma v', 15.44, 2, ({ models: { spend } }) => spend.v),
  note('Gamma-Gamma log-likelihood', -4055.92, 2, ({ models: { spend } }) => spend.logLikelihood),
  note('mean spend of the population', 35.17, 2, ({ models: { spend } }) => populationSpend(spend) ?? NaN),
  note('spend of the first customer', 24.65, 2, ({ models: { spend }, customers }) => expectedSpend(spend, customers.frequency[0], customers.meanSpend[0]) ?? NaN),
  of(PEER, 'buyers')('correlation of frequency and spend', 0.114, 3, ({ customers }) => spendFrequencyCorrelation(customers) ?? NaN),
]
