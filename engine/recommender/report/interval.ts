import { bootstrapMean, type Interval } from '../../../models/bootstrap.ts'
import { derive } from '../../../models/rng.ts'

/** Of the customers who can be judged by this metric, with n; null when none can. */
export type Figure = Interval & { readonly n: number }

/** Mean with its 95 % bootstrap interval over customers, to five digits behind the point. `key` names the stream of draws. */
export function figure(values: ArrayLike<number | null>, seed: number, key: string): Figure | null {
  const judged = Array.from(values).filter((value) => value !== null)
  return judged.length === 0 ? null : { ...short(bootstrapMean(judged, derive(seed, key))), n: judged.length }
}

export function short(interval: Interval): Interval {
  return { mean: rounded(interval.mean), low: rounded(interval.low), high: rounded(interval.high) }
}

export function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5
}
