import { purchaseProbability, type BgNbdModel } from '../../models/clv/bgNbd.ts'
import { fitBgNbd } from '../../models/clv/fitBgNbd.ts'
import { fitGammaGamma, spendFrequencyCorrelation, type GammaGammaModel } from '../../models/clv/gammaGamma.ts'
import { quantile } from '../../models/quantile.ts'
import type { Raw } from './raw.ts'
import { historyOf, meanRepeatSpend, rfmOf, type Score } from './value.ts'

/** Borders between the fifths of those who ever bought. */
export type RfmCuts = Readonly<Record<Score, readonly number[]>>

/**
 * How the shop's customers buy. The models take for granted that people buy at a rate of their own, steady while they are customers (no season),
 * that they leave unseen after a purchase, and that how much they spend says nothing about how often (`correlation` tells how far that holds).
 */
export type ValueBasis = {
  readonly cuts: RfmCuts | null
  /** Times in days; null with fewer than LEAST people to learn from. Its `converged` and `standardErrors` say how sure it is. */
  readonly purchases: BgNbdModel | null
  readonly spend: GammaGammaModel | null
  readonly customers: number
  readonly repeaters: number
  /** How many people bought again 0, 1, … 6, and 7 or more times, and how many of them the model would expect to. */
  readonly repeats: { readonly actual: readonly number[]; readonly expected: readonly number[] } | null
  /** Pearson's, of purchases after the first and their mean value. */
  readonly correlation: number | null
}

/** Fewer people than this teach no model; for R, F and M those who bought, for what is to come those who bought again. */
export const LEAST = 50
/** From so many repeats on people are counted together. */
const MOST_REPEATS = 7

export function fitValue(raw: Raw): ValueBasis {
  const buyers = raw.people.flatMap((_, i) => (historyOf(raw, i) === null ? [] : [i]))
  const histories = buyers.map((i) => historyOf(raw, i)!)
  const repeaters = histories.filter(({ x }) => x > 0).length
  const purchases = repeaters < LEAST ? null : fitBgNbd({ frequency: histories.map(({ x }) => x), recency: histories.map(({ tx }) => tx), age: histories.map(({ T }) => T) })
  const paying = buyers.filter((i) => meanRepeatSpend(raw, i) > 0)
  const spending = { frequency: paying.map((i) => historyOf(raw, i)!.x), meanSpend: paying.map((i) => meanRepeatSpend(raw, i)) }
  return {
    cuts: buyers.length < LEAST ? null : cutsOf(buyers.map((i) => rfmOf(raw, i))), purchases, spend: paying.length < LEAST ? null : fitGammaGamma(spending),
    customers: buyers.length, repeaters, repeats: purchases === null ? null : repeatsOf(purchases, histories), correlation: paying.length < LEAST ? null : spendFrequencyCorrelation(spending),
  }
}

function cutsOf(rows: readonly Readonly<Record<Score, number>>[]): RfmCuts {
  const cuts = (score: Score) => {
    const values = Float64Array.from(rows.map((row) => row[score]).filter((value) => !Number.isNaN(value))).sort()
    return values.length === 0 ? [] : [0.2, 0.4, 0.6, 0.8].map((p) => quantile(values, p))
  }
  return { recency: cuts('recency'), frequency: cuts('frequency'), money: cuts('money') }
}

function repeatsOf(model: BgNbdModel, histories: readonly { readonly x: number; readonly T: number }[]): { actual: number[]; expected: number[] } {
  const actual = Array.from({ length: MOST_REPEATS + 1 }, () => 0)
  const agesOf = new Map<number, number>()
  for (const { x, T } of histories) {
    actual[Math.min(x, MOST_REPEATS)]!++
    agesOf.set(T, (agesOf.get(T) ?? 0) + 1)
  }
  const expected = Array.from({ length: MOST_REPEATS + 1 }, () => 0)
  for (const [T, people] of agesOf) {
    let fewer = 0
    for (let n = 0; n < MOST_REPEATS; n++) {
      const chance = purchaseProbability(model, n, T)
      expected[n]! += people * chance
      fewer += chance
    }
    expected[MOST_REPEATS]! += people * (1 - fewer)
  }
  return { actual, expected }
}
