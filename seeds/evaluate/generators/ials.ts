import { ialsLists } from '../../../models/ials/factorLists.ts'
import { foldIn, scoreItems } from '../../../models/ials/foldIn.ts'
import { fitIals, type IalsOptions } from '../../../models/ials/ials.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf, type StrengthOptions } from '../../../models/strengths.ts'
import { contender, type Contender, type Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'
import { withTeam } from './withTeam.ts'

export type IalsSettings = {
  readonly fit: StrengthOptions & IalsOptions
  /** What the same model as lists counts beside the vectors: they shrink a history towards the average one. */
  readonly lists: { readonly weight: number; readonly topK: number }
  readonly popular: PopularityOptions
}

/** A vector for each history by fold-in, scored against all items, and the lists of iALS beside it, each in units of its best. */
export const ials: Generator<IalsSettings> = {
  fit: async (given, { fit, lists: { weight, topK }, popular }, rng) => {
    const { model, lists } = await withTeam((compute) => {
      const model = fitIals(given.train, fit, given.now, rng, compute)
      return { model, lists: weight > 0 ? ialsLists(model, topK, compute) : null }
    })
    const histories = foldStrengths(given.histories, fit, given.now)
    const scores = new Float32Array(model.items.rows)
    const among = Int32Array.from(scores, (_, item) => item)
    const scratch = createScratch(model.items.rows)
    return {
      score: (customer) => {
        const history = historyOf(histories, customer)
        const w = foldIn(model, history)
        if (w === null) return null
        scoreItems(model, w, scores)
        const touched = lists === null ? null : scoreLists(lists, history.items, history.weights, scratch)
        if (touched !== null) {
          const factor = weight * bestOf(scores, among) / bestOf(scratch.scores, touched)
          for (const item of touched) scores[item] += factor * scratch.scores[item]
        }
        return { scores, among }
      },
      otherwise: popularOrder(given, popular),
    }
  },
}

function bestOf(scores: Float32Array, among: Int32Array): number {
  let best = 0
  for (const item of among) best = Math.max(best, scores[item])
  return best > 0 ? best : 1
}

/** The grid lies around what Rendle et al. 2021 found on MovieLens; dimensions cost the most and are given. */
export const ialsVectors = (dimensions: number): Contender => contender('iALS', ials, {
  start: {
    fit: {
      behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 5000,
      dimensions, unobserved: 0.3, regularisation: 0.007, frequencyExponent: 1, epochs: 16, steps: 3, deviation: 0.1,
    },
    lists: { weight: 0, topK: 4000 },
    popular: { behaviours: [1], halfLifeDays: null },
  },
  questions: [
    { name: 'regularisation', answers: (s) => [0.003, 0.015].map((regularisation) => ({ ...s, fit: { ...s.fit, regularisation } })) },
    { name: 'pull of what was not seen', answers: (s) => [0.1].map((unobserved) => ({ ...s, fit: { ...s.fit, unobserved } })) },
    { name: 'its lists beside the vectors', answers: (s) => [0.5].map((weight) => ({ ...s, lists: { ...s.lists, weight } })) },
  ],
})
