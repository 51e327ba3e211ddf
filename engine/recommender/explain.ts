import type { ItemLists } from '../../models/itemLists.ts'
import type { History } from '../../models/strengths.ts'

/**
 * For each of `items` the term aᵢ · w(i→item) that is largest, as a share of all of them; null where the history says nothing about it.
 * One pass over the history's lists for all items together: one pass each would cost more than scoring did. `places` has a −1 for every
 * item and has it again afterwards.
 */
export function explainInto(lists: ItemLists, history: History, items: readonly number[], places: Int32Array): ({ readonly item: number; readonly share: number } | null)[] {
  items.forEach((item, at) => { places[item] = at })
  const best = new Float64Array(items.length)
  const total = new Float64Array(items.length)
  const from = new Int32Array(items.length).fill(-1)
  for (let h = 0; h < history.items.length; h++) {
    const item = history.items[h]
    for (let k = lists.offsets[item], end = lists.offsets[item + 1]; k < end; k++) {
      const at = places[lists.neighbours[k]]
      if (at < 0) continue
      const term = history.weights[h] * lists.weights[k]
      total[at] += term
      if (term > best[at]) {
        best[at] = term
        from[at] = item
      }
    }
  }
  for (const item of items) places[item] = -1
  return Array.from(items, (_, at) => (from[at] < 0 ? null : { item: from[at], share: best[at] / total[at] }))
}
