import { expectedPurchases, type BetaGeometric } from './bgNbd.ts'
import { expectedSpend, type GammaGamma } from './gammaGamma.ts'

/** Money of later periods is worth less: (1 + rate)⁻ᵏ in period k. `period` has the time unit of the histories. */
export type Discount = { readonly rate: number; readonly period: number }

/**
 * What a customer is expected to spend within `horizon` from now: E[M | x, z̄] · Σₖ (E[Y(kΔ)] − E[Y((k−1)Δ)]) / (1 + d)^k over periods of length Δ, each booked at
 * its end, the last as long as is left (Fader, Hardie & Lee 2005, "RFM and CLV": spend and purchases are independent given the models).
 * Without a discount it is one product. In the unit of z̄: revenue of revenue, margin of margin. null where E[M] is infinite (q ≤ 1 and x = 0).
 */
export function customerValue(purchases: BetaGeometric, spend: GammaGamma, x: number, tx: number, T: number, meanSpend: number, horizon: number, discount: Discount | null = null): number | null {
  const each = expectedSpend(spend, x, meanSpend)
  if (each === null) return null
  if (discount === null) return each * expectedPurchases(purchases, x, tx, T, horizon)
  const { rate, period } = discount
  if (!(rate > -1 && rate < Infinity)) throw new RangeError(`The discount rate is ${rate}: it must be above −1; 0.01 is one per cent a period.`)
  if (!(period > 0)) throw new RangeError(`The discount period is ${period}: it must be longer than 0.`)
  if (!(horizon >= 0 && horizon < Infinity)) throw new RangeError(`The horizon is ${horizon}: it must be 0 or more.`)
  let value = 0
  let before = 0
  for (let k = 1; (k - 1) * period < horizon; k++) {
    const until = expectedPurchases(purchases, x, tx, T, Math.min(k * period, horizon))
    value += (until - before) / (1 + rate) ** k
    before = until
  }
  return each * value
}
