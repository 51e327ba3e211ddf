import type { ContentOptions, ItemAttributes } from '../fusion/contentLists.ts'
import { fromItemRows, weightOf, type ItemLists, type ItemRow } from '../itemLists.ts'
import { topN } from '../topN.ts'
import { likenessOf } from './likeness.ts'
import { turned } from './shares.ts'
import { sparseRow, type SparseRow } from './sparseRow.ts'

export type ProjectionOptions = {
  /** Which items are alike; topK is how many known items may speak for a cold one at all. */
  readonly content: ContentOptions
  /** From so much evidence on an item is known well enough to speak for others: at least 1. */
  readonly knownFrom: number
  /** How many of them it is made of. */
  readonly madeOf: number
  /** p in s̃ = s^p / Σ s^p: the higher, the more the nearest alone decide. */
  readonly power: number
  /** λ of a ridge regression that makes the shares in place of the power, see ridgeShares; null: none. */
  readonly ridge: number | null
  /** δ: what a known item says of a cold one in full likeness to itself, in means of the largest weights of the lists. */
  readonly direct: number
  /** What a projected weight counts beside a learned one. */
  readonly scale: number
  /** m in n / (n + m): at so much evidence behaviour counts as much as content. */
  readonly halfEvidence: number
  /** From so much evidence on an item is warm: behaviour alone speaks. */
  readonly coldBelow: number
  /** At most so many cold items are added to a list. */
  readonly perRow: number
}

export const projectionDefaults: ProjectionOptions = {
  content: { idfExponent: 2, normExponent: 0.5, maxShare: 0.3, topK: 200 }, knownFrom: 3, madeOf: 20, power: 2, ridge: null, direct: 0.5, scale: 1, halfEvidence: 1, coldBelow: 10, perRow: 50,
}

/** A cold item's list is cut to so many, and its best so many lead to other cold items: where most of a catalogue is cold, more costs more than all else. */
const COLD_LIST = 100
const LEADS = 50

/**
 * Lists in which cold items have a place before anybody knows them. With s̃_jm the shares of the known items m that cold item j is made of
 * (Σ_m s̃_jm = 1), s_jm its likeness to them, w the lists and w̄ the mean of their largest weights:
 *   ŵ(i→j) = Σ_m s̃_jm · w(i→m) + δ · s_ji · w̄,   ŵ(j→k) = Σ_m s̃_jm · w(m→k) + δ · s_jk · w̄,
 *   w'(i→j) = (1 − α_j) · w(i→j) + α_j · scale · ŵ(i→j),      w'(j→k) = (1 − α_j) · w(j→k) + α_j · ŵ(j→k),
 * α_j = m / (n_j + m), n_j the evidence (how many people had to do with j). Cold items meet by both. Weights between warm items stay as they
 * are; without cold items the lists come back untouched. Attribute kNN is the limit of large δ; the rest is Gantner et al. 2010 (a map from
 * attributes to what behaviour would have learned) with lists in place of factors. A cold item's list is cut to the best 100, the
 * first 50 of which lead to other cold items. Time: O(entries · cold · madeOf / items).
 * Throws a RangeError when lists, attributes and evidence differ in items.
 */
export function projectCold(lists: ItemLists, attributes: ItemAttributes, evidence: ArrayLike<number>, options: ProjectionOptions = projectionDefaults): ItemLists {
  const { items } = lists
  if (attributes.items !== items || evidence.length !== items) throw new RangeError(`Lists of ${items} items, attributes of ${attributes.items}, evidence of ${evidence.length}.`)
  const { scale, perRow, halfEvidence, coldBelow } = options
  const { shares, direct } = likenessOf(lists, attributes, evidence, options, (item) => evidence[item] < coldBelow)
  if (shares.neighbours.length === 0) return lists
  // A cold item that is like nothing known keeps what little behaviour says.
  const alpha = Float64Array.from({ length: items }, (_, j) => (shares.offsets[j + 1] > shares.offsets[j] ? halfEvidence / (evidence[j] + halfEvidence) : 0))
  const made = turned(shares)
  const likened = turned(direct)
  const longest = largestOf(items, (i) => lists.offsets[i + 1] - lists.offsets[i])
  const base = sparseRow(items)
  const extra = sparseRow(items)
  const scores = new Float32Array(items)
  const rows: ItemRow[] = []
  for (let i = 0; i < items; i++) {
    base.clear()
    addRow(base, lists, i, 1 - alpha[i])
    if (alpha[i] > 0) {
      for (let k = shares.offsets[i]; k < shares.offsets[i + 1]; k++) addRow(base, lists, shares.neighbours[k], alpha[i] * shares.weights[k])
      addRow(base, direct, i, alpha[i])
      // What the others say of it is no answer to itself.
      base.set(i, (1 - alpha[i]) * (weightOf(lists, i, i) ?? 0))
    }
    const held = base.items()
    for (const j of held) scores[j] = base.sums[j] === 0 ? NaN : base.sums[j] // NaN ranks nowhere
    const room = alpha[i] > 0 ? Math.min(longest, COLD_LIST) : held.length
    const row = topN(scores, held, room)

    extra.clear()
    const leads = alpha[i] > 0 ? Math.min(LEADS, row.items.length) : row.items.length
    for (let k = 0; k < leads; k++) addRow(extra, made, row.items[k], row.scores[k])
    addRow(extra, likened, i, 1)
    const reached = extra.items()
    for (const j of reached) {
      const score = scale * alpha[j] * extra.sums[j]
      scores[j] = j !== i && score > 0 ? score : NaN
    }
    const added = topN(scores, reached, perRow)

    base.clear()
    row.items.forEach((j, k) => base.add(j, j === i ? row.scores[k] : (1 - alpha[j]) * row.scores[k]))
    added.items.forEach((j, k) => base.add(j, added.scores[k]))
    const all = base.items()
    for (const j of all) scores[j] = base.sums[j] === 0 ? NaN : base.sums[j]
    const best = topN(scores, all, room + perRow)
    rows.push({ neighbours: best.items, weights: best.scores })
  }
  return fromItemRows(rows)
}

function addRow(row: SparseRow, { offsets, neighbours, weights }: ItemLists, from: number, factor: number): void {
  if (factor === 0) return
  for (let k = offsets[from], end = offsets[from + 1]; k < end; k++) row.add(neighbours[k], factor * weights[k])
}

function largestOf(n: number, valueOf: (k: number) => number): number {
  let best = 0
  for (let k = 0; k < n; k++) best = Math.max(best, valueOf(k))
  return best
}
