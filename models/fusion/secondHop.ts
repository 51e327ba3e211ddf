import type { ItemLists, ItemRow } from '../itemLists.ts'
import { fromItemRows } from '../itemLists.ts'
import { topN } from '../topN.ts'

export type SecondHopOptions = {
  /** γ: what a way by way of another item counts beside the direct one. */
  readonly weight: number
  /** Only the best so many neighbours are walked through, and of each only its best so many. */
  readonly breadth: number
  readonly topK: number
}

/**
 * Lists that also reach what the neighbours lead to: w'(i→j) = w(i→j) + γ · Σ_m w(i→m) · w(m→j) / Σ_j' w(m→j'),
 * over m ≠ i, without returns to i or m and with the item's own entry kept out of the sum. Finds items that never met in
 * the data, which is most pairs of a long tail. Only positive weights lead on. Time: O(items · breadth²).
 */
export function withSecondHop(lists: ItemLists, { weight, breadth, topK }: SecondHopOptions): ItemLists {
  const { items, offsets, neighbours, weights } = lists
  const perMass = Float64Array.from({ length: items }, (_, m) => {
    let mass = 0
    for (let k = offsets[m]; k < offsets[m + 1]; k++) if (neighbours[k] !== m) mass += Math.max(0, weights[k])
    return mass > 0 ? 1 / mass : 0
  })
  const sums = new Float64Array(items)
  const scores = new Float32Array(items)
  const round = new Int32Array(items).fill(-1)
  const touched = new Int32Array(items)
  const rows: ItemRow[] = []
  for (let i = 0; i < items; i++) {
    let size = 0
    const add = (j: number, value: number): void => {
      if (round[j] !== i) {
        round[j] = i
        sums[j] = 0
        touched[size++] = j
      }
      sums[j] += value
    }
    for (let k = offsets[i]; k < offsets[i + 1]; k++) add(neighbours[k], weights[k])
    for (let k = offsets[i], end = Math.min(offsets[i + 1], k + breadth); k < end; k++) {
      const m = neighbours[k]
      if (m === i || weights[k] <= 0) continue
      const factor = weight * weights[k] * perMass[m]
      for (let q = offsets[m], last = Math.min(offsets[m + 1], q + breadth); q < last; q++) {
        const j = neighbours[q]
        if (j !== m && j !== i && weights[q] > 0) add(j, factor * weights[q])
      }
    }
    let kept = 0
    for (let k = 0; k < size; k++) {
      const j = touched[k]
      scores[j] = sums[j]
      if (scores[j] !== 0) touched[kept++] = j
    }
    const best = topN(scores, touched.subarray(0, kept), topK)
    rows.push({ neighbours: best.items, weights: best.scores })
  }
  return fromItemRows(rows)
}
