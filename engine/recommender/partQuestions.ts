import type { GraphFilterFit } from '../../models/graphFilter.ts'
import { CART, DISLIKED, LIKED, RETURN, VIEW } from './behaviours.ts'
import type { PartSettings } from './parts.ts'
import { BEHAVIOUR_WEIGHTS, withRatings, type Readings } from './recipe.ts'

/** A part and how histories are read for it. */
export type Tuning = { readonly settings: PartSettings; readonly readings: Readings }

export type Question = {
  readonly name: string
  readonly answers: (tuning: Tuning) => readonly Tuning[]
  /** Asked only where one of these behaviours occurs. */
  readonly about?: readonly number[]
  /** Changes how histories are read, which other generators share. */
  readonly changesReading?: true
}

const TOP_K = 200
/** Returns and ratings have no place in the order of a visit. */
const STEPS = BEHAVIOUR_WEIGHTS.equal.slice(0, RETURN)

const filter: GraphFilterFit = {
  filter: { kind: 'bspm', rank: 96, idealWeight: 0.3, step: 1.5 }, selfWeight: 0, positive: true, topK: TOP_K, lengthExponent: 0, popularityDiscount: 0.2,
}

/** Where the search begins; sizes bound the work. */
export const STARTS = {
  own: { generator: 'own' },
  latest: { generator: 'latest' },
  cooccurrence: { generator: 'cooccurrence', fit: { customerExponent: 0.5, rowExponent: 0.5, columnExponent: 0.3, shrinkage: 5, gap: null, selfWeight: 0, topK: TOP_K } },
  transitions: {
    generator: 'transitions',
    fit: { behaviours: STEPS, halfLifeDays: 90, pauseHours: null, steps: 2, backward: 0.5, rowExponent: 1, columnExponent: 0.3, shrinkage: 2, selfWeight: 0, topK: TOP_K },
  },
  sessions: {
    generator: 'sessions', topK: TOP_K,
    fit: { behaviours: STEPS, halfLifeDays: 90, pauseHours: 12, sample: 500, neighbours: 300, steps: 2, latestSteps: null, nearSteps: 4, idfWeight: 1, lengthExponent: 0.5 },
  },
  graphFilter: { generator: 'graphFilter', fit: filter },
  ease: { generator: 'ease', fit: { regularisation: 100, dropout: 0.2, customerExponent: 0, mostItems: 6000, topK: TOP_K } },
  ials: { generator: 'ials', fit: { dimensions: 64, unobserved: 0.1, regularisation: 0.003, frequencyExponent: 1, epochs: 8, steps: 3, deviation: 0.1 }, topK: TOP_K },
} as const satisfies { readonly [name: string]: PartSettings }

/** What the validation cut is asked about a generator, one question after the other: each takes the best answer to those before it. */
export function questionsOf(generator: PartSettings['generator']): readonly Question[] {
  return QUESTIONS[generator]
}

/** What good and bad ratings count: more, or nothing. */
const RATINGS = [[1, -2], [0, 0]] as const

