import { LotseError } from '../../../engine/errors.ts'
import { correlation } from '../../../models/correlation.ts'
import { expectedPurchases, type BgNbdModel } from '../../../models/clv/bgNbd.ts'
import { fitBgNbd } from '../../../models/clv/fitBgNbd.ts'
import { fitParetoNbd } from '../../../models/clv/fitParetoNbd.ts'
import { fitGammaGamma, type GammaGammaModel } from '../../../models/clv/gammaGamma.ts'
import { paretoExpected, type ParetoNbdModel } from '../../../models/clv/paretoNbd.ts'
import { FIGURES } from './published.ts'
import { readCdnow, type CdnowCustomers } from './read.ts'

/** All that is fitted on the calibration. */
export type CdnowModels = { readonly bg: BgNbdModel; readonly mbg: BgNbdModel; readonly pareto: ParetoNbdModel; readonly spend: GammaGammaModel }

/** One figure of ours and the one to compare it with, both to be read to so many decimals. */
export type Compared = { readonly what: string; readonly n: number; readonly value: number; readonly published: number; readonly decimals: number; readonly source: string }

/** Purchases of the 39 weeks after: predicted against made, over all customers. */
export type Holdout = { readonly model: string; readonly predicted: number; readonly correlation: number | null; readonly mae: number; readonly rmse: number }

export type CdnowEvaluation = {
  readonly protocol: 'cdnow'
  readonly data: { readonly customers: number; readonly repeatBuyers: number; readonly repeatPurchases: number; readonly laterPurchases: number; readonly split: string }
  readonly models: CdnowModels
  readonly figures: readonly Compared[]
  readonly holdout: readonly Holdout[]
  /** Means a customer, by repeat purchases of the calibration; the last group has that many or more. */
  readonly byFrequency: readonly { readonly frequency: number; readonly n: number; readonly made: number; readonly predicted: number }[]
}

const HORIZON = 39
/** The published table ends with seven purchases or more. */
const MOST_SHOWN = 7

export async function evaluateCdnow(folder: string): Promise<CdnowEvaluation> {
  const customers = await readCdnow(folder)
  const { frequency, recency, age, later } = customers
  const models = fitAll(customers)
  const ahead = (predict: (x: number, tx: number, T: number) => number) => Float64Array.from(frequency, (x, i) => predict(x, recency[i], age[i]))
  const byBg = ahead((...history) => expectedPurchases(models.bg, ...history, HORIZON))
  const holdout = [
    holdoutOf('BG/NBD', byBg, later), holdoutOf('MBG/NBD', ahead((...history) => expectedPurchases(models.mbg, ...history, HORIZON)), later),
    holdoutOf('Pareto/NBD', ahead((...history) => paretoExpected(models.pareto, ...history, HORIZON)), later),
  ]
  const byFrequency = Array.from({ length: MOST_SHOWN + 1 }, (_, group) => {
    const of = Array.from(frequency, (_, i) => i).filter((i) => Math.min(frequency[i], MOST_SHOWN) === group)
    const mean = (values: Float64Array) => of.reduce((sum, i) => sum + values[i], 0) / of.length
    return { frequency: group, n: of.length, made: mean(later), predicted: mean(byBg) }
  })
  return {
    protocol: 'cdnow',
    data: {
      customers: frequency.length, repeatBuyers: frequency.filter((x) => x > 0).length, repeatPurchases: total(frequency), laterPurchases: total(later),
      split: 'learnt from until 30 September 1997, looked at in the 39 weeks to 30 June 1998',
    },
    models, holdout, byFrequency,
    figures: FIGURES.map(({ value, n, ...figure }) => ({ ...figure, n: n === 'customers' ? frequency.length : models.spend.customers, value: value({ models, customers, holdout: holdout[0] }) })),
  }
}

function fitAll(customers: CdnowCustomers): CdnowModels {
  const [bg, mbg, pareto, spend] = [fitBgNbd(customers), fitBgNbd(customers, 'mbg-nbd'), fitParetoNbd(customers), fitGammaGamma(customers)]
  if (bg === null || mbg === null || pareto === null || spend === null) throw new LotseError('input', 'no_repeat_purchases', 'Nobody in the file bought again before October 1997: there is nothing to learn from.')
  return { bg, mbg, pareto, spend }
}

function holdoutOf(model: string, predicted: Float64Array, made: Float64Array): Holdout {
  const n = made.length
  const errors = predicted.map((value, i) => value - made[i])
  return {
    model, predicted: total(predicted), correlation: correlation(predicted, made),
    mae: total(errors.map(Math.abs)) / n, rmse: Math.sqrt(total(errors.map((error) => error * error)) / n),
  }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
