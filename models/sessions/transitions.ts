import type { Interactions } from '../interactions.ts'
import { fromSpacedRows } from '../itemLists.ts'
import type { ItemLists } from '../itemLists.ts'
import { cellBytes, rowsPerChunk } from '../kernels/cells.ts'
import { computeAlone } from '../parallel/alone.ts'
import type { Arena } from '../parallel/arena.ts'
import type { Compute } from '../parallel/work.ts'
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
export function fitTransitions(x: Interactions, options: TransitionOptions, now: number, compute?: Compute): ItemLists {
  return transitionsOf(sequencesOf(x, options, now), options, compute)
}

/** The same from sequences that are already cut, for searches over the other settings; the same bytes on any number of threads. */
export function transitionsOf(x: Sequences, options: TransitionOptions, compute: Compute = computeAlone()): ItemLists {
  const { arena } = compute
  return arena.within(() => {
    const most = Math.min(options.topK, x.items)
    const closeness = nearness(options.steps)
    const doubles = (values: Float64Array): number => {
      const shared = arena.doubles(values.length)
      shared.set(values)
      return shared.byteOffset
    }
    const rowMass = massOf(x, x.source)
    const columnMass = massOf(x, x.target)
    const { starts, spans } = shareSpans(x, closeness.length - 1, options.backward !== 0, arena)
    const ids = arena.ints(x.items * most)
    const weights = arena.floats(x.items * most)
    const counts = arena.ints(x.items)
    compute.run({
      task: 'transitionRows', items: x.items, chunk: rowsPerChunk(x.items), scratch: cellBytes(x.items),
      args: [
        x.items, starts, spans, shareEvents(x, arena), doubles(closeness), options.backward, doubles(columnMass.map((mass) => options.selfWeight * mass)),
        doubles(rowMass.map((mass) => factorOf(mass, options.rowExponent))), doubles(columnMass.map((mass) => factorOf(mass, options.columnExponent))),
        options.shrinkage, most, ids.byteOffset, weights.byteOffset, counts.byteOffset,
      ],
    })
    return fromSpacedRows(ids, weights, counts, most)
  })
}

/** Item, source, target and recency of each event side by side. */
function shareEvents(x: Sequences, arena: Arena): number {
  const item = arena.ints(4 * x.item.length)
  const strengths = new Float32Array(item.buffer, item.byteOffset, item.length)
  for (let e = 0; e < x.item.length; e++) {
    item[4 * e] = x.item[e]
    strengths[4 * e + 1] = x.source[e]
    strengths[4 * e + 2] = x.target[e]
    strengths[4 * e + 3] = x.recency[e]
  }
  return item.byteOffset
}

/** By item: its events, each with where those within reach begin and end. Addresses. */
function shareSpans(x: Sequences, reach: number, backward: boolean, arena: Arena): { starts: number; spans: number } {
  const starts = arena.ints(x.items + 1).fill(0)
  for (let e = 0; e < x.item.length; e++) starts[x.item[e] + 1]++
  for (let i = 0; i < x.items; i++) starts[i + 1] += starts[i]
  const next = starts.slice(0, x.items)
  const spans = arena.ints(3 * x.item.length)
  for (let s = 0; s < x.sequences; s++) {
    const [start, end] = [x.offsets[s], x.offsets[s + 1]]
    for (let e = start; e < end; e++) {
      const at = 3 * next[x.item[e]]++
      spans[at] = e
      spans[at + 1] = backward ? Math.max(start, e - reach) : e
      spans[at + 2] = Math.min(end, e + reach + 1)
    }
  }
  return { starts: starts.byteOffset, spans: spans.byteOffset }
}

/** e^(−(d−1)/λ) for d = 0 .. the last that counts; the value at 0 is not used. */
function nearness(steps: number): Float64Array {
  const reach = 1 + Math.floor(steps * Math.log(1 / least))
  return Float64Array.from({ length: reach + 1 }, (_, d) => Math.exp(-(d - 1) / steps))
}

function massOf(x: Sequences, strength: Float32Array): Float64Array {
  const mass = new Float64Array(x.items)
  for (let e = 0; e < x.item.length; e++) mass[x.item[e]] += Math.max(0, strength[e]) * x.recency[e]
  return mass
}

function factorOf(mass: number, exponent: number): number {
  return mass > 0 ? mass ** -exponent : 0
}
