import type { ItemAttributes } from '../fusion/contentLists.ts'
import type { ItemLists } from '../itemLists.ts'
import type { Rng } from '../rng.ts'
import type { CustomerItems } from '../strengths.ts'
import { fairScale, judgePretence, pretend } from './pretendCold.ts'
import { projectionDefaults, type ProjectionOptions } from './projectCold.ts'

export type ProjectionTrial = { readonly question: string; readonly options: ProjectionOptions; readonly 'ndcg@20': number }

export type ProjectionFit = {
  readonly options: ProjectionOptions
  /** Of the pretended items among themselves, with the options chosen. */
  readonly 'ndcg@20': number
  /** How many warm items were taken for cold, and how many customers judged. */
  readonly pretended: number
  readonly cases: number
  readonly trials: readonly ProjectionTrial[]
}

/** Bounds of the hold-out: the share of warm items taken for cold, at most so many, judged by so many customers; fewer prove nothing. */
const HOLD_OUT = { share: 0.15, most: 600, cases: 600, leastItems: 10, leastCases: 30 }

type Question = { readonly name: string; readonly answers: (options: ProjectionOptions) => readonly ProjectionOptions[] }
const withContent = (o: ProjectionOptions, change: Partial<ProjectionOptions['content']>): ProjectionOptions => ({ ...o, content: { ...o.content, ...change } })

const QUESTIONS: readonly Question[] = [
  { name: 'what likeness itself says', answers: (o) => [0, 0.2, 1, 3, 10, 30].map((direct) => ({ ...o, direct })) },
  { name: 'evidence of those that speak', answers: (o) => [1, 10].map((knownFrom) => ({ ...o, knownFrom })) },
  { name: 'warm items a cold one is made of', answers: (o) => [5, 10, 50].map((madeOf) => ({ ...o, madeOf })) },
  { name: 'the nearest decide', answers: (o) => [1, 4].map((power) => ({ ...o, power })) },
  { name: 'shares by ridge', answers: (o) => [0.5, 2].map((ridge) => ({ ...o, ridge })) },
  { name: 'rare attributes', answers: (o) => [1, 3].map((idfExponent) => withContent(o, { idfExponent })) },
  { name: 'much described items', answers: (o) => [0.3, 0.7].map((normExponent) => withContent(o, { normExponent })) },
]

/**
 * Chooses how cold items are projected by taking some warm items for cold: their customers' other items must lead to them. One question after
 * the other, each keeping the best answer; then the scale at which they take as many places among all items as behaviour gave them. Lists, evidence and histories are of the training window alone. Null where warm described items or customers with
 * several of them are too few to choose by.
 */
export function fitProjection(lists: ItemLists, attributes: ItemAttributes, evidence: ArrayLike<number>, histories: CustomerItems, rng: Rng, start: ProjectionOptions = projectionDefaults): ProjectionFit | null {
  const warm = (item: number): boolean => evidence[item] >= start.coldBelow && lists.offsets[item + 1] > lists.offsets[item]
  const pretence = pretend(attributes, warm, histories, rng, HOLD_OUT.share, HOLD_OUT.most, HOLD_OUT.cases)
  if (pretence.cold.length < HOLD_OUT.leastItems || pretence.customers.length < HOLD_OUT.leastCases) return null
  const trials: ProjectionTrial[] = []
  const trial = (question: string, options: ProjectionOptions): ProjectionTrial => {
    const done = { question, options, 'ndcg@20': judgePretence(lists, attributes, evidence, histories, pretence, options) }
    trials.push(done)
    return done
  }
  let best = trial('start', start)
  for (const { name, answers } of QUESTIONS) {
    for (const options of answers(best.options)) {
      const next = trial(name, options)
      if (next['ndcg@20'] > best['ndcg@20']) best = next
    }
  }
  const options = { ...best.options, scale: fairScale(lists, attributes, evidence, histories, pretence, best.options) }
  return { options, 'ndcg@20': best['ndcg@20'], pretended: pretence.cold.length, cases: pretence.customers.length, trials }
}
