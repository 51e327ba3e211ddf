import { sourcesOf } from './itemLists.ts'
import type { ItemLists } from './itemLists.ts'

/** Buffers of one scorer, used again for every customer. One per thread: a score overwrites the last. */
export type Scratch = {
  readonly scores: Float32Array // items; valid only where touched
  readonly touched: Int32Array // items + 1; the first `count` are the scored items
  readonly stamps: Int32Array // items; equals `round` where touched in this round
  readonly later: Int32Array // items; equals `round` where addLists was the first to touch
  count: number
  round: number
}

export function createScratch(items: number): Scratch {
  return {
    scores: new Float32Array(items),
    touched: new Int32Array(items + 1),
    stamps: new Int32Array(items),
    later: new Int32Array(items),
    count: 0,
    round: 0,
  }
}

/**
 * scores[j] = Σᵢ weights[i] · w(history[i]→j), by scatter-add into the scratch.
 * history and weights have equal length; an item named twice counts twice; items unknown to the lists are passed over.
 * Returns the scored items as a view that the next call overwrites, or null when nothing can be said:
 * no item of the history has a list. An item outside the result has no score, which is not a score of 0.
 */
export function scoreLists(
  lists: ItemLists,
  history: Int32Array,
  weights: Float32Array,
  scratch: Scratch,
): Int32Array | null {
  if (history.length !== weights.length) throw new RangeError(`${history.length} history items, ${weights.length} weights.`)
  if (scratch.scores.length !== lists.items) throw new RangeError(`Scratch for ${scratch.scores.length} items, lists of ${lists.items}.`)
  startRound(scratch)
  scratch.count = 0
  scatter(lists, history, weights, scratch)
  return scored(scratch)
}

/** Goes on with the round: adds the lists of further sources. Items that nothing had touched before are marked in `later`. Returns as scoreLists does. */
export function addLists(lists: ItemLists, sources: Int32Array, weights: Float32Array, scratch: Scratch): Int32Array | null {
  const before = scratch.count
  scatter(lists, sources, weights, scratch)
  for (let k = before; k < scratch.count; k++) scratch.later[scratch.touched[k]] = scratch.round
  return scored(scratch)
}

function scored({ touched, count }: Scratch): Int32Array | null {
  return count === 0 ? null : touched.subarray(0, count)
}

function scatter(lists: ItemLists, history: Int32Array, weights: Float32Array, scratch: Scratch): void {
  const { scores, touched, stamps, round } = scratch
  const { offsets, neighbours, weights: listWeights } = lists
  const sources = sourcesOf(lists)
  let count = scratch.count
  for (let h = 0; h < history.length; h++) {
    const source = history[h]
    // Histories may name items that came after the fit.
    if (!(source >= 0 && source < sources)) continue
    const factor = weights[h]
    for (let k = offsets[source], end = offsets[source + 1]; k < end; k++) {
      const j = neighbours[k]
      // 1 when nothing touched it in this round, stamps being at most the round. Without a branch, which no processor could foresee.
      const fresh = (stamps[j] - round) >>> 31
      touched[count] = j
      count += fresh
      stamps[j] = round
      scores[j] = scores[j] * (1 - fresh) + factor * listWeights[k]
    }
  }
  scratch.count = count
}

/** The score of one item after scoreLists, or null when the history says nothing about it. */
export function scoreOf(scratch: Scratch, item: number): number | null {
  return scratch.round > 0 && scratch.stamps[item] === scratch.round ? scratch.scores[item] : null
}

/** What one item of the history adds to the score of a recommended item. */
export type Contribution = { readonly item: number; readonly weight: number }

/**
 * The terms aᵢ · w(i→item) behind a score, largest first (ties: lower item): "because you bought …".
 * An item named twice in the history is one term. Null when the history says nothing about the item.
 */
export function explain(
  lists: ItemLists,
  history: Int32Array,
  weights: Float32Array,
  item: number,
): Contribution[] | null {
  const terms = new Map<number, number>()
  for (let h = 0; h < history.length; h++) {
    const from = history[h]
    if (!(from >= 0 && from < sourcesOf(lists))) continue
    for (let k = lists.offsets[from]; k < lists.offsets[from + 1]; k++) {
      if (lists.neighbours[k] === item) terms.set(from, (terms.get(from) ?? 0) + weights[h] * lists.weights[k])
    }
  }
  if (terms.size === 0) return null
  return [...terms].map(([from, weight]) => ({ item: from, weight })).sort((a, b) => b.weight - a.weight || a.item - b.item)
}

/** Forgets the last customer. */
export function startRound(scratch: Scratch): void {
  if (scratch.round === 0x7fffffff) {
    scratch.stamps.fill(0)
    scratch.later.fill(0)
    scratch.round = 0
  }
  scratch.round++
}
