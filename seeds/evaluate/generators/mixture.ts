import { cooccurrenceOf, type CooccurrenceOptions } from '../../../models/cooccurrence.ts'
import { createScratch, scoreLists, type Scratch } from '../../../models/listScorer.ts'
import { popularity, type PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf, type StrengthOptions } from '../../../models/strengths.ts'
import type { Generator } from '../generator.ts'
import { bestFirst } from './popular.ts'
import { withTeam } from './withTeam.ts'

export type MixtureSettings = {
  /** The customer's own strengths per item: how often they had it, decayed. */
  readonly own: StrengthOptions & { readonly weight: number }
  /** Lists over the history weighed by `serving`. */
  readonly lists: { readonly weight: number; readonly fit: CooccurrenceOptions; readonly serving: StrengthOptions }
  /** The exponent brings what sells a little nearer to what sells most. */
  readonly popular: PopularityOptions & { readonly weight: number; readonly exponent: number }
}

/**
 * For goods that are bought again: score of item j for customer c = w_o · s_cj + w_l · L_cj / max L_c + w_p · (p_j / max p)^e, with
 * s the own strength, L the score of the lists, p the decayed popularity.
 */
export const mixture: Generator<MixtureSettings> = {
  fit: async ({ train, histories, now }, { own, lists, popular }) => {
    const mass = popularity(train, popular, now)
    const most = mass.reduce((a, b) => Math.max(a, b), 0) || 1
    const ground = Float32Array.from(mass, (value) => popular.weight * (Math.max(0, value) / most) ** popular.exponent)
    const fitted = await withTeam((compute) => cooccurrenceOf(foldStrengths(train, lists.fit, now), lists.fit, compute))
    const listened = foldStrengths(histories, lists.serving, now)
    const owned = foldStrengths(histories, own, now)
    const scratch = createScratch(train.items)
    const scores = new Float32Array(train.items)
    const among = Int32Array.from(scores, (_, item) => item)
    return {
      score: (customer) => {
        scores.set(ground)
        const history = historyOf(listened, customer)
        const touched = scoreLists(fitted, history.items, history.weights, scratch)
        if (touched !== null) {
          const factor = lists.weight / bestOf(touched, scratch)
          for (const item of touched) scores[item] += factor * scratch.scores[item]
        }
        const { items, weights } = historyOf(owned, customer)
        for (let k = 0; k < items.length; k++) scores[items[k]] += own.weight * weights[k]
        return { scores, among }
      },
      otherwise: bestFirst(ground),
    }
  },
}

function bestOf(touched: Int32Array, { scores }: Scratch): number {
  let best = 0
  for (const item of touched) best = Math.max(best, scores[item])
  return best || 1
}
