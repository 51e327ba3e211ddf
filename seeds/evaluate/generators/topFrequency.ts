import { popularity, type PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf } from '../../../models/strengths.ts'
import type { Generator } from '../generator.ts'
import { bestFirst } from './popular.ts'

/**
 * P-TopFreq (Li et al. 2023): what a customer bought in most orders, ties by popularity; where that is less than is asked for, the most
 * popular follows. Hard to beat where people buy again.
 */
export const topFrequency: Generator<PopularityOptions> = {
  fit: ({ train, histories, now }, options) => {
    const mass = popularity(train, options, now)
    const most = mass.reduce((a, b) => Math.max(a, b), 1)
    const counts = foldStrengths(histories, { behaviours: options.behaviours.map((source) => ({ source, target: 0 })), halfLifeDays: null, maxHistory: Infinity }, now)
    const scores = new Float32Array(train.items)
    return {
      score: (customer) => {
        const { items, weights } = historyOf(counts, customer)
        // Strengths are log₂(1 + n): back to counts, so that a tie-break below 1 never outweighs an order.
        for (let k = 0; k < items.length; k++) scores[items[k]] = Math.round(2 ** weights[k] - 1) + (0.999 * mass[items[k]]) / most
        return items.length === 0 ? null : { scores, among: items }
      },
      otherwise: bestFirst(Float32Array.from(mass)),
    }
  },
}
