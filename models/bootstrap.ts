import { integer } from './draws.ts'
import { quantile } from './quantile.ts'
import type { Rng } from './rng.ts'

/** An estimate with its percentile interval. */
export type Interval = { readonly mean: number; readonly low: number; readonly high: number }

export type BootstrapOptions = { readonly resamples: number; readonly level: number }

const defaults: BootstrapOptions = { resamples: 1000, level: 0.95 }

/**
 * Percentile bootstrap of a mean (Efron & Tibshirani 1993, ch. 13): customers are drawn again with replacement.
 * Throws a RangeError for no values: there is no mean of nothing.
 */
export function bootstrapMean(values: ArrayLike<number>, rng: Rng, options: BootstrapOptions = defaults): Interval {
  return bootstrapMeans([values], rng, options)[0]
}

/** As `bootstrapMean` for several values of the same customers, who are drawn together: one drawing serves all. */
export function bootstrapMeans(series: readonly ArrayLike<number>[], rng: Rng, options: BootstrapOptions = defaults): Interval[] {
  if (series.length === 0) return []
  const n = series[0].length
  if (n === 0) throw new RangeError('A bootstrap needs at least one value.')
  if (series.some(({ length }) => length !== n)) throw new RangeError('Values of the same customers differ in number.')
  const means = series.map(() => new Float64Array(options.resamples))
  const drawn = new Int32Array(n)
  for (let b = 0; b < options.resamples; b++) {
    for (let draw = 0; draw < n; draw++) drawn[draw] = integer(rng, n)
    series.forEach((values, s) => {
      let sum = 0
      for (let draw = 0; draw < n; draw++) sum += values[drawn[draw]]
      means[s][b] = sum / n
    })
  }
  const tail = (1 - options.level) / 2
  return series.map((values, s) => {
    const ascending = means[s].sort()
    return { mean: meanOfAll(values), low: quantile(ascending, tail), high: quantile(ascending, 1 - tail) }
  })
}

/** Interval of mean(a − b) over the same customers: pairs are drawn together. b wins nowhere when low > 0. */
export function bootstrapDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  rng: Rng,
  options: BootstrapOptions = defaults,
): Interval {
  if (a.length !== b.length) throw new RangeError(`Paired values differ in number: ${a.length} and ${b.length}.`)
  return bootstrapMean(Float64Array.from({ length: a.length }, (_, i) => a[i] - b[i]), rng, options)
}

function meanOfAll(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}
