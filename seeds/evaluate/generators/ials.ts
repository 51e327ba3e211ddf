import { ialsLists } from '../../../models/ials/factorLists.ts'
import { scoreItems } from '../../../models/ials/foldIn.ts'
import { foldInAll } from '../../../models/ials/foldInAll.ts'
import { fitIals, type IalsOptions } from '../../../models/ials/ials.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import { rowOf } from '../../../models/matrix.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf, type StrengthOptions } from '../../../models/strengths.ts'
import { contender, type Contender, type Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'
import { withTeam } from './withTeam.ts'
import { speed } from './work.ts'

export type IalsSettings = {
  readonly fit: StrengthOptions & IalsOptions
  /** What the same model as lists counts beside the vectors: they shrink a history towards the average one. */
  readonly lists: { readonly weight: number; readonly topK: number }
  readonly popular: PopularityOptions
}

/** A vector for each history by fold-in, scored against the items, and the lists of iALS beside it, each in units of its best. */
export const ials: Generator<IalsSettings> = {
  fit: async (given, { fit, lists: { weight, topK }, popular }, rng) => {
    const histories = foldStrengths(given.histories, fit, given.now)
    const { model, vectors, lists } = await withTeam((compute) => {
      const model = fitIals(given.train, fit, given.now, rng, compute)
      return { model, vectors: foldInAll(model, histories, compute), lists: weight > 0 ? ialsLists(model, topK, compute) : null }
    })
    const scores = new Float32Array(model.items.rows)
    const all = Int32Array.from(scores, (_, item) => item)
    const scratch = createScratch(model.items.rows)
    return {
      score: (customer, wanted) => {
        const among = wanted ?? all
        const w = rowOf(vectors, customer)
        if (w.every((value) => value === 0)) return null
        scoreItems(model, w, scores, among)
        const history = lists === null ? null : historyOf(histories, customer)
        const touched = lists === null || history === null ? null : scoreLists(lists, history.items, history.weights, scratch)
        if (touched !== null) {
          const said = among.filter((item) => scratch.stamps[item] === scratch.round)
          const factor = weight * bestOf(scores, among) / bestOf(scratch.scores, said)
          for (const item of said) scores[item] += factor * scratch.scores[item]
        }
        return { scores, among }
      },
      otherwise: popularOrder(given, popular),
    }
  },
  seconds: ({ train, histories }, { fit: { dimensions: d, epochs, steps } }, cases) => {
    const apply = (x: typeof train): number => 2 * x.customer.length * d + (x.customers + x.items) * d * d
    return (epochs * (steps + 1) * apply(train) + 8 * apply(histories)) / (2 * speed.multiplications) + cases * train.items * d / (2 * speed.multiplications)
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
      dimensions, unobserved: 0.3, regularisation: 0.007, frequencyExponent: 1, epochs: 12, steps: 3, deviation: 0.1,
    },
    lists: { weight: 0, topK: 4000 },
    popular: { behaviours: [1], halfLifeDays: null },
  },
  questions: [
    { name: 'regularisation', answers: (s) => [0.003, 0.012].map((regularisation) => ({ ...s, fit: { ...s.fit, regularisation } })) },
    { name: 'pull of what was not seen', answers: (s) => [0.1].map((unobserved) => ({ ...s, fit: { ...s.fit, unobserved } })) },
    { name: 'regularisation, finer', answers: (s) => [0.7, 1.4].map((factor) => ({ ...s, fit: { ...s.fit, regularisation: factor * s.fit.regularisation } })) },
    { name: 'its lists beside the vectors', answers: (s) => [0.5].map((weight) => ({ ...s, lists: { ...s.lists, weight } })) },
  ],
})
