import type { DistinctRows } from './distinctRows.ts'
import { fitOf } from './fit.ts'
import { distinctHistories, type Histories } from './histories.ts'
import { minimise } from './newton.ts'
import { logOddsGone } from './paretoIntegral.ts'
import type { Pareto, ParetoNbdModel } from './paretoNbd.ts'

/** Maximum likelihood by Newton's method on ln r, ln α, ln s, ln β, as `fitBgNbd` does. null when nobody bought again. */
export function fitParetoNbd(histories: Histories): ParetoNbdModel | null {
  const rows = distinctHistories(histories)
  const { columns: [x, , T], weight } = rows
  if (!x.some((value) => value > 0)) return null
  const customers = weight.reduce((sum, value) => sum + value, 0)
  const age = T.reduce((sum, value, i) => sum + weight[i] * value, 0) / customers
  const minimum = minimise((at, gradient) => {
    const value = likelihood(rows, at, gradient)
    for (let j = 0; j < 4; j++) gradient[j] /= -customers
    return -value / customers
  }, [0, Math.log(age), 0, Math.log(age)])
  return { kind: 'pareto-nbd', ...fitOf(['r', 'alpha', 's', 'beta'], minimum, customers) }
}

/** Σ ln L of histories under given parameters. */
export function paretoLogLikelihood({ r, alpha, s, beta }: Pareto, histories: Histories): number {
  return likelihood(distinctHistories(histories), Float64Array.of(r, alpha, s, beta).map(Math.log), new Float64Array(4))
}

/**
 * Σ weight · ln L as a function of (ln r, ln α, ln s, ln β), with its gradient. Fader & Hardie 2005, eq. 18: L = (r)ₓ α^r β^s / ((α + T)^(r + x) (β + T)^s) · (1 + odds of
 * being gone). Rows ascend by x: (r)ₓ goes on from row to row.
 */
function likelihood({ columns: [x, tx, T], weight }: DistinctRows, at: Float64Array, gradient: Float64Array): number {
  const [r, alpha, s, beta] = at.map(Math.exp)
  const ofOdds = new Float64Array(4)
  let [rise, riseR, risen] = [0, 0, 0]
  let [sum, byR, byAlpha, byS, byBeta] = [0, 0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    for (; risen < x[i]; risen++) {
      rise += Math.log(r + risen)
      riseR += 1 / (r + risen)
    }
    const [buying, staying] = [Math.log1p(T[i] / alpha), Math.log1p(T[i] / beta)]
    const odds = logOddsGone({ r, alpha, s, beta }, x[i], tx[i], T[i], ofOdds)
    const gone = 1 / (1 + Math.exp(-odds))
    sum += weight[i] * (rise - (r + x[i]) * buying - x[i] * at[1] - s * staying + Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))))
    byR += weight[i] * (r * (riseR - buying) + gone * ofOdds[0])
    byAlpha += weight[i] * ((r * T[i] - x[i] * alpha) / (alpha + T[i]) + gone * ofOdds[1])
    byS += weight[i] * (-s * staying + gone * ofOdds[2])
    byBeta += weight[i] * ((s * T[i]) / (beta + T[i]) + gone * ofOdds[3])
  }
  gradient.set([byR, byAlpha, byS, byBeta])
  return sum
}
