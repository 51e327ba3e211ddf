import type { CooccurrenceOptions } from '../../models/cooccurrence.ts'
import type { BehaviourWeight } from '../../models/strengths.ts'
import { CART, VIEW } from './behaviours.ts'

/** How lists are fitted and what happens to items the customer already bought: `drop` never shows them again. */
export type ListSettings = { readonly fit: CooccurrenceOptions; readonly own: 'keep' | 'drop' }

/** In the order of BEHAVIOURS: view, cart, purchase, return. */
const ALL: readonly BehaviourWeight[] = [{ source: 0.3, target: 0.1 }, { source: 0.7, target: 0.4 }, { source: 1, target: 1 }, { source: -1, target: -1 }]
const PURCHASES: readonly BehaviourWeight[] = [{ source: 0, target: 0 }, { source: 0, target: 0 }, { source: 1, target: 1 }, { source: -1, target: -1 }]
const BROWSING: readonly BehaviourWeight[] = [{ source: 0.5, target: 0.3 }, { source: 0.8, target: 0.7 }, { source: 1, target: 1 }, { source: -1, target: -1 }]

export const START: ListSettings = {
  fit: { behaviours: ALL, halfLifeDays: 180, maxHistory: 100, customerExponent: 0.5, rowExponent: 0.5, columnExponent: 0.3, shrinkage: 5, gap: null, selfWeight: 0, topK: 100 },
  own: 'keep',
}

type Question = {
  readonly name: string
  readonly answers: (settings: ListSettings) => ListSettings[]
  /** Asked only where one of these behaviours occurs. */
  readonly about?: readonly number[]
}

/** What the validation cut chooses among, one question after the other: each takes the best answer to those before it. */
export const QUESTIONS: readonly Question[] = [
  { name: 'own items', answers: (s) => [{ ...s, own: 'drop' }, ...[1, 4, 16].map((selfWeight) => ({ own: 'keep' as const, fit: { ...s.fit, selfWeight } }))] },
  { name: 'behaviours', answers: (s) => [PURCHASES, BROWSING].map((behaviours) => withFit(s, { behaviours })), about: [VIEW, CART] },
  { name: 'half-life', answers: (s) => [null, 45].map((halfLifeDays) => withFit(s, { halfLifeDays })) },
  { name: 'popularity penalty', answers: (s) => [0.1, 0.5].map((columnExponent) => withFit(s, { columnExponent })) },
  { name: 'vote of a customer', answers: (s) => [0.2].map((customerExponent) => withFit(s, { customerExponent })) },
  { name: 'weight of common items in a history', answers: (s) => [0.2, 0.8].map((rowExponent) => withFit(s, { rowExponent })) },
  { name: 'shrinkage', answers: (s) => [0, 20].map((shrinkage) => withFit(s, { shrinkage })) },
  { name: 'nearness in time', answers: (s) => [{ halfLifeHours: 24, floor: 0.3 }].map((gap) => withFit(s, { gap })) },
]

function withFit(settings: ListSettings, change: Partial<CooccurrenceOptions>): ListSettings {
  return { ...settings, fit: { ...settings.fit, ...change } }
}

export type PopularitySettings = { readonly halfLifeDays: number | null; readonly own: 'keep' | 'drop' }

/** The baseline is chosen on the same validation cut, so that the comparison is with popularity at its best. */
export const POPULARITY_CHOICES: readonly PopularitySettings[] = [null, 90, 21, 5].flatMap((halfLifeDays) => (['keep', 'drop'] as const).map((own) => ({ halfLifeDays, own })))

/** Popularity counts purchases less returns. */
export const POPULARITY_BEHAVIOURS = [0, 0, 1, -1]
