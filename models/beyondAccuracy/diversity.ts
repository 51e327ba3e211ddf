import type { ItemAttributes } from '../fusion/contentLists.ts'
import type { Relevant } from '../rankingMetrics.ts'

/** How alike two items are, 0..1, or null where too little is known of one. */
export type Similarity = (a: number, b: number) => number | null

/** 1 in the same category, else 0; null where a category is unknown (−1). */
export function sameCategory(category: ArrayLike<number>): Similarity {
  return (a, b) => (category[a] < 0 || category[b] < 0 ? null : category[a] === category[b] ? 1 : 0)
}

/** Cosine of attribute sets, |A ∩ B| / √(|A| · |B|). Null where an item has none. Attributes of an item must ascend. */
export function attributeCosine({ offsets, attributes }: ItemAttributes): Similarity {
  return (a, b) => {
    const [sizeA, sizeB] = [offsets[a + 1] - offsets[a], offsets[b + 1] - offsets[b]]
    if (sizeA === 0 || sizeB === 0) return null
    let shared = 0
    for (let i = offsets[a], j = offsets[b]; i < offsets[a + 1] && j < offsets[b + 1];) {
      const step = attributes[i] - attributes[j]
      if (step === 0) shared++
      if (step <= 0) i++
      if (step >= 0) j++
    }
    return shared / Math.sqrt(sizeA * sizeB)
  }
}

/**
 * Intra-list diversity: mean of 1 − similarity over the pairs among the first k (Ziegler et al. 2005; Zhang & Hurley 2008). Pairs of which
 * nothing is known don't count; null when none is left.
 */
export function intraListDiversity(ranked: ArrayLike<number>, similarity: Similarity, k: number): number | null {
  const length = Math.min(k, ranked.length)
  let sum = 0
  let pairs = 0
  for (let a = 0; a < length; a++) {
    for (let b = a + 1; b < length; b++) {
      const alike = similarity(ranked[a], ranked[b])
      if (alike === null) continue
      sum += 1 - alike
      pairs++
    }
  }
  return pairs === 0 ? null : sum / pairs
}

/**
 * Serendipity@k = relevant items among the first k that the primitive list does not hold, / k (Ge, Delgado-Battenfeld & Jannach 2010, with
 * relevance as usefulness). Null when nothing is relevant.
 */
export function serendipity(ranked: ArrayLike<number>, primitive: ReadonlySet<number>, relevant: Relevant, k: number): number | null {
  if (relevant.size === 0) return null
  let found = 0
  for (let place = 0; place < Math.min(k, ranked.length); place++) if (relevant.has(ranked[place]) && !primitive.has(ranked[place])) found++
  return found / k
}
