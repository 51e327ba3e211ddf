import { ialsLists } from '../../../models/ials/factorLists.ts'
import { addScores } from '../../../models/ials/foldIn.ts'
import { foldInAll } from '../../../models/ials/foldInAll.ts'
import { fitIals, type IalsModel, type IalsOptions } from '../../../models/ials/ials.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import { rowOf, type Matrix } from '../../../models/matrix.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf, type StrengthOptions } from '../../../models/strengths.ts'
import { contender, type Contender, type Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'
import { withTeam } from './withTeam.ts'
import { speed } from './work.ts'

export type IalsSettings = {
  readonly fit: StrengthOptions & IalsOptions
  /** So many models from different starts are added up: where they agree, it is not by chance. */
  readonly starts: number
  /** What the same model as lists counts beside the vectors: they shrink a history towards the average one. */
  readonly lists: { readonly weight: number; readonly topK: number }
  readonly popular: PopularityOptions
}

type Member = { readonly model: IalsModel; readonly vectors: Matrix }

/** A vector for each history by fold-in, scored against the items, and the lists of iALS beside it, each in units of its best. */
export const ials: Generator<IalsSettings> = {
  fit: async (given, { fit, starts, lists: { weight, topK }, popular }, rng) => {
    const histories = foldStrengths(given.histories, fit, given.now)
    const { members, lists } = await withTeam((compute) => {
      const members = Array.from({ length: starts }, (): Member => {
        const model = fitIals(given.train, fit, given.now, rng, compute)
        return { model, vectors: foldInAll(model, histories, compute) }
      })
      return { members, lists: weight > 0 ? ialsLists(members[0].model, topK, compute) : null }
    })
    const scores = new Float32Array(given.train.items)
    const all = Int32Array.from(scores, (_, item) => item)
    const scratch = createScratch(given.train.items)
    return {
      score: (customer, wanted) => {
        const among = wanted ?? all
        const { items, weights } = historyOf(histories, customer)
        if (items.length === 0) return null
        for (const item of among) scores[item] = 0
        for (const { model, vectors } of members) addScores(model, rowOf(vectors, customer), scores, among)
        const touched = lists === null ? null : scoreLists(lists, items, weights, scratch)
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
  seconds: ({ train, histories }, { starts, fit: { dimensions: d, epochs, steps } }, cases) => {
    const apply = (x: typeof train): number => 2 * x.customer.length * d + (x.customers + x.items) * d * d
    return starts * (epochs * (steps + 1) * apply(train) + 8 * apply(histories) + cases * train.items * d) / (2 * speed.multiplications)
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
    starts: 1,
    lists: { weight: 0, topK: 4000 },
    popular: { behaviours: [1], halfLifeDays: null },
  },
  questions: [
    { name: 'regularisation', answers: (s) => [0.003, 0.012].map((regularisation) => ({ ...s, fit: { ...s.fit, regularisation } })) },
    { name: 'pull of what was not seen', answers: (s) => [0.1].map((unobserved) => ({ ...s, fit: { ...s.fit, unobserved } })) },
    { name: 'regularisation, finer', answers: (s) => [0.7, 1.4].map((factor) => ({ ...s, fit: { ...s.fit, regularisation: factor * s.fit.regularisation } })) },
    { name: 'its lists beside the vectors', answers: (s) => [0.5].map((weight) => ({ ...s, lists: { ...s.lists, weight } })) },
    { name: 'more starts', answers: (s) => [4].map((starts) => ({ ...s, starts })) },
  ],
})
