import { integer } from '../draws.ts'
import { quantile } from '../quantile.ts'
import type { Interval } from '../bootstrap.ts'
import type { Rng } from '../rng.ts'
import { areaOf, rankBy, requireScores } from './qini.ts'
import { armWeights, type Trial } from './trial.ts'

export type Resampling = { readonly resamples: number; readonly level: number }
const defaults: Resampling = { resamples: 1000, level: 0.95 }

/**
 * Percentile intervals (Efron & Tibshirani 1993, ch. 13) of several figures of one trial, people drawn again with replacement, the same draw
 * for all figures so that differences between them are paired. `figures` gets how often each person counts (null: everybody once) and
 * returns as many numbers each time.
 */
export function bootstrapFigures(n: number, figures: (times: Int32Array | null) => readonly number[], rng: Rng, options: Resampling = defaults): Interval[] {
  const estimates = figures(null)
  const samples = estimates.map(() => new Float64Array(options.resamples))
  const times = new Int32Array(n)
  for (let b = 0; b < options.resamples; b++) {
    times.fill(0)
    for (let draw = 0; draw < n; draw++) times[integer(rng, n)]++
    figures(times).forEach((value, k) => { samples[k][b] = value })
  }
  const tail = (1 - options.level) / 2
  return estimates.map((mean, k) => {
    const sorted = samples[k].sort()
    return { mean, low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) }
  })
}

/** Qini areas above the random line (Q, outcome per head) of several scorings, and of each the difference to the last. */
export function bootstrapQini(trial: Trial, scorings: readonly ArrayLike<number>[], rng: Rng, options: Resampling = defaults): { readonly qini: Interval[]; readonly overLast: Interval[] } {
  for (const scores of scorings) requireScores(trial, scores)
  const weights = armWeights(trial)
  const rankings = scorings.map(rankBy)
  const all = bootstrapFigures(trial.treated.length, (times) => {
    const areas = rankings.map((ranking) => areaOf(trial, weights, ranking, 'qini', times).aboveRandom)
    return [...areas, ...areas.map((area) => area - areas[areas.length - 1])]
  }, rng, options)
  return { qini: all.slice(0, scorings.length), overLast: all.slice(scorings.length) }
}
