import { survivedCoins, type BetaGeometric, type BgNbdModel } from './bgNbd.ts'
import type { DistinctRows } from './distinctRows.ts'
import { fitOf } from './fit.ts'
import { distinctHistories, type Histories } from './histories.ts'
import { minimise } from './newton.ts'

/**
 * Maximum likelihood by Newton's method on ln r, ln α, ln a, ln b. Equal histories are counted, not repeated. Same rows in any order, same model.
 * null when nobody bought again: then no rate above 0 is likelier than less. Throws a RangeError for histories that can't be.
 */
export function fitBgNbd(histories: Histories, kind: BetaGeometric['kind'] = 'bg-nbd'): BgNbdModel | null {
  const rows = distinctHistories(histories)
  const [x, , T] = rows.columns
  const customers = rows.weight.reduce((sum, weight) => sum + weight, 0)
  const repeats = x.reduce((sum, value, i) => sum + rows.weight[i] * value, 0)
  if (repeats === 0) return null
  const age = T.reduce((sum, value, i) => sum + rows.weight[i] * value, 0) / customers
  const likelihood = likelihoodOf(rows, kind)
  const minimum = minimise((at, gradient) => {
    const value = likelihood(at, gradient)
    for (let j = 0; j < 4; j++) gradient[j] /= -customers
    return -value / customers
  }, [0, Math.log(age), 0, 0])
  return { kind, ...fitOf(['r', 'alpha', 'a', 'b'], minimum, customers) }
}

/** Σ ln L of histories under given parameters. */
export function logLikelihood({ kind, r, alpha, a, b }: BetaGeometric, histories: Histories): number {
  return likelihoodOf(distinctHistories(histories), kind)(Float64Array.of(r, alpha, a, b).map(Math.log), new Float64Array(4))
}

/**
 * Σ weight · ln L as a function of (ln r, ln α, ln a, ln b), with its gradient. Fader, Hardie & Lee 2005, eq. 6, with m coins:
 * L = (r)ₓ α^r / (α + T)^(r + x) · B(a, b + m)/B(a, b) · (1 + [m > 0] a/(b + m − 1) · ((α + T)/(α + t_x))^(r + x)).
 * Gammas come as rising products, (r)ₓ = r (r + 1) ⋯ (r + x − 1) and B(a, b + m)/B(a, b) = Π_{j<m} (b + j)/(a + b + j): rows ascend by x, so
 * each row takes over from the one before, and nothing cancels when a parameter grows without bound.
 */
function likelihoodOf({ columns: [x, tx, T], weight }: DistinctRows, kind: BetaGeometric['kind']): (at: Float64Array, gradient: Float64Array) => number {
  return (at, gradient) => {
    const [r, alpha, a, b] = at.map(Math.exp)
    const logAlpha = at[1]
    let [rise, riseR, survived, survivedA, survivedB] = [0, 0, 0, 0, 0]
    let [risen, coins] = [0, 0]
    let [sum, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
    for (let i = 0; i < x.length; i++) {
      for (; risen < x[i]; risen++) {
        rise += Math.log(r + risen)
        riseR += 1 / (r + risen)
      }
      for (const m = survivedCoins(kind, x[i]); coins < m; coins++) {
        survived -= Math.log1p(a / (b + coins))
        survivedA -= 1 / (a + b + coins)
        survivedB += a / ((b + coins) * (a + b + coins))
      }
      const grown = r + x[i]
      const untilNow = Math.log1p(T[i] / alpha)
      const value = rise + survived - grown * untilNow - x[i] * logAlpha
      const remaining = alpha / (alpha + T[i])
      let [gone, logAlive, silent, silentAlpha] = [0, 0, 0, 0]
      if (coins > 0) {
        silent = untilNow - Math.log1p(tx[i] / alpha)
        silentAlpha = remaining - alpha / (alpha + tx[i])
        const odds = Math.log(a / (b + coins - 1)) + grown * silent
        const lesser = Math.exp(-Math.abs(odds))
        logAlive = -Math.max(odds, 0) - Math.log1p(lesser)
        gone = (odds > 0 ? 1 : lesser) / (1 + lesser)
      }
      sum += weight[i] * (value - logAlive)
      byR += weight[i] * (riseR - untilNow + gone * silent)
      byAlpha += weight[i] * (r - grown * remaining + gone * grown * silentAlpha)
      byA += weight[i] * (survivedA + gone / a)
      byB += weight[i] * (survivedB - (coins > 0 ? gone / (b + coins - 1) : 0))
    }
    gradient.set([r * byR, byAlpha, a * byA, b * byB])
    return sum
  }
}
