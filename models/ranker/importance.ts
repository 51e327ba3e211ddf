import { shuffle } from '../draws.ts'
import { groupRows } from '../interactions.ts'
import type { Matrix } from '../matrix.ts'
import { meanOf, ndcg } from '../rankingMetrics.ts'
import type { Rng } from '../rng.ts'
import { rankerLogits } from './ranker.ts'
import type { Ranker } from './ranker.ts'

/** By how much NDCG@k falls when one feature is shuffled over all rows; about 0: the ranking does not use it. */
export type Importance = { readonly feature: string; readonly drop: number }

export type ImportanceOptions = { readonly k: number; readonly repeats: number }

/**
 * Permutation importance (Breiman 2001) of the ranking within groups, largest first. Features that say the same share
 * their importance: each looks small while the other is there. Null when no group holds a taken candidate.
 */
export function permutationImportance(
  model: Ranker,
  rows: Matrix,
  labels: Float32Array,
  groups: Int32Array,
  rng: Rng,
  options: ImportanceOptions = { k: 10, repeats: 3 },
): Importance[] | null {
  const whole = rankingNdcg(rankerLogits(model, rows.data, rows.rows), labels, groups, options.k)
  if (whole === null) return null
  const data = rows.data.slice()
  return model.features.map((feature, col) => {
    let sum = 0
    for (let repeat = 0; repeat < options.repeats; repeat++) {
      const order = shuffle(rng, Int32Array.from({ length: rows.rows }, (_, row) => row))
      for (let row = 0; row < rows.rows; row++) data[row * rows.cols + col] = rows.data[order[row] * rows.cols + col]
      sum += rankingNdcg(rankerLogits(model, data, rows.rows), labels, groups, options.k) ?? 0
    }
    for (let row = 0; row < rows.rows; row++) data[row * rows.cols + col] = rows.data[row * rows.cols + col]
    return { feature, drop: whole - sum / options.repeats }
  }).sort((a, b) => b.drop - a.drop)
}

/** Mean NDCG@k over the groups with a taken candidate, each ranked by score; ties in row order. Null without such a group. */
export function rankingNdcg(scores: Float32Array, labels: Float32Array, groups: Int32Array, k: number): number | null {
  const count = groups.reduce((largest, group) => Math.max(largest, group), -1) + 1
  const { offsets, rows } = groupRows(groups, count)
  return meanOf(Array.from({ length: count }, (_, group) => {
    const own = rows.slice(offsets[group], offsets[group + 1])
    const taken = new Set(own.filter((row) => labels[row] === 1))
    return ndcg(own.sort((a, b) => scores[b] - scores[a] || a - b), taken, k)
  }))
}
