import { popularity, type PopularityOptions } from '../../../models/popularity.ts'
import { topN } from '../../../models/topN.ts'
import type { Generator } from '../generator.ts'
import type { Given } from '../problem.ts'

/** Every item, by decayed count over all customers of the training, best first; ties by item number. */
export function popularOrder({ train, now }: Given, options: PopularityOptions): Int32Array {
  return bestFirst(Float32Array.from(popularity(train, options, now)))
}

export function bestFirst(scores: Float32Array): Int32Array {
  return topN(scores, Int32Array.from(scores, (_, item) => item), scores.length).items
}

/** Everyone is given the same. */
export const popular: Generator<PopularityOptions> = {
  fit: (given, options) => ({ score: () => null, otherwise: popularOrder(given, options) }),
}
