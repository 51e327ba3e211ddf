import type { Ranked } from '../topN.ts'

/**
 * Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009): score = Σ_g weight_g / (k + rank_g), rank from 1, an item that a part does not
 * rank adds nothing there. For parts whose scores have no common scale. Best first; equal scores by item number.
 */
export function fuseRanks(parts: readonly { readonly ranked: Ranked; readonly weight: number }[], n: number, k = 60): Ranked {
  const scores = new Map<number, number>()
  for (const { ranked, weight } of parts) {
    ranked.items.forEach((item, place) => scores.set(item, (scores.get(item) ?? 0) + weight / (k + place + 1)))
  }
  const best = [...scores].sort(([a, x], [b, y]) => y - x || a - b).slice(0, n)
  return { items: Int32Array.from(best, ([item]) => item), scores: Float32Array.from(best, ([, score]) => score) }
}
