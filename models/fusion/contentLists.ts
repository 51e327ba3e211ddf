import type { ItemLists, ItemRow } from '../itemLists.ts'
import { fromItemRows } from '../itemLists.ts'
import { topN } from '../topN.ts'
import { indexContent } from './contentIndex.ts'

/** What is known of the items, sparse: attribute codes of item i are attributes[offsets[i] .. offsets[i+1]), each once. */
export type ItemAttributes = {
  readonly items: number
  readonly vocabulary: number // codes are 0..vocabulary−1
  readonly offsets: Int32Array // items + 1
  readonly attributes: Int32Array
}

export type ContentOptions = {
  /** An attribute counts idf^exponent, idf = ln(items with any attribute / items with this one); 2 is the cosine of tf-idf. */
  readonly idfExponent: number
  /** Penalty for items with much to say, ½ on either side is the cosine; less favours well described items. */
  readonly normExponent: number
  /** Attributes of more than this share of the items say nothing and would cost the most. */
  readonly maxShare: number
  readonly topK: number
}

/**
 * Item→item lists by shared attributes: w(i→j) = Σ_{a shared} idf_a^p / (‖i‖ · ‖j‖)^q, ‖i‖ = Σ_{a of i} idf_a^p.
 * Needs no customer: new items have a list, and stand in others', on their first day. Time: O(Σ_a n_a²), n_a ≤ maxShare · items.
 */
export function fitContent(x: ItemAttributes, options: ContentOptions): ItemLists {
  return alikeAmong(x, options, () => true, () => true)
}

/** The same for the rows asked for, their neighbours only such as are allowed; other rows are empty. */
export function alikeAmong(x: ItemAttributes, options: ContentOptions, asked: (item: number) => boolean, allowed: (item: number) => boolean): ItemLists {
  const { idf, norm, holders } = indexContent(x, options, allowed)
  const sums = new Float64Array(x.items)
  const scores = new Float32Array(x.items)
  const touched = new Int32Array(x.items)
  const rows: ItemRow[] = []
  for (let i = 0; i < x.items; i++) {
    let size = 0
    for (let k = x.offsets[i]; k < x.offsets[i + 1] && asked(i); k++) {
      const a = x.attributes[k]
      for (const j of holders[a]) {
        if (j === i) continue
        if (sums[j] === 0) touched[size++] = j
        sums[j] += idf[a]
      }
    }
    let positive = 0
    for (let k = 0; k < size; k++) {
      const j = touched[k]
      scores[j] = sums[j] * norm[i] * norm[j]
      sums[j] = 0
      if (scores[j] > 0) touched[positive++] = j
    }
    const best = topN(scores, touched.subarray(0, positive), options.topK)
    rows.push({ neighbours: best.items, weights: best.scores })
  }
  return fromItemRows(rows)
}
