import type { PopularityOptions } from '../../../models/popularity.ts'
import type { BehaviourWeight } from '../../../models/strengths.ts'
import { contender, type Contender, type Search } from '../generator.ts'
import { ordered, type OrderedSettings } from './ordered.ts'

const start: OrderedSettings = {
  fit: {
    behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, pauseHours: null,
    steps: 3, backward: 0.5, rowExponent: 0.5, columnExponent: 0.2, shrinkage: 0.5, selfWeight: 0, topK: 300,
  },
  hop: { weight: 0, breadth: 50, topK: 200 },
  content: { idfExponent: 2, normExponent: 0.3, maxShare: 0.2, topK: 200, weight: 0 },
  steps: 2,
  popular: { behaviours: [1], halfLifeDays: null },
}

const withFit = (s: OrderedSettings, change: Partial<OrderedSettings['fit']>): OrderedSettings => ({ ...s, fit: { ...s.fit, ...change } })

export type OrderedData = {
  /** Items of the history may be the answer. */
  readonly repeats?: boolean
  /** Days after which an event counts half, where the data have times. */
  readonly halfLives?: readonly number[]
  /** Hours of pause that end a visit, where the data have times. */
  readonly pauses?: readonly number[]
  readonly attributes?: boolean
  /** What each behaviour says to begin with, and what counts as popular; one behaviour where none are given. */
  readonly behaviours?: readonly BehaviourWeight[]
  readonly popular?: PopularityOptions
}

export function whatFollowsWhat({ repeats = false, halfLives = [], pauses = [], attributes = false, behaviours = start.fit.behaviours, popular = start.popular }: OrderedData): Contender {
  const questions: Search<OrderedSettings>['questions'] = [
    { name: 'visits', answers: (s) => pauses.map((pauseHours) => withFit(s, { pauseHours })) },
    { name: 'returns to an item', answers: (s) => (repeats ? [0.5, 1, 1.5, 2.5] : []).map((selfWeight) => withFit(s, { selfWeight })) },
    { name: 'steps back in the history', answers: (s) => [1.2, 1.6, 3, 6].map((steps) => ({ ...s, steps })) },
    { name: 'against the order', answers: (s) => [0, 0.25, 0.75, 1].map((backward) => withFit(s, { backward })) },
    { name: 'distance in the data', answers: (s) => [1, 2, 6].map((steps) => withFit(s, { steps })) },
    { name: 'common items in a history', answers: (s) => [0.3, 0.75, 1].map((rowExponent) => withFit(s, { rowExponent })) },
    { name: 'popularity penalty', answers: (s) => [0, 0.1, 0.35].map((columnExponent) => withFit(s, { columnExponent })) },
    { name: 'evidence for a pair', answers: (s) => [0, 1, 2].map((shrinkage) => withFit(s, { shrinkage })) },
    { name: 'half-life', answers: (s) => halfLives.map((halfLifeDays) => withFit(s, { halfLifeDays })) },
    { name: 'lesser behaviours as aims', answers: (s) => (behaviours.length > 1 ? [0.1, 0.3] : []).map((factor) => withFit(s, { behaviours: aimed(behaviours, factor) })) },
    { name: 'by way of another item', answers: (s) => [0.3, 1].map((weight) => ({ ...s, hop: { ...s.hop, weight } })) },
    { name: 'alike by attributes', answers: (s) => (attributes ? [0.3, 1, 2] : []).map((weight) => ({ ...s, content: { ...s.content, weight } })) },
  ]
  return contender('what follows what', ordered, { start: { ...withFit(start, { behaviours }), popular }, questions })
}

/** All but the last, which is what is asked for, count so much as an aim. */
function aimed(behaviours: readonly BehaviourWeight[], factor: number): BehaviourWeight[] {
  return behaviours.map(({ source, target }, k) => ({ source, target: k === behaviours.length - 1 ? target : factor * target }))
}
