import { byCustomer, groupRows, type Interactions } from '../../../models/interactions.ts'
import { fromItemRows, type ItemLists, type ItemRow } from '../../../models/itemLists.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf, type StrengthOptions } from '../../../models/strengths.ts'
import { topN } from '../../../models/topN.ts'
import type { Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'

export type TransitionSettings = {
  /** Pairs this many places apart and nearer are counted, a pair q places apart with decay^(q−1). */
  readonly window: number
  readonly decay: number
  /** What j before i counts for i→j, in parts of j after i. */
  readonly backward: number
  readonly rowExponent: number
  readonly columnExponent: number
  readonly topK: number
  /** How the history is weighed; only the source counts. */
  readonly serving: StrengthOptions
  readonly popular: PopularityOptions
}

/**
 * What follows what: w(i→j) = n_i^−ρ · n_j^−β · Σ decay^(q−1) over the places where j comes q ≤ window places after i, plus `backward`
 * times the same before i; n counts rows. An item that follows itself is in its own list. O(rows · window).
 */
export function fitTransitions(x: Interactions, { window, decay, backward, rowExponent, columnExponent, topK }: TransitionSettings): ItemLists {
  const { offsets, rows } = byCustomer(x)
  const sequence = rows.map((row) => x.item[row])
  const places = groupRows(sequence, x.items)
  const sequenceOf = rows.map((row) => x.customer[row])
  const count = Float64Array.from({ length: x.items }, (_, i) => places.offsets[i + 1] - places.offsets[i])
  const weightAt = Float64Array.from({ length: window + 1 }, (_, q) => decay ** (q - 1))
  const sums = new Float32Array(x.items)
  const touched = new Int32Array(x.items)
  const lists: ItemRow[] = []
  for (let i = 0; i < x.items; i++) {
    let size = 0
    const add = (place: number, weight: number): void => {
      const j = sequence[place]
      if (sums[j] === 0) touched[size++] = j
      sums[j] += weight
    }
    for (let k = places.offsets[i]; k < places.offsets[i + 1]; k++) {
      const place = places.rows[k]
      const start = offsets[sequenceOf[place]]
      const end = offsets[sequenceOf[place] + 1]
      for (let q = 1; q <= window && place + q < end; q++) add(place + q, weightAt[q])
      if (backward > 0) for (let q = 1; q <= window && place - q >= start; q++) add(place - q, backward * weightAt[q])
    }
    for (const j of touched.subarray(0, size)) sums[j] *= count[i] ** -rowExponent * count[j] ** -columnExponent
    const best = topN(sums, touched.subarray(0, size), topK)
    lists.push({ neighbours: best.items, weights: best.scores })
    for (const j of touched.subarray(0, size)) sums[j] = 0
  }
  return fromItemRows(lists)
}

/** Score of j = Σ over the history of strength · w(i→j). */
export const transitions: Generator<TransitionSettings> = {
  fit: (given, settings) => {
    const fitted = fitTransitions(given.train, settings)
    const histories = foldStrengths(given.histories, settings.serving, given.now)
    const scratch = createScratch(fitted.items)
    return {
      score: (customer) => {
        const { items, weights } = historyOf(histories, customer)
        const among = scoreLists(fitted, items, weights, scratch)
        return among === null ? null : { scores: scratch.scores, among }
      },
      otherwise: popularOrder(given, settings.popular),
    }
  },
}
