import { fitEase, type EaseOptions } from '../../../models/ease.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths } from '../../../models/strengths.ts'
import { contender, type Contender, type Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'
import { serveLists } from './serveLists.ts'
import { withTeam } from './withTeam.ts'
import { additionsOf, pairsOf, speed } from './work.ts'

export type EaseSettings = { readonly fit: EaseOptions; readonly popular: PopularityOptions }

/** Histories through the lists of EASE. */
export const ease: Generator<EaseSettings> = {
  fit: async (given, { fit, popular }) =>
    serveLists(await withTeam((compute) => fitEase(given.train, fit, given.now, compute)), foldStrengths(given.histories, fit, given.now), popularOrder(given, popular)),
  seconds: ({ train, histories }, { fit }, cases) =>
    Math.min(train.items, fit.mostItems) ** 3 / (3 * speed.multiplications) + pairsOf(train, fit.maxHistory) / (4 * speed.pairs) + additionsOf(histories, cases, fit.topK) / speed.additions,
}

export const easeLists: Contender = contender('EASE', ease, {
  start: {
    fit: { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 5000, regularisation: 300, dropout: 0, customerExponent: 0, mostItems: 8000, topK: 2000 },
    popular: { behaviours: [1], halfLifeDays: null },
  },
  questions: [
    { name: 'regularisation', answers: (s) => [100, 1000].map((regularisation) => ({ ...s, fit: { ...s.fit, regularisation } })) },
    { name: 'dropout', answers: (s) => [0.5, 0.3].map((dropout) => ({ ...s, fit: { ...s.fit, dropout } })) },
  ],
})
