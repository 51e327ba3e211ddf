import type { Interactions } from './interactions.ts'
import { fromSpacedRows } from './itemLists.ts'
import type { ItemLists } from './itemLists.ts'
import { cellBytes, rowsPerChunk } from './kernels/cells.ts'
import { computeAlone } from './parallel/alone.ts'
import type { Arena } from './parallel/arena.ts'
import type { Compute } from './parallel/work.ts'
import { foldStrengths } from './strengths.ts'
import type { CustomerItems, StrengthOptions } from './strengths.ts'

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

/** The same from strengths that are already folded, for searches over the other settings; the same bytes on any number of threads. */
export function cooccurrenceOf(x: CustomerItems, options: CooccurrenceOptions, compute: Compute = computeAlone()): ItemLists {
  const { arena } = compute
  return arena.within(() => {
    const most = Math.min(options.topK, x.items)
    const closeness = gapTable(options.gap)
    const doubles = (values: ArrayLike<number>): number => {
      const shared = arena.doubles(values.length)
      shared.set(values)
      return shared.byteOffset
    }
    const { starts, holders } = shareHolders(x, options, arena)
    const ids = arena.ints(x.items * most)
    const weights = arena.floats(x.items * most)
    const counts = arena.ints(x.items)
    compute.run({
      task: 'cooccurrenceRows', items: x.items, chunk: rowsPerChunk(x.items), scratch: cellBytes(x.items),
      args: [
        x.items, starts, holders, shareHistories(x, arena), closeness === null ? 0 : doubles(x.at),
        closeness === null ? 0 : doubles(closeness.values), closeness?.values.length ?? 0, closeness?.perMs ?? 0, closeness?.floor ?? 1,
        options.selfWeight, doubles(powers(x, x.source, -options.rowExponent)), doubles(powers(x, x.target, -options.columnExponent)), options.shrinkage, most,
        ids.byteOffset, weights.byteOffset, counts.byteOffset,
      ],
    })
    return fromSpacedRows(ids, weights, counts, most)
  })
}

/** Item and target of each entry side by side, so that a history is one run of memory. */
function shareHistories(x: CustomerItems, arena: Arena): number {
  const items = arena.ints(2 * x.item.length)
  const targets = new Float32Array(items.buffer, items.byteOffset, items.length)
  for (let k = 0; k < x.item.length; k++) {
    items[2 * k] = x.item[k]
    targets[2 * k + 1] = x.target[k]
  }
  return items.byteOffset
}

/** The entries of positive source strength by item, 24 bytes each: where the holder's history lies, vote · strength, and when. Addresses. */
function shareHolders(x: CustomerItems, options: CooccurrenceOptions, arena: Arena): { starts: number; holders: number } {
  const starts = arena.ints(x.items + 1).fill(0)
  for (let e = 0; e < x.item.length; e++) if (x.source[e] > 0) starts[x.item[e] + 1]++
  for (let i = 0; i < x.items; i++) starts[i + 1] += starts[i]
  const next = starts.slice(0, x.items)
  const numbers = arena.doubles(3 * starts[x.items])
  const spans = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length)
  for (let c = 0; c < x.customers; c++) {
    const [start, end] = [x.offsets[c], x.offsets[c + 1]]
    const vote = Math.max(1, end - start) ** (-2 * options.customerExponent)
    for (let e = start; e < end; e++) {
      if (!(x.source[e] > 0)) continue
      const at = 3 * next[x.item[e]]++
      spans[2 * at] = start
      spans[2 * at + 1] = end
      numbers[at + 1] = vote * x.source[e]
      numbers[at + 2] = x.at[e]
    }
  }
  return { starts: starts.byteOffset, holders: numbers.byteOffset }
}

/** Mass of positive strengths per item to the exponent; 0 for an item without any. */
function powers(x: CustomerItems, strength: Float32Array, exponent: number): Float64Array {
  const mass = new Float64Array(x.items)
  for (let k = 0; k < x.item.length; k++) mass[x.item[k]] += Math.max(0, strength[k])
  return mass.map((value) => (value > 0 ? value ** exponent : 0))
}

/** 2^(−gap / half life) in steps of 1/64 half life, to the nearest: a power per pair would double the time of the fit. */
type GapTable = { readonly perMs: number; readonly values: Float64Array; readonly floor: number }

const stepsPerHalfLife = 64
const halfLives = 16

function gapTable(gap: CooccurrenceOptions['gap']): GapTable | null {
  if (gap === null) return null
  const values = Float64Array.from({ length: stepsPerHalfLife * halfLives }, (_, step) =>
    gap.floor + (1 - gap.floor) * 2 ** (-step / stepsPerHalfLife))
  return { perMs: stepsPerHalfLife / (gap.halfLifeHours * 3_600_000), values, floor: gap.floor }
}
