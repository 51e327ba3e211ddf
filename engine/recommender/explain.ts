import type { Sources } from './candidates.ts'
import { READINGS } from './recipe.ts'
import type { ServedLists } from './servedLists.ts'

/**
 * For each of `items` the term aᵢ · w(i→item) of the history that is largest, as a share of all that speaks for the item; null where the
 * history says nothing in its favour. One pass over the rows for all items together: one pass each would cost more than scoring did.
 * `places` has a −1 for every item and has it again afterwards.
 */
export function explainInto({ lists }: ServedLists, { history, context }: Sources, items: readonly number[], places: Int32Array): ({ readonly item: number; readonly share: number } | null)[] {
  items.forEach((item, at) => { places[item] = at })
  const best = new Float64Array(items.length)
  const total = new Float64Array(items.length)
  const from = new Int32Array(items.length).fill(-1)
  for (let h = 0; h < history.items.length; h++) {
    const source = history.items[h]
    const item = source % lists.items
    for (let k = lists.offsets[source], end = lists.offsets[source + 1]; k < end; k++) {
      const at = places[lists.neighbours[k]]
      if (at < 0) continue
      const term = history.weights[h] * lists.weights[k]
      total[at] += Math.max(0, term)
      if (term > best[at]) {
        best[at] = term
        from[at] = item
      }
    }
  }
  eachTerm(lists, context, places, (at, term) => { total[at] += Math.max(0, term) })
  for (const item of items) places[item] = -1
  return Array.from(items, (_, at) => (from[at] < 0 ? null : { item: from[at], share: best[at] / total[at] }))
}

/** Columns of `termsInto`: each reading of the history, then the context. */
export const TERMS = READINGS.length + 1

/** items × TERMS: what each reading and the context add to the score of an item; they sum to it. `places` as in explainInto. */
export function termsInto({ lists, blocks }: ServedLists, { history, context }: Sources, items: Int32Array, places: Int32Array): Float32Array {
  items.forEach((item, at) => { places[item] = at })
  const terms = new Float32Array(items.length * TERMS)
  const columns = blocks.map((reading) => READINGS.indexOf(reading))
  let block = 0
  for (let h = 0; h < history.items.length; h++) {
    const source = history.items[h]
    while (source >= (block + 1) * lists.items) block++
    for (let k = lists.offsets[source], end = lists.offsets[source + 1]; k < end; k++) {
      const at = places[lists.neighbours[k]]
      if (at >= 0) terms[at * TERMS + columns[block]] += history.weights[h] * lists.weights[k]
    }
  }
  eachTerm(lists, context, places, (at, term) => { terms[at * TERMS + TERMS - 1] += term })
  for (const item of items) places[item] = -1
  return terms
}

function eachTerm(lists: ServedLists['lists'], { items, weights }: Sources['context'], places: Int32Array, add: (at: number, term: number) => void): void {
  for (let h = 0; h < items.length; h++) {
    for (let k = lists.offsets[items[h]], end = lists.offsets[items[h] + 1]; k < end; k++) {
      const at = places[lists.neighbours[k]]
      if (at >= 0) add(at, weights[h] * lists.weights[k])
    }
  }
}
