import type { Fit } from './fit.ts'
import { requireHistory } from './histories.ts'
import { logHyp2f1 } from './hyp2f1.ts'

/**
 * BG/NBD (Fader, Hardie & Lee 2005): while alive a customer buys at random times with a rate λ; after each repeat purchase they are gone for good with
 * probability p. Over customers λ ~ Gamma(r, rate α), p ~ Beta(a, b). Who never bought again can't have gone: P(alive) = 1.
 * MBG/NBD (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007) tosses the coin after the first purchase too.
 * α has the unit of time, r, a and b have none.
 */
export type BetaGeometric = { readonly kind: 'bg-nbd' | 'mbg-nbd'; readonly r: number; readonly alpha: number; readonly a: number; readonly b: number }

/** Fitted. JSON-able. */
export type BgNbdModel = BetaGeometric & Fit<'r' | 'alpha' | 'a' | 'b'>

/** How many coins x repeat purchases have survived if the customer is alive. */
export function survivedCoins(kind: BetaGeometric['kind'], x: number): number {
  return kind === 'mbg-nbd' ? x + 1 : x
}

/**
 * P(alive at T | x, t_x, T) = 1 / (1 + a/(b + m − 1) · ((α + T)/(α + t_x))^(r + x)) with m = x (BG) or x + 1 (MBG) coins; 1 where m = 0.
 * Fader, Hardie & Lee, "Computing P(alive) using the BG/NBD model" (2008).
 */
export function probabilityAlive(model: BetaGeometric, x: number, tx: number, T: number): number {
  requireHistory(x, tx, T)
  return aliveUnchecked(model, x, tx, T)
}

/**
 * E[Y(t) | x, t_x, T]: purchases in (T, T + t]. Fader, Hardie & Lee 2005, eq. 10, which is P(alive) times what is expected of somebody alive:
 * their λ ~ Gamma(r + x, α + T) and p ~ Beta(a, b + m).
 */
export function expectedPurchases(model: BetaGeometric, x: number, tx: number, T: number, t: number): number {
  requireHistory(x, tx, T)
  requireTime(t)
  return aliveUnchecked(model, x, tx, T) * expectedOfLiving(model.r + x, model.alpha + T, model.a, model.b + survivedCoins(model.kind, x), t)
}

/** E[X(t)]: repeat purchases of a new customer in their first t. Fader, Hardie & Lee 2005, eq. 9. */
export function expectedOfNew(model: BetaGeometric, t: number): number {
  return expectedPurchases(model, 0, 0, 0, t)
}

/**
 * P(X(t) = n) of a new customer. Fader, Hardie & Lee 2005, eq. 8: n purchases and alive, or gone with the nth coin although the rate
 * would have given n or more. With N negative binomial of r and z = t/(α + t): B(a, b+m)/B(a, b) · (P(N = n) + a/(b + m − 1) · P(N ≥ n)).
 */
export function purchaseProbability({ kind, r, alpha, a, b }: BetaGeometric, n: number, t: number): number {
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`The number of purchases is ${n}: it must be a whole number of 0 or more.`)
  requireTime(t)
  const z = t / (alpha + t)
  let logN = r * Math.log1p(-z)
  for (let j = 0; j < n; j++) logN += Math.log(((r + j) / (j + 1)) * z)
  const coins = survivedCoins(kind, n)
  let logSurvived = 0
  for (let j = 0; j < coins; j++) logSurvived -= Math.log1p(a / (b + j))
  // The tail is summed as it is: 1 − Σ of the others would have lost its digits where it is small.
  let tail = 1
  for (let k = n, term = 1; term > 0; k++) {
    const ratio = ((r + k) / (k + 1)) * z
    term *= ratio
    tail += term
    if (ratio < 1 && term * ratio <= 1e-16 * tail * (1 - ratio)) break
  }
  return Math.exp(logN + logSurvived) * (1 + (coins === 0 ? 0 : (a / (b + coins - 1)) * tail))
}

function aliveUnchecked({ kind, r, alpha, a, b }: BetaGeometric, x: number, tx: number, T: number): number {
  const coins = survivedCoins(kind, x)
  if (coins === 0) return 1
  return 1 / (1 + (a / (b + coins - 1)) * Math.exp((r + x) * Math.log1p((T - tx) / (alpha + tx))))
}

/** Nearer to 1 the series below takes thousands of terms. */
const CRAWL = 0.99

/**
 * Expected purchases within t of somebody alive with λ ~ Gamma(r, α), p ~ Beta(a, b): with N negative binomial as above, Σₖ P(N = k) Sₖ, where
 * Sₖ = Σ_{j<k} (b)ⱼ/(a+b)ⱼ is how many of k purchases somebody is there to make. It equals (a+b−1)/(a−1) · [1 − (1−z)^r ₂F₁(r, b; a+b−1; z)], the form of
 * the paper, whose terms cancel near a = 1, have a pole at a + b = 1 and overflow for large r; in the sum all terms are positive. So the paper's
 * form is taken only where the horizon is so long that the sum would crawl, and the bracket keeps its digits.
 */
function expectedOfLiving(r: number, alpha: number, a: number, b: number, t: number): number {
  const z = t / (alpha + t)
  const c = a + b - 1
  if (z > CRAWL && c > 0) {
    const bracket = -Math.expm1(r * Math.log1p(-z) + logHyp2f1(r, b, c, z))
    if (Math.abs(bracket) > 1e-3) return (c / (a - 1)) * bracket
  }
  let weight = 1
  let total = 1
  let sum = 0
  let there = 1
  let purchases = 0
  for (let k = 0; weight > 0; k++) {
    const ratio = ((r + k) / (k + 1)) * z
    weight *= ratio
    purchases += there
    there *= (b + k) / (a + b + k)
    total += weight
    sum += weight * purchases
    if (ratio < 1 && weight * purchases * ratio <= 1e-16 * sum * (1 - ratio)) break
    if (sum > 1e200) {
      weight /= 1e200
      total /= 1e200
      sum /= 1e200
    }
  }
  return sum / total
}

function requireTime(t: number): void {
  if (!(t >= 0 && t < Infinity)) throw new RangeError(`The time ahead is ${t}: it must be 0 or more.`)
}
