import { bootstrapDifference, bootstrapMean, type Interval } from '../../models/bootstrap.ts'
import { derive } from '../../models/rng.ts'
import type { Judged } from './judge.ts'

/** Means by metric, over n cases, with 95 % bootstrap intervals over the cases. */
export type Figures = { readonly [metric: string]: number | Intervals; readonly n: number; readonly intervals: Intervals }
export type Intervals = { readonly [metric: string]: readonly [low: number, high: number] }
export type Gains = { readonly [metric: string]: Interval }

const resamples = 500

export function figuresOf(judged: Judged, seed: number): Figures {
  const names = Object.keys(judged)
  const found = names.map((name) => [name, bootstrapMean(judged[name], derive(seed, `interval ${name}`), { resamples, level: 0.95 })] as const)
  return {
    ...Object.fromEntries(found.map(([name, { mean }]) => [name, round(mean)])),
    n: judged[names[0]].length,
    intervals: Object.fromEntries(found.map(([name, { low, high }]) => [name, [round(low), round(high)] as const])),
  }
}

/** Paired differences a − b over the same cases. */
export function gainsOf(a: Judged, b: Judged, seed: number): Gains {
  return Object.fromEntries(Object.keys(a).map((name) => {
    const { mean, low, high } = bootstrapDifference(a[name], b[name], derive(seed, `gain ${name}`), { resamples, level: 0.95 })
    return [name, { mean: round(mean), low: round(low), high: round(high) }]
  }))
}

/** NaN without values. */
export function meanOfValues(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5
}
