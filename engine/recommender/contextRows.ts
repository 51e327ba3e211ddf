import { popularity } from '../../models/popularity.ts'
import { topN } from '../../models/topN.ts'
import type { Interactions } from '../../models/interactions.ts'
import type { ItemFacts } from './itemFacts.ts'
import type { ContextWeights } from './recipe.ts'
import { POPULARITY_BEHAVIOURS } from './popularitySettings.ts'

/** What sells, best first, the best 1. */
export type ShareRow = { readonly items: Int32Array; readonly scores: Float32Array }

/** What everybody buys, and by group number the people of a persona or a place. */
export type ContextRows = { readonly everybody: ShareRow; readonly personas: readonly ShareRow[]; readonly places: readonly ShareRow[] }

const LONGEST = 300

/** Rows from what was known at `now` (ms); facts must be of the same moment. */
export function contextRowsAt(x: Interactions, facts: ItemFacts, { halfLifeDays, exponent }: Pick<ContextWeights, 'halfLifeDays' | 'exponent'>, now: number): ContextRows {
  const groups = (shares: ItemFacts['personas']) => Array.from({ length: shares?.groups ?? 0 }, (_, group) => rowOf(shares?.shares.subarray(group * facts.items, (group + 1) * facts.items) ?? new Float32Array(0), exponent))
  const everybody = Float32Array.from(popularity(x, { behaviours: POPULARITY_BEHAVIOURS, halfLifeDays }, now))
  return { everybody: rowOf(everybody, exponent), personas: groups(facts.personas), places: groups(facts.places) }
}

function rowOf(shares: Float32Array, exponent: number): ShareRow {
  const sold = Int32Array.from(shares, (_, item) => item).filter((item) => shares[item] > 0)
  const { items, scores } = topN(shares, sold, LONGEST)
  return { items, scores: scores.map((share) => (share / scores[0]) ** exponent) }
}
