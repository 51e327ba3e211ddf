import type { Fit } from './fit.ts'
import { requireHistory } from './histories.ts'
import { logOddsGone } from './paretoIntegral.ts'

/**
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987): a customer buys at random times with a rate λ until they are gone, at a time exponential with rate μ.
 * Over customers λ ~ Gamma(r, rate α), μ ~ Gamma(s, rate β). α and β have the unit of time. Formulas as in Fader & Hardie, "A note on deriving the
 * Pareto/NBD model and related expressions" (2005). It is kept beside BG/NBD as a check.
 */
export type Pareto = { readonly r: number; readonly alpha: number; readonly s: number; readonly beta: number }

/** Fitted. JSON-able. */
export type ParetoNbdModel = { readonly kind: 'pareto-nbd' } & Pareto & Fit<'r' | 'alpha' | 's' | 'beta'>

/** P(alive at T | x, t_x, T), eq. 36; 1 where t_x = T. */
export function paretoAlive(model: Pareto, x: number, tx: number, T: number): number {
  requireHistory(x, tx, T)
  return 1 / (1 + Math.exp(logOddsGone(model, x, tx, T)))
}

/** E[X(t)]: repeat purchases of a new customer in their first t; eq. 27. */
export function paretoExpectedOfNew(model: Pareto, t: number): number {
  return paretoExpected(model, 0, 0, 0, t)
}

/** E[Y(t) | x, t_x, T]: purchases in (T, T + t]; eq. 41, P(alive) times what is expected of somebody alive. */
export function paretoExpected(model: Pareto, x: number, tx: number, T: number, t: number): number {
  if (!(t >= 0 && t < Infinity)) throw new RangeError(`The time ahead is ${t}: it must be 0 or more.`)
  const { r, alpha, s, beta } = model
  const ahead = Math.log1p(t / (beta + T))
  // (1 − ((β+T)/(β+T+t))^(s−1)) / (s−1), and its limit at s = 1.
  const lifetime = s === 1 ? ahead : -Math.expm1(-(s - 1) * ahead) / (s - 1)
  return paretoAlive(model, x, tx, T) * (r + x) * ((beta + T) / (alpha + T)) * lifetime
}
