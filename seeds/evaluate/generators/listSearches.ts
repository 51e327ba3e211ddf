import { contender, type Contender, type Search } from '../generator.ts'
import { lists, withFit, withServing, type ListSettings } from './lists.ts'
import { popular } from './popular.ts'

const one = [{ source: 1, target: 1 }]

/** One behaviour, no times: RP3β and what lies around it. */
const start: ListSettings = {
  fit: { behaviours: one, halfLifeDays: null, maxHistory: 1000, customerExponent: 0.25, rowExponent: 0.5, columnExponent: 0.3, shrinkage: 0, gap: null, selfWeight: 0, topK: 400 },
  serving: { behaviours: one, halfLifeDays: null, maxHistory: 5000 },
  popular: { behaviours: [1], halfLifeDays: null },
}

const exponents: Search<ListSettings>['questions'] = [
  { name: 'common items in a history', answers: (s) => [0.25, 0.75, 1].map((rowExponent) => withFit(s, { rowExponent })) },
  { name: 'popularity penalty', answers: (s) => [0, 0.15, 0.5, 0.7, 0.85].map((columnExponent) => withFit(s, { columnExponent })) },
  { name: 'vote of a customer', answers: (s) => [0, 0.5].map((customerExponent) => withFit(s, { customerExponent })) },
]

const evidence: Search<ListSettings>['questions'][number] = { name: 'shrinkage', answers: (s) => [2, 10].map((shrinkage) => withFit(s, { shrinkage })) }

export const listsWithoutTime: Contender = contender('item lists', lists, { start, questions: [
  ...exponents,
  evidence,
  { name: 'length of the lists', answers: (s) => [withFit(s, { topK: 1000 })] },
  { name: 'popularity penalty, finer', answers: (s) => [-0.1, 0.1].map((step) => withFit(s, { columnExponent: s.fit.columnExponent + step })) },
] })

/** A place in the order counts as a day: what lies near says more, and what came last. */
export const listsInOrder = (repeats: boolean): Contender => contender('item lists', lists, {
  start: { ...withServing(start, { halfLifeDays: 2 }), fit: { ...start.fit, gap: { halfLifeHours: 48, floor: 0.1 } } },
  questions: [
    ...(repeats ? [{ name: 'own items', answers: (s: ListSettings) => [0.1, 0.5, 2].map((selfWeight) => withFit(s, { selfWeight })) }] : []),
    { name: 'half-life of the history', answers: (s) => [1, 5, 20].map((halfLifeDays) => withServing(s, { halfLifeDays })) },
    { name: 'nearness in order', answers: (s) => [{ halfLifeHours: 24, floor: 0.1 }, { halfLifeHours: 240, floor: 0.1 }, null].map((gap) => withFit(s, { gap })) },
    ...exponents,
    evidence,
  ],
})

/** Everyone is given what most had. */
export const mostPopular: Contender = contender('popularity', popular, { start: { behaviours: [1], halfLifeDays: null }, questions: [] })
