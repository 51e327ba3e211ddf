import { cooccurrenceOf, type CooccurrenceOptions } from '../../models/cooccurrence.ts'
import { easeOf, type EaseFit } from '../../models/ease.ts'
import { graphFilterOf, type GraphFilterFit } from '../../models/graphFilter.ts'
import { ialsLists } from '../../models/ials/factorLists.ts'
import { ialsOf, type IalsOptions } from '../../models/ials/ials.ts'
import type { Interactions } from '../../models/interactions.ts'
import { fromItemRows, type ItemLists } from '../../models/itemLists.ts'
import type { Compute } from '../../models/parallel/work.ts'
import { derive } from '../../models/rng.ts'
import { fitSessionKnn, type SessionKnnOptions } from '../../models/sessions/sessionKnn.ts'
import { sessionKnnLists } from '../../models/sessions/sessionKnnLists.ts'
import { fitTransitions, type TransitionOptions } from '../../models/sessions/transitions.ts'
import { foldStrengths, type CustomerItems, type StrengthOptions } from '../../models/strengths.ts'
import type { Reading, Readings } from './recipe.ts'
import type { ServedLists } from './servedLists.ts'

/** A generator of lists with its settings; what is read of a history is the recipe's. */
export type PartSettings =
  | { readonly generator: 'own' }
  | { readonly generator: 'latest' }
  | { readonly generator: 'cooccurrence'; readonly fit: Omit<CooccurrenceOptions, keyof StrengthOptions> }
  | { readonly generator: 'transitions'; readonly fit: TransitionOptions }
  | { readonly generator: 'sessions'; readonly fit: SessionKnnOptions; readonly topK: number }
  | { readonly generator: 'graphFilter'; readonly fit: GraphFilterFit }
  | { readonly generator: 'ease'; readonly fit: EaseFit }
  | { readonly generator: 'ials'; readonly fit: IalsOptions; readonly topK: number }
export type GeneratorName = PartSettings['generator']

/** What there is to learn from: rows before `now` (ms), and the strengths made of them, folded once. */
export type Ground = {
  readonly rows: Interactions
  readonly now: number
  readonly seed: number
  readonly compute: Compute
  readonly strengths: (options: StrengthOptions) => CustomerItems
  /** Lists of a part, fitted once and kept. */
  readonly lists: (readings: Readings, settings: PartSettings) => ItemLists
  /** What is made of all parts, by recipe as JSON: made once. */
  readonly made: Map<string, ServedLists>
}

export function groundOf(rows: Interactions, now: number, seed: number, compute: Compute): Ground {
  const folded = new Map<string, CustomerItems>()
  const fitted = new Map<string, ItemLists>()
  const ground: Ground = {
    rows, now, seed, compute, made: new Map(),
    strengths: ({ behaviours, halfLifeDays, maxHistory }) => {
      const options = { behaviours, halfLifeDays, maxHistory }
      const key = JSON.stringify(options)
      let known = folded.get(key)
      if (known === undefined) folded.set(key, known = foldStrengths(rows, options, now))
      return known
    },
    lists: (readings, settings) => {
      const key = JSON.stringify([readings, settings])
      const known = fitted.get(key) ?? fitPart(ground, readings, settings)
      fitted.set(key, known)
      return known
    },
  }
  return ground
}

/** Which rows of a history the generator's lists answer. */
export function readingOf({ generator }: PartSettings): Reading {
  if (generator === 'own') return 'own'
  return generator === 'latest' || generator === 'transitions' || generator === 'sessions' ? 'order' : 'taste'
}

/** Lists of all items. The same ground, settings and engine give the same bytes. */
export function fitPart(ground: Ground, readings: Readings, settings: PartSettings): ItemLists {
  const { rows, now, compute } = ground
  const taste = () => ground.strengths(readings.taste)
  switch (settings.generator) {
    case 'own':
    case 'latest': return itself(rows.items)
    case 'cooccurrence': return cooccurrenceOf(taste(), { ...readings.taste, ...settings.fit }, compute)
    case 'transitions': return fitTransitions(rows, settings.fit, now, compute)
    case 'sessions': return sessionKnnLists(fitSessionKnn(rows, settings.fit, now), settings.topK)
    case 'graphFilter': return graphFilterOf(taste(), settings.fit, derive(ground.seed, 'graph filter'), compute)
    case 'ease': return easeOf(taste(), settings.fit, compute)
    case 'ials': return ialsLists(ialsOf(taste(), settings.fit, derive(ground.seed, 'ials'), compute), settings.topK, compute)
  }
}

/** Every item leads to itself. */
function itself(items: number): ItemLists {
  return fromItemRows(Array.from({ length: items }, (_, item) => ({ neighbours: [item], weights: [1] })))
}
