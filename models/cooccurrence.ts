import { groupRows } from './interactions.ts'
import type { Interactions } from './interactions.ts'
import { fromItemRows } from './itemLists.ts'
import type { ItemLists, ItemRow } from './itemLists.ts'
import { foldStrengths } from './strengths.ts'
import type { CustomerItems, StrengthOptions } from './strengths.ts'
import { topN } from './topN.ts'

export type CooccurrenceOptions = StrengthOptions & {
  /** α: a customer of n items speaks with n^−2α; ½ gives each one vote in all, as a random walk does. */
  readonly customerExponent: number
  /** Penalty for popular items where the walk starts (row) and where it ends (column); β of RP3β is the column's. */
  readonly rowExponent: number
  readonly columnExponent: number
  /** m in n / (n + m), n customers behind a pair: pairs seen once are chance. */
  readonly shrinkage: number
  /** Two events this far apart count half as a pair, down to the floor; null: any distance counts alike. */
  readonly gap: { readonly halfLifeHours: number; readonly floor: number } | null
  /** Multiplies the item's own entry; 0 leaves it out, as for goods that are bought once. */
  readonly selfWeight: number
  readonly topK: number
}

/**
 * Weighted co-occurrence of the RP3β family (Paudel et al. 2017; Cooper et al. 2014 without β):
 *   w(i→j) = n/(n+m) · d_i^−ρ · d_j^−β · Σ_c |c|^−2α · s_ci · t_cj · g(|τ_ci − τ_cj|)
 * s, t are a customer's source and target strengths, τ the last interaction, d_i = Σ_c s_ci⁺, d_j = Σ_c t_cj⁺,
 * n the customers who know both. Entries that are not positive are dropped, the rest cut to the best K of a row.
 * One behaviour, α = ½, ρ = 1 is RP3β. Time: O(Σ_c |c|²), |c| ≤ maxHistory.
 */
export function fitCooccurrence(x: Interactions, options: CooccurrenceOptions, now: number): ItemLists {
  return cooccurrenceOf(foldStrengths(x, options, now), options)
}

/** The same from strengths that are already folded, for searches over the other settings. */
export function cooccurrenceOf(x: CustomerItems, options: CooccurrenceOptions): ItemLists {
  const byItem = groupRows(x.item, x.items)
  const holders = customerOfEntry(x)
  const vote = Float64Array.from({ length: x.customers }, (_, c) =>
    Math.max(1, x.offsets[c + 1] - x.offsets[c]) ** (-2 * options.customerExponent))
  const rowFactor = powers(x, x.source, -options.rowExponent)
  const columnFactor = powers(x, x.target, -options.columnExponent)
  const closeness = gapTable(options.gap)
  const sums = new Float64Array(x.items)
  const counts = new Int32Array(x.items)
  const touched = new Int32Array(x.items)
  const scores = new Float32Array(x.items)
  const rows: ItemRow[] = []

  for (let i = 0; i < x.items; i++) {
    let size = 0
    for (let e = byItem.offsets[i]; e < byItem.offsets[i + 1]; e++) {
      const entry = byItem.rows[e]
      if (x.source[entry] <= 0) continue
      const c = holders[entry]
      const factor = vote[c] * x.source[entry]
      const at = x.at[entry]
      for (let k = x.offsets[c], end = x.offsets[c + 1]; k < end; k++) {
        const j = x.item[k]
        if (counts[j]++ === 0) touched[size++] = j
        sums[j] += factor * x.target[k] * (closeness === null ? 1 : near(closeness, at - x.at[k]))
      }
    }
    let positive = 0
    for (let k = 0; k < size; k++) {
      const j = touched[k]
      const own = i === j ? options.selfWeight : 1
      const score = (own * rowFactor[i] * columnFactor[j] * sums[j] * counts[j]) / (counts[j] + options.shrinkage)
      sums[j] = 0
      counts[j] = 0
      scores[j] = score
      // Compared after rounding to 32 bits, so that no stored weight is 0.
      if (scores[j] > 0) touched[positive++] = j
    }
    const best = topN(scores, touched.subarray(0, positive), options.topK)
    rows.push({ neighbours: best.items, weights: best.scores })
  }
  return fromItemRows(rows)
}

function customerOfEntry(x: CustomerItems): Int32Array {
  const holders = new Int32Array(x.item.length)
  for (let c = 0; c < x.customers; c++) holders.fill(c, x.offsets[c], x.offsets[c + 1])
  return holders
}

/** Mass of positive strengths per item to the exponent; 0 for an item without any. */
function powers(x: CustomerItems, strength: Float32Array, exponent: number): Float64Array {
  const mass = new Float64Array(x.items)
  for (let k = 0; k < x.item.length; k++) mass[x.item[k]] += Math.max(0, strength[k])
  return mass.map((value) => (value > 0 ? value ** exponent : 0))
}

/** 2^(−gap / half life) in steps of 1/64 half life: a power per pair would double the time of the fit. */
type GapTable = { readonly perMs: number; readonly values: Float64Array; readonly floor: number }

const stepsPerHalfLife = 64
const halfLives = 16

function gapTable(gap: CooccurrenceOptions['gap']): GapTable | null {
  if (gap === null) return null
  const values = Float64Array.from({ length: stepsPerHalfLife * halfLives }, (_, step) =>
    gap.floor + (1 - gap.floor) * 2 ** (-step / stepsPerHalfLife))
  return { perMs: stepsPerHalfLife / (gap.halfLifeHours * 3_600_000), values, floor: gap.floor }
}

function near(table: GapTable, gap: number): number {
  const step = Math.abs(gap) * table.perMs + 0.5 // to the nearest step
  return step < table.values.length ? table.values[step | 0] : table.floor
}
