import { cooccurrenceOf, type CooccurrenceOptions } from '../../../models/cooccurrence.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { foldStrengths, type StrengthOptions } from '../../../models/strengths.ts'
import type { Generator } from '../generator.ts'
import { popularOrder } from './popular.ts'
import { serveLists } from './serveLists.ts'
import { withTeam } from './withTeam.ts'
import { additionsOf, pairsOf, speed } from './work.ts'

export type ListSettings = {
  readonly fit: CooccurrenceOptions
  /** How the history of the person asked for is weighed; only the source of a behaviour counts. */
  readonly serving: StrengthOptions
  /** What follows behind the items of the lists. */
  readonly popular: PopularityOptions
}

/** Item lists by weighted co-occurrence. */
export const lists: Generator<ListSettings> = {
  fit: async (given, { fit, serving, popular }) =>
    serveLists(await withTeam((compute) => cooccurrenceOf(foldStrengths(given.train, fit, given.now), fit, compute)), foldStrengths(given.histories, serving, given.now), popularOrder(given, popular)),
  seconds: ({ train, histories }, { fit }, cases) =>
    pairsOf(train, fit.maxHistory) / speed.pairs + train.items / speed.rows + additionsOf(histories, cases, fit.topK) / speed.additions,
}

/** The same settings with another way to fit, or to weigh the history. */
export function withFit(settings: ListSettings, change: Partial<CooccurrenceOptions>): ListSettings {
  return { ...settings, fit: { ...settings.fit, ...change } }
}

export function withServing(settings: ListSettings, change: Partial<StrengthOptions>): ListSettings {
  return { ...settings, serving: { ...settings.serving, ...change } }
}
