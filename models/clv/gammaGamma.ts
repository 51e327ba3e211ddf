import { correlation } from '../correlation.ts'
import { digamma, logGamma } from '../logGamma.ts'
import { distinctRows, requireColumns } from './distinctRows.ts'
import { fitOf, type Fit } from './fit.ts'
import { minimise } from './newton.ts'

/**
 * Gamma-Gamma (Fader, Hardie & Lee 2005, "RFM and CLV"; Fader & Hardie 2013, "The Gamma-Gamma model of monetary value"): a customer's purchases are
 * worth Gamma(p, rate ν) each, over customers ν ~ Gamma(q, rate v). v has the unit of money, p and q have none.
 * It assumes that how much somebody spends says nothing about how often they buy: `spendFrequencyCorrelation` tells how far that holds.
 */
export type GammaGamma = { readonly p: number; readonly q: number; readonly v: number }

/** Fitted. JSON-able. */
export type GammaGammaModel = { readonly kind: 'gamma-gamma' } & GammaGamma & Fit<'p' | 'q' | 'v'>

/** One value per customer. */
export type Spending = {
  /** x: repeat purchases. */
  readonly frequency: ArrayLike<number>
  /** z̄: their mean value, without the first purchase; anything where x = 0. */
  readonly meanSpend: ArrayLike<number>
  readonly weights?: ArrayLike<number>
}

/**
 * Maximum likelihood by Newton's method on ln p, ln q, ln v, over those with repeat purchases worth more than 0; the others say nothing here
 * and are left out. null when nobody is left. Throws a RangeError for values that are negative or no numbers.
 */
export function fitGammaGamma({ frequency, meanSpend, weights }: Spending): GammaGammaModel | null {
  requireColumns({ frequency, meanSpend }, weights)
  const { columns: [x, spend], weight } = distinctRows([frequency, meanSpend], buyerWeights({ frequency, meanSpend, weights }))
  const customers = weight.reduce((sum, value) => sum + value, 0)
  if (customers === 0) return null
  const mean = spend.reduce((sum, value, i) => sum + weight[i] * value, 0) / customers
  const minimum = minimise((at, gradient) => {
    const value = logLikelihood(at, gradient, x, spend, weight)
    for (let j = 0; j < 3; j++) gradient[j] /= -customers
    return -value / customers
  }, [0, Math.LN2, Math.log(mean)])
  return { kind: 'gamma-gamma', ...fitOf(['p', 'q', 'v'], minimum, customers) }
}

/**
 * Fader & Hardie 2013, eq. 1a: z̄ of x purchases has the density Γ(px + q) / (Γ(px) Γ(q)) · v^q z̄^(px−1) x^(px) / (v + x z̄)^(px + q).
 * Σ weight · ln of it, and the gradient by ln p, ln q, ln v. Rows ascend by x.
 */
function logLikelihood(at: Float64Array, gradient: Float64Array, x: Float64Array, spend: Float64Array, weight: Float64Array): number {
  const [p, q, v] = at.map(Math.exp)
  const [logGammaQ, digammaQ] = [logGamma(q), digamma(q)]
  let [ofCount, slopeP, slopeQ] = [0, 0, 0]
  let [sum, byP, byQ, byV] = [0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const shape = p * x[i]
    if (i === 0 || x[i] !== x[i - 1]) {
      const both = digamma(shape + q)
      ofCount = logGamma(shape + q) - logGamma(shape) - logGammaQ
      slopeP = both - digamma(shape)
      slopeQ = both - digammaQ
    }
    const total = x[i] * spend[i]
    const spent = Math.log(total / (total + v))
    const rest = Math.log(v / (total + v))
    sum += weight[i] * (ofCount + q * rest + shape * spent - Math.log(spend[i]))
    byP += weight[i] * x[i] * (slopeP + spent)
    byQ += weight[i] * (slopeQ + rest)
    byV += weight[i] * (q - ((shape + q) * v) / (total + v))
  }
  gradient.set([p * byP, q * byQ, byV])
  return sum
}

/** E[M], the mean value of a purchase over all customers, p v / (q − 1); null where q ≤ 1, as it is infinite then. */
export function populationSpend({ p, q, v }: GammaGamma): number | null {
  return q > 1 ? (p * v) / (q - 1) : null
}

/**
 * E[M | x, z̄] = p (v + x z̄) / (p x + q − 1) (Fader & Hardie 2013, eq. 5): between the population's mean and their own z̄, nearer to z̄ the more purchases
 * there are. The population's mean for x = 0. null where the expectation is infinite.
 */
export function expectedSpend(model: GammaGamma, x: number, meanSpend: number): number | null {
  if (x === 0) return populationSpend(model)
  if (!(x > 0 && meanSpend >= 0 && Number.isFinite(x + meanSpend))) throw new RangeError(`${x} repeat purchases of ${meanSpend} on average can't be: both must be 0 or more.`)
  const { p, q, v } = model
  const shape = p * x + q - 1
  return shape > 0 ? (p * (v + x * meanSpend)) / shape : null
}

/** Correlation of x and z̄ over those the model is fitted on; the model takes it to be 0. null where there is nothing to tell it from. */
export function spendFrequencyCorrelation({ frequency, meanSpend, weights }: Spending): number | null {
  requireColumns({ frequency, meanSpend }, weights)
  return correlation(frequency, meanSpend, buyerWeights({ frequency, meanSpend, weights }))
}

/** 0 for those who say nothing of spending. */
function buyerWeights({ frequency, meanSpend, weights }: Spending): Float64Array {
  return Float64Array.from({ length: frequency.length }, (_, i) => (frequency[i] > 0 && meanSpend[i] > 0 ? (weights?.[i] ?? 1) : 0))
}
