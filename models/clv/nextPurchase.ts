import { probabilityAlive, type BetaGeometric } from './bgNbd.ts'

/** P(Y(t) ≥ 1 | x, t_x, T): that they buy again within t from now: P(alive) · (1 − ((α + T)/(α + T + t))^(r + x)), as nobody leaves between purchases. */
export function chanceOfPurchase(model: BetaGeometric, x: number, tx: number, T: number, t: number): number {
  if (!(t >= 0)) throw new RangeError(`The time ahead is ${t}: it must be 0 or more.`)
  return probabilityAlive(model, x, tx, T) * -Math.expm1(-(model.r + x) * Math.log1p(t / (model.alpha + T)))
}

/**
 * The time from now by which half of customers with this history, alive, have bought again: (α + T)(2^(1/(r + x)) − 1), the median of a Pareto (Lomax) wait.
 * Its mean would be infinite for r + x ≤ 1.
 */
export function medianWaitIfAlive({ r, alpha }: BetaGeometric, x: number, T: number): number {
  return (alpha + T) * Math.expm1(Math.LN2 / (r + x))
}
