import type { ContentOptions, ItemAttributes } from './contentLists.ts'

export type ContentIndex = {
  /** idf_a^p per attribute. */
  readonly idf: Float64Array
  /** ‖i‖^−q per item, over all its attributes; 0 where they say nothing. */
  readonly norm: Float64Array
  /** Per attribute the allowed items that carry it, ascending; none where it says nothing or too many carry it. */
  readonly holders: readonly Int32Array[]
}

/** Frequencies are of all items, allowed or not: what is known of a new item is known of it too. */
export function indexContent(x: ItemAttributes, { idfExponent, normExponent, maxShare }: ContentOptions, allowed: (item: number) => boolean): ContentIndex {
  const counts = new Int32Array(x.vocabulary)
  for (const a of x.attributes) counts[a]++
  let described = 0
  for (let i = 0; i < x.items; i++) if (x.offsets[i + 1] > x.offsets[i]) described++
  const idf = Float64Array.from(counts, (n) => (n > 0 ? Math.log(described / n) ** idfExponent : 0))
  const holders: number[][] = Array.from(counts, () => [])
  const norm = Float64Array.from({ length: x.items }, (_, i) => {
    let sum = 0
    for (let k = x.offsets[i]; k < x.offsets[i + 1]; k++) {
      const a = x.attributes[k]
      sum += idf[a]
      if (idf[a] > 0 && counts[a] <= maxShare * described && allowed(i)) holders[a].push(i)
    }
    return sum > 0 ? sum ** -normExponent : 0
  })
  return { idf, norm, holders: holders.map((items) => Int32Array.from(items)) }
}
