import { byCustomer } from '../interactions.ts'
import type { Interactions } from '../interactions.ts'
import type { BehaviourWeight } from '../strengths.ts'
import { dayMs } from '../strengths.ts'

/**
 * What happened in order, repeats kept: the events of sequence s are offsets[s] .. offsets[s+1), oldest first.
 * A sequence is one visit, or all that one customer ever did.
 */
export type Sequences = {
  readonly sequences: number
  readonly items: number
  readonly offsets: Int32Array // sequences + 1
  readonly item: Int32Array
  readonly source: Float32Array // strength as the cause of a recommendation
  readonly target: Float32Array // strength as its aim
  readonly recency: Float32Array // 2^(−age / half life), 1 at the moment of the fit
  readonly ended: Float64Array // by sequence: the time of its last event, ms
}

export type SequenceOptions = {
  /** By behaviour code; a code beyond the end, or with both weights 0, takes no place in the order. */
  readonly behaviours: readonly BehaviourWeight[]
  /** An event this old counts half; null switches the decay off. */
  readonly halfLifeDays: number | null
  /** A pause longer than this ends a visit and begins another; null: one sequence per customer. */
  readonly pauseHours: number | null
}

/**
 * Customers' events in time order (equal times by item, then behaviour), cut into visits. Rows later than `now` are
 * refused by a RangeError: they would leak the future. A row's own weight multiplies both strengths.
 */
export function sequencesOf(x: Interactions, options: SequenceOptions, now: number): Sequences {
  const { offsets: ends, rows } = byCustomer(x)
  const decay = options.halfLifeDays === null ? 0 : Math.LN2 / (options.halfLifeDays * dayMs)
  const pause = options.pauseHours === null ? Infinity : options.pauseHours * 3_600_000
  const starts: number[] = []
  const ended: number[] = []
  const item = new Int32Array(rows.length)
  const source = new Float32Array(rows.length)
  const target = new Float32Array(rows.length)
  const recency = new Float32Array(rows.length)
  let size = 0
  for (let c = 0; c < x.customers; c++) {
    let last = -Infinity
    for (let k = ends[c]; k < ends[c + 1]; k++) {
      const r = rows[k]
      const behaviour = options.behaviours[x.behaviour[r]]
      if (behaviour === undefined || (behaviour.source === 0 && behaviour.target === 0)) continue
      if (x.at[r] > now) throw new RangeError(`Interaction ${r} lies after the moment of the fit.`)
      if (last === -Infinity || x.at[r] - last > pause) starts.push(size)
      last = x.at[r]
      ended[starts.length - 1] = last
      item[size] = x.item[r]
      source[size] = behaviour.source * (x.weight?.[r] ?? 1)
      target[size] = behaviour.target * (x.weight?.[r] ?? 1)
      recency[size++] = Math.exp(decay * (x.at[r] - now))
    }
  }
  return {
    sequences: starts.length,
    items: x.items,
    offsets: Int32Array.from([...starts, size]),
    item: item.slice(0, size),
    source: source.slice(0, size),
    target: target.slice(0, size),
    recency: recency.slice(0, size),
    ended: Float64Array.from(ended),
  }
}
