import { addLists, scoreLists, type Scratch } from '../../models/listScorer.ts'
import type { History } from '../../models/strengths.ts'
import { topN } from '../../models/topN.ts'
import type { ServedLists } from './servedLists.ts'

/** Items worth a closer look, best first by their lists' score; NaN where an item comes from a fallback and the lists say nothing. */
export type Candidates = {
  readonly items: Int32Array
  readonly scores: Float32Array
  /** 1 where the history speaks for the item, 0 where it stands in for want of anything better. */
  readonly fromHistory: Uint8Array
}

/** How many candidates the ranker looks at, in training as in serving. */
export const CANDIDATES = 80

/** The rows of the lists that somebody speaks through. */
export type Sources = { readonly history: History; readonly context: History }

/**
 * Up to `n` items by list score, then from the fallbacks (each best first) until there are `n`. `passed` items are passed over. Writes to
 * `scratch`.
 */
export function candidatesOf(
  { lists }: ServedLists, { history, context }: Sources, scratch: Scratch, n: number, fallbacks: readonly ArrayLike<number>[], passed?: (item: number) => boolean,
): Candidates {
  scoreLists(lists, history.items, history.weights, scratch)
  const scored = addLists(lists, context.items, context.weights, scratch)
  const best = scored === null ? null : topN(scratch.scores, scored, n, passed)
  const found = best?.items.length ?? 0
  const items = new Int32Array(n)
  const scores = new Float32Array(n).fill(NaN)
  const fromHistory = new Uint8Array(n)
  if (best !== null) {
    items.set(best.items)
    scores.set(best.scores)
    best.items.forEach((item, k) => { fromHistory[k] = scratch.later[item] === scratch.round ? 0 : 1 })
  }
  let size = found
  if (size < n) {
    const had = new Set(items.subarray(0, size))
    for (const fallback of fallbacks) {
      for (let k = 0; k < fallback.length && size < n; k++) {
        const item = fallback[k]
        if (had.has(item) || passed?.(item) === true) continue
        had.add(item)
        items[size++] = item
      }
    }
  }
  return { items: items.subarray(0, size), scores: scores.subarray(0, size), fromHistory: fromHistory.subarray(0, size) }
}
