import { groupRows } from '../interactions.ts'
import type { Interactions } from '../interactions.ts'
import { sequencesOf } from './sequences.ts'
import type { SequenceOptions } from './sequences.ts'

export type SessionKnnOptions = SequenceOptions & {
  /** Only the most recent so many visits that share an item are compared, and the so many most alike of them speak. */
  readonly sample: number
  readonly neighbours: number
  /** λ of e^(−s/λ): an item of the visit asked about, s events before its last, counts so much in the comparison. */
  readonly steps: number
  /** The same λ on the latest item that is shared, once more for the whole neighbour; null: not used. */
  readonly latestSteps: number | null
  /** λ of e^(−d/λ): an item of a neighbour, d places from the last item shared, is recommended so much. */
  readonly nearSteps: number
  /** φ: rare items are worth 1 + φ · idf. */
  readonly idfWeight: number
  /** A neighbour of n different items counts n^−exponent; ½ makes the comparison a cosine. */
  readonly lengthExponent: number
}

/** Visits to compare with, the most recent first. */
export type SessionKnn = {
  readonly items: number
  readonly options: SessionKnnOptions
  /** Visit v holds the different items item[k] at their last place[k], k in offsets[v] .. offsets[v+1). */
  readonly offsets: Int32Array
  readonly item: Int32Array
  readonly place: Int32Array
  readonly weight: Float32Array // by visit: recency of its last event · length^−exponent
  /** Visits that hold item i, the most recent first: holders[holderOffsets[i] .. holderOffsets[i+1]). */
  readonly holderOffsets: Int32Array
  readonly holders: Int32Array
  readonly worth: Float32Array // by item: 1 + φ · max(0, ln(visits / events of the item))
}

/** The visits of the data as neighbours to be. Visits of one event are kept: they say that people come for that. */
export function fitSessionKnn(x: Interactions, options: SessionKnnOptions, now: number): SessionKnn {
  const s = sequencesOf(x, options, now)
  const order = Array.from(s.ended, (_, v) => v).sort((a, b) => s.ended[b] - s.ended[a] || a - b)
  const offsets = new Int32Array(order.length + 1)
  const item = new Int32Array(s.item.length)
  const place = new Int32Array(s.item.length)
  const visit = new Int32Array(s.item.length)
  const weight = new Float32Array(order.length)
  const met = new Int32Array(s.items).fill(-1)
  const events = new Float64Array(s.items)
  let size = 0
  order.forEach((from, v) => {
    for (let e = s.offsets[from + 1] - 1; e >= s.offsets[from]; e--) {
      events[s.item[e]]++
      if (met[s.item[e]] === v) continue
      met[s.item[e]] = v
      item[size] = s.item[e]
      place[size] = e - s.offsets[from]
      visit[size++] = v
    }
    offsets[v + 1] = size
    weight[v] = s.recency[s.offsets[from + 1] - 1] * (size - offsets[v]) ** -options.lengthExponent
  })
  const kept = item.slice(0, size)
  const { offsets: holderOffsets, rows } = groupRows(kept, s.items)
  return {
    items: s.items, options, offsets, item: kept, place: place.slice(0, size), weight,
    holderOffsets, holders: rows.map((k) => visit[k]),
    worth: Float32Array.from(events, (n) => (n > 0 ? 1 + options.idfWeight * Math.max(0, Math.log(order.length / n)) : 0)),
  }
}