const QUESTIONS: { readonly [name in PartSettings['generator']]: readonly Question[] } = {
  own: [
    { name: 'behaviours that come again', answers: (t) => [BEHAVIOUR_WEIGHTS.all, BEHAVIOUR_WEIGHTS.equal].map((behaviours) => own(t, { behaviours })), about: [VIEW, CART], changesReading: true },
    { name: 'ratings of what comes again', answers: (t) => RATINGS.map(([liked, disliked]) => own(t, { behaviours: withRatings(t.readings.own.behaviours, liked, disliked) })), about: [LIKED, DISLIKED], changesReading: true },
    { name: 'half-life of what comes again', answers: (t) => [null, 60, 20].map((halfLifeDays) => own(t, { halfLifeDays })), changesReading: true },
  ],
  latest: [],
  cooccurrence: [
    { name: 'behaviours', answers: (t) => [BEHAVIOUR_WEIGHTS.browsing, BEHAVIOUR_WEIGHTS.purchases, BEHAVIOUR_WEIGHTS.equal].map((behaviours) => taste(t, { behaviours })), about: [VIEW, CART], changesReading: true },
    { name: 'ratings', answers: (t) => RATINGS.map(([liked, disliked]) => taste(t, { behaviours: withRatings(t.readings.taste.behaviours, liked, disliked) })), about: [LIKED, DISLIKED], changesReading: true },
    { name: 'half-life', answers: (t) => [45, null].map((halfLifeDays) => taste(t, { halfLifeDays })), changesReading: true },
    { name: 'popularity penalty', answers: (t) => [0.1, 0.5].map((columnExponent) => cooccurrence(t, { columnExponent })) },
    { name: 'weight of common items in a history', answers: (t) => [0.2, 0.8].map((rowExponent) => cooccurrence(t, { rowExponent })) },
    { name: 'vote of a customer', answers: (t) => [0.2].map((customerExponent) => cooccurrence(t, { customerExponent })) },
    { name: 'shrinkage', answers: (t) => [0, 20].map((shrinkage) => cooccurrence(t, { shrinkage })) },
    { name: 'nearness in time', answers: (t) => [{ halfLifeHours: 24, floor: 0.3 }, { halfLifeHours: 1, floor: 0.1 }].map((gap) => cooccurrence(t, { gap })) },
  ],
  transitions: [
    { name: 'reach', answers: (t) => [0.7, 5].map((steps) => order(transitions(t, { steps }), steps)), changesReading: true },
    { name: 'a pause ends the visit', answers: (t) => [1].map((pauseHours) => transitions(t, { pauseHours })) },
    { name: 'popularity penalty', answers: (t) => [0, 0.5].map((columnExponent) => transitions(t, { columnExponent })) },
  ],
  sessions: [
    { name: 'how near', answers: (t) => [1.5].map((nearSteps) => sessions(t, { nearSteps })) },
  ],
  graphFilter: [
    { name: 'filter', answers: (t) => [{ kind: 'gf-cf', rank: 96, idealWeight: 0.3 } as const, { kind: 'spectral', response: { shape: 'plateau', order: 8, flatness: 1.5 }, rank: 96, idealWeight: 0.2, degreeExponent: 0.4, tailDegree: 2 } as const].map((to) => graphFilter(t, { filter: to })) },
  ],
  ease: [
    { name: 'regularisation', answers: (t) => [20, 500].map((regularisation) => ease(t, { regularisation })) },
  ],
  ials: [
    { name: 'pull of what was not seen', answers: (t) => [0.3, 0.03].map((unobserved) => ials(t, { unobserved })) },
  ],
}

function taste(t: Tuning, change: Partial<Readings['taste']>): Tuning {
  return { ...t, readings: { ...t.readings, taste: { ...t.readings.taste, ...change } } }
}

function own(t: Tuning, change: Partial<Readings['own']>): Tuning {
  return { ...t, readings: { ...t.readings, own: { ...t.readings.own, ...change } } }
}

function order(t: Tuning, steps: number): Tuning {
  return { ...t, readings: { ...t.readings, order: { steps } } }
}

type FitOf<G extends PartSettings['generator']> = Extract<PartSettings, { generator: G; fit: object }>['fit']

function cooccurrence(t: Tuning, change: Partial<FitOf<'cooccurrence'>>): Tuning {
  return t.settings.generator === 'cooccurrence' ? { ...t, settings: { ...t.settings, fit: { ...t.settings.fit, ...change } } } : t
}

function transitions(t: Tuning, change: Partial<FitOf<'transitions'>>): Tuning {
  return t.settings.generator === 'transitions' ? { ...t, settings: { ...t.settings, fit: { ...t.settings.fit, ...change } } } : t
}

function sessions(t: Tuning, change: Partial<FitOf<'sessions'>>): Tuning {
  return t.settings.generator === 'sessions' ? { ...t, settings: { ...t.settings, fit: { ...t.settings.fit, ...change } } } : t
}

function graphFilter(t: Tuning, change: Partial<FitOf<'graphFilter'>>): Tuning {
  return t.settings.generator === 'graphFilter' ? { ...t, settings: { ...t.settings, fit: { ...t.settings.fit, ...change } } } : t
}

function ease(t: Tuning, change: Partial<FitOf<'ease'>>): Tuning {
  return t.settings.generator === 'ease' ? { ...t, settings: { ...t.settings, fit: { ...t.settings.fit, ...change } } } : t
}

function ials(t: Tuning, change: Partial<FitOf<'ials'>>): Tuning {
  return t.settings.generator === 'ials' ? { ...t, settings: { ...t.settings, fit: { ...t.settings.fit, ...change } } } : t
}
