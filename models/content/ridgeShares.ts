import { indexContent } from '../fusion/contentIndex.ts'
import type { ContentOptions, ItemAttributes } from '../fusion/contentLists.ts'
import { cholesky, solveCholesky } from '../ials/cholesky.ts'
import { fromItemRows, type ItemLists, type ItemRow } from '../itemLists.ts'

/**
 * Shares by kernel ridge regression over the items that each is like: a_j = (K + λ·k̄ I)⁻¹ k_j, K their likeness to one another, k̄ the mean of
 * its diagonal, k_j their likeness to j. What a linear map from attributes, learned from these items, would make of j (the dual form of ridge;
 * Saunders, Gammerman & Vovk 1998): two neighbours alike share one say, an item like nothing gets little, and shares may be negative.
 * Time: O(cold · (K³ + K² · attributes)).
 */
export function ridgeShares(x: ItemAttributes, alike: ItemLists, options: ContentOptions, ridge: number): ItemLists {
  const { idf, norm } = indexContent(x, options, () => false)
  const stamped = new Float64Array(x.vocabulary)
  const likeness = (m: number): number => {
    let sum = 0
    for (let k = x.offsets[m]; k < x.offsets[m + 1]; k++) sum += stamped[x.attributes[k]]
    return sum
  }
  const mark = (m: number, on: boolean): void => {
    for (let k = x.offsets[m]; k < x.offsets[m + 1]; k++) stamped[x.attributes[k]] = on ? idf[x.attributes[k]] : 0
  }
  const rows: ItemRow[] = []
  for (let j = 0; j < x.items; j++) {
    const near = alike.neighbours.subarray(alike.offsets[j], alike.offsets[j + 1])
    const d = near.length
    if (d === 0) {
      rows.push({ neighbours: [], weights: [] })
      continue
    }
    const kernel = new Float64Array(d * d)
    let diagonal = 0
    for (let a = 0; a < d; a++) {
      mark(near[a], true)
      for (let b = 0; b <= a; b++) kernel[a * d + b] = likeness(near[b]) * norm[near[a]] * norm[near[b]]
      mark(near[a], false)
      diagonal += kernel[a * d + a] / d
    }
    for (let a = 0; a < d; a++) kernel[a * d + a] += ridge * diagonal
    rows.push({ neighbours: near, weights: solveCholesky(cholesky(kernel, d), d, Float64Array.from(alike.weights.subarray(alike.offsets[j], alike.offsets[j + 1]))) })
  }
  return fromItemRows(rows)
}
