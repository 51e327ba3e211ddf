import { ndcg, recall, reciprocalRank } from '../../models/rankingMetrics.ts'
import { rowAt } from './split.ts'
import type { Split } from './split.ts'

/** Means over the queries, 0..1. A query without an answer counts as 0. */
export type Judged = { readonly recall: number; readonly ndcg: number; readonly mrr: number }

/** One judge for both sides: rankings are queries × length, −1 where there is none. */
export function judge({ wanted }: Split, best: Int32Array, length: number): Judged {
  const queries = wanted.offsets.length - 1
  if (best.length !== queries * length) throw new RangeError(`${best.length} places for ${queries} queries of ${length}.`)
  let [recalled, gained, reciprocal] = [0, 0, 0]
  for (let query = 0; query < queries; query++) {
    const relevant = new Set(rowAt(wanted, query))
    const ranked = best.subarray(query * length, (query + 1) * length).filter((item) => item >= 0)
    recalled += recall(ranked, relevant, length) ?? 0
    gained += ndcg(ranked, relevant, length) ?? 0
    reciprocal += reciprocalRank(ranked, relevant, length) ?? 0
  }
  return { recall: recalled / queries, ndcg: gained / queries, mrr: reciprocal / queries }
}
