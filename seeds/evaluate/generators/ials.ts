import { foldIn, scoreItems } from '../../../models/ials/foldIn.ts'
import { fitIals, type IalsOptions } from '../../../models/ials/ials.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf, type StrengthOptions } from '../../../models/strengths.ts'
import { contender, type Contender, type Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'
import { withTeam } from './withTeam.ts'

export type IalsSettings = { readonly fit: StrengthOptions & IalsOptions; readonly popular: PopularityOptions }

/** A vector for each history by fold-in, scored against all items: what the lists of iALS approach. */
export const ials: Generator<IalsSettings> = {
  fit: async (given, { fit, popular }, rng) => {
    const model = await withTeam((compute) => fitIals(given.train, fit, given.now, rng, compute))
    const histories = foldStrengths(given.histories, fit, given.now)
    const scores = new Float32Array(model.items.rows)
    const among = Int32Array.from(scores, (_, item) => item)
    return {
      score: (customer) => {
        const w = foldIn(model, historyOf(histories, customer))
        if (w === null) return null
        scoreItems(model, w, scores)
        return { scores, among }
      },
      otherwise: popularOrder(given, popular),
    }
  },
}

/** The grid lies around what Rendle et al. 2021 found on MovieLens; dimensions cost the most and are given. */
export const ialsVectors = (dimensions: number): Contender => contender('iALS', ials, {
  start: {
    fit: {
      behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 5000,
      dimensions, unobserved: 0.3, regularisation: 0.007, frequencyExponent: 1, epochs: 16, steps: 3, deviation: 0.1,
    },
    popular: { behaviours: [1], halfLifeDays: null },
  },
  questions: [
    { name: 'regularisation', answers: (s) => [0.003, 0.015, 0.03].map((regularisation) => ({ ...s, fit: { ...s.fit, regularisation } })) },
    { name: 'pull of what was not seen', answers: (s) => [0.1, 0.2].map((unobserved) => ({ ...s, fit: { ...s.fit, unobserved } })) },
  ],
})
