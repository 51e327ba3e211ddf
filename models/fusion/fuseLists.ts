import type { ItemLists, ItemRow } from '../itemLists.ts'
import { fromItemRows } from '../itemLists.ts'
import { topN } from '../topN.ts'

/** One generator's lists and what they count in the blend. */
export type Part = {
  readonly lists: ItemLists
  readonly weight: number
  /** Divides each list by its sum of absolute weights, so that generators of different scale can be weighed; else by nothing. */
  readonly normalise: boolean
}

/**
 * One set of lists: w(i→j) = Σ_g weight_g · w_g(i→j) / |w_g(i→·)|₁, cut to the K largest. The score of a history is
 * linear in the lists, so this is the weighted sum of the generators' scores, served at the price of one of them.
 * A part that knows nothing of an item leaves it to the others. Throws a RangeError when the catalogues differ in size.
 */
export function fuseLists(parts: readonly Part[], topK: number): ItemLists {
  const items = parts[0]?.lists.items ?? 0
  for (const { lists } of parts) {
    if (lists.items !== items) throw new RangeError(`Lists of ${lists.items} items cannot be fused with lists of ${items}.`)
  }
  const sums = new Float64Array(items)
  const scores = new Float32Array(items)
  const known = new Uint8Array(items)
  const touched = new Int32Array(items)
  const rows: ItemRow[] = []
  for (let i = 0; i < items; i++) {
    let size = 0
    for (const { lists: { offsets, neighbours, weights }, weight, normalise } of parts) {
      const factor = weight / (normalise ? massOf(weights, offsets[i], offsets[i + 1]) : 1)
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const j = neighbours[k]
        if (known[j] === 0) touched[size++] = j
        known[j] = 1
        sums[j] += factor * weights[k]
      }
    }
    let kept = 0
    for (let k = 0; k < size; k++) {
      const j = touched[k]
      scores[j] = sums[j]
      sums[j] = 0
      known[j] = 0
      if (scores[j] !== 0) touched[kept++] = j
    }
    const best = topN(scores, touched.subarray(0, kept), topK)
    rows.push({ neighbours: best.items, weights: best.scores })
  }
  return fromItemRows(rows)
}

function massOf(weights: Float32Array, start: number, end: number): number {
  let mass = 0
  for (let k = start; k < end; k++) mass += Math.abs(weights[k])
  return mass > 0 ? mass : 1
}
