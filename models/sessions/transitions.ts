import { groupRows } from '../interactions.ts'
import type { Interactions } from '../interactions.ts'
import { fromItemRows } from '../itemLists.ts'
import type { ItemLists, ItemRow } from '../itemLists.ts'
import { topN } from '../topN.ts'
import { sequencesOf } from './sequences.ts'
import type { SequenceOptions, Sequences } from './sequences.ts'

export type TransitionOptions = SequenceOptions & {
  /** λ: d events apart counts e^(−(d−1)/λ); pairs that would count less than a hundredth are not looked at. */
  readonly steps: number
  /** How much a pair counts against the order of events; 0: only what came after, 1: order says nothing. */
  readonly backward: number
  /** Penalty for popular items where the step starts (row; 1 makes shares of it) and where it ends (column). */
  readonly rowExponent: number
  readonly columnExponent: number
  /** m in n / (n + m), n events behind a pair: pairs seen once are chance. */
  readonly shrinkage: number
  /** The item's own entry besides its true repeats: each of its events counts as so many returns to it, 0 leaves the true ones. */
  readonly selfWeight: number
  readonly topK: number
}

const least = 0.01

/**
 * Item→next item lists from the order of events:
 *   w(i→j) = n/(n+m) · d_i^−ρ · d_j^−β · Σ_pairs source(i) · target(j) · recency(the later) · g(place j − place i)
 * g(d) = e^(−(d−1)/λ) after, times `backward` before; d_i = Σ source · recency, d_j = Σ target · recency; n pairs.
 * λ → 0 with backward 0 is the Markov chain of the last item; the family of "sequential rules" of Ludewig & Jannach 2018.
 * Entries that are not positive are dropped, the rest cut to the best K. Time: O(events · λ).
 */
export function fitTransitions(x: Interactions, options: TransitionOptions, now: number): ItemLists {
  return transitionsOf(sequencesOf(x, options, now), options)
}

/** The same from sequences that are already cut, for searches over the other settings. */
export function transitionsOf(x: Sequences, options: TransitionOptions): ItemLists {
  const events = groupRows(x.item, x.items)
  const sequence = sequenceOfEvent(x)
  const closeness = nearness(options.steps)
  const reach = closeness.length - 1
  const rowMass = massOf(x, x.source)
  const columnMass = massOf(x, x.target)
  const columnFactor = columnMass.map((mass) => factorOf(mass, options.columnExponent))
  const sums = new Float64Array(x.items)
  const counts = new Int32Array(x.items)
  const touched = new Int32Array(x.items)
  const scores = new Float32Array(x.items)
  const rows: ItemRow[] = []

  for (let i = 0; i < x.items; i++) {
    let size = 0
    const add = (j: number, value: number): void => {
      if (counts[j]++ === 0) touched[size++] = j
      sums[j] += value
    }
    for (let k = events.offsets[i]; k < events.offsets[i + 1]; k++) {
      const e = events.rows[k]
      const end = Math.min(x.offsets[sequence[e] + 1] - 1, e + reach)
      for (let z = e + 1; z <= end; z++) add(x.item[z], x.source[e] * x.target[z] * x.recency[z] * closeness[z - e])
      if (options.backward === 0) continue
      const start = Math.max(x.offsets[sequence[e]], e - reach)
      for (let z = start; z < e; z++) add(x.item[z], options.backward * x.source[e] * x.target[z] * x.recency[e] * closeness[e - z])
    }
    const own = options.selfWeight * columnMass[i]
    if (own > 0 && counts[i] === 0) touched[size++] = i
    const rowFactor = factorOf(rowMass[i], options.rowExponent)
    let positive = 0
    for (let k = 0; k < size; k++) {
      const j = touched[k]
      const seen = counts[j] === 0 ? 0 : (sums[j] * counts[j]) / (counts[j] + options.shrinkage)
      scores[j] = rowFactor * columnFactor[j] * (seen + (j === i ? own : 0))
      sums[j] = 0
      counts[j] = 0
      // Compared after rounding to 32 bits, so that no stored weight is 0.
      if (scores[j] > 0) touched[positive++] = j
    }
    const best = topN(scores, touched.subarray(0, positive), options.topK)
    rows.push({ neighbours: best.items, weights: best.scores })
  }
  return fromItemRows(rows)
}

/** e^(−(d−1)/λ) for d = 0 .. the last that counts; the value at 0 is not used. */
function nearness(steps: number): Float64Array {
  const reach = 1 + Math.floor(steps * Math.log(1 / least))
  return Float64Array.from({ length: reach + 1 }, (_, d) => Math.exp(-(d - 1) / steps))
}

function sequenceOfEvent(x: Sequences): Int32Array {
  const of = new Int32Array(x.item.length)
  for (let s = 0; s < x.sequences; s++) of.fill(s, x.offsets[s], x.offsets[s + 1])
  return of
}

function massOf(x: Sequences, strength: Float32Array): Float64Array {
  const mass = new Float64Array(x.items)
  for (let e = 0; e < x.item.length; e++) mass[x.item[e]] += Math.max(0, strength[e]) * x.recency[e]
  return mass
}

function factorOf(mass: number, exponent: number): number {
  return mass > 0 ? mass ** -exponent : 0
}
