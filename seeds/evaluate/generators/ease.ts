import { fitEase, type EaseOptions } from '../../../models/ease.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf } from '../../../models/strengths.ts'
import { contender, type Contender, type Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'
import { withTeam } from './withTeam.ts'

export type EaseSettings = { readonly fit: EaseOptions; readonly popular: PopularityOptions }

/** Histories through the lists of EASE. */
export const ease: Generator<EaseSettings> = {
  fit: async (given, { fit, popular }) => {
    const lists = await withTeam((compute) => fitEase(given.train, fit, given.now, compute))
    const histories = foldStrengths(given.histories, fit, given.now)
    const scratch = createScratch(lists.items)
    return {
      score: (customer) => {
        const { items, weights } = historyOf(histories, customer)
        const among = scoreLists(lists, items, weights, scratch)
        return among === null ? null : { scores: scratch.scores, among }
      },
      otherwise: popularOrder(given, popular),
    }
  },
}

export const easeLists: Contender = contender('EASE', ease, {
  start: {
    fit: { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 5000, regularisation: 300, dropout: 0, customerExponent: 0, mostItems: 8000, topK: 2000 },
    popular: { behaviours: [1], halfLifeDays: null },
  },
  questions: [{ name: 'regularisation', answers: (s) => [100, 1000].map((regularisation) => ({ ...s, fit: { ...s.fit, regularisation } })) }],
})
