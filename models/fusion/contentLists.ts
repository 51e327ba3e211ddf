import type { ItemLists, ItemRow } from '../itemLists.ts'
import { fromItemRows } from '../itemLists.ts'
import { topN } from '../topN.ts'

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
  const holders = holdersOf(x)
  const described = x.offsets.reduce((n, offset, i) => n + (i > 0 && offset > x.offsets[i - 1] ? 1 : 0), 0)
  const idf = Float64Array.from(holders, ({ length }) => (length > 0 ? Math.log(described / length) ** options.idfExponent : 0))
  const norm = Float64Array.from({ length: x.items }, (_, i) => {
    let sum = 0
    for (let k = x.offsets[i]; k < x.offsets[i + 1]; k++) sum += idf[x.attributes[k]]
    return sum > 0 ? sum ** -options.normExponent : 0
  })
  const sums = new Float64Array(x.items)
  const scores = new Float32Array(x.items)
  const touched = new Int32Array(x.items)
  const rows: ItemRow[] = []
  for (let i = 0; i < x.items; i++) {
    let size = 0
    for (let k = x.offsets[i]; k < x.offsets[i + 1]; k++) {
      const a = x.attributes[k]
      if (holders[a].length > options.maxShare * described) continue
      for (const j of holders[a]) {
        if (j === i || idf[a] <= 0) continue
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

function holdersOf(x: ItemAttributes): Int32Array[] {
  const holders: number[][] = Array.from({ length: x.vocabulary }, () => [])
  for (let i = 0; i < x.items; i++) {
    for (let k = x.offsets[i]; k < x.offsets[i + 1]; k++) holders[x.attributes[k]].push(i)
  }
  return holders.map((items) => Int32Array.from(items))
}
