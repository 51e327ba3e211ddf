import { fitCooccurrence, type CooccurrenceOptions } from '../../../models/cooccurrence.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, historyOf, type StrengthOptions } from '../../../models/strengths.ts'
import type { Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'

export type ListSettings = {
  readonly fit: CooccurrenceOptions
  /** How the history of the person asked for is weighed; only the source of a behaviour counts. */
  readonly serving: StrengthOptions
  /** What follows behind the items of the lists. */
  readonly popular: PopularityOptions
}

/** Item lists by weighted co-occurrence: score of j = Σ over the history of strength · w(i→j). */
export const lists: Generator<ListSettings> = {
  fit: (given, { fit, serving, popular }) => {
    const fitted = fitCooccurrence(given.train, fit, given.now)
    const histories = foldStrengths(given.histories, serving, given.now)
    const scratch = createScratch(fitted.items)
    return {
      score: (customer) => {
        const { items, weights } = historyOf(histories, customer)
        const among = scoreLists(fitted, items, weights, scratch)
        return among === null ? null : { scores: scratch.scores, among }
      },
      otherwise: popularOrder(given, popular),
    }
  },
}

/** The same settings with another way to fit, or to weigh the history. */
export function withFit(settings: ListSettings, change: Partial<CooccurrenceOptions>): ListSettings {
  return { ...settings, fit: { ...settings.fit, ...change } }
}

export function withServing(settings: ListSettings, change: Partial<StrengthOptions>): ListSettings {
  return { ...settings, serving: { ...settings.serving, ...change } }
}
