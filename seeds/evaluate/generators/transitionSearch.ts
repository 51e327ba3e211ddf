import { contender, type Contender } from '../generator.ts'
import { transitions, type TransitionSettings } from './transitions.ts'

const start: TransitionSettings = {
  window: 10, decay: 0.6, backward: 0.3, rowExponent: 0.5, columnExponent: 0.2, topK: 300,
  serving: { behaviours: [{ source: 1, target: 0 }], halfLifeDays: 2, maxHistory: 5000 },
  popular: { behaviours: [1], halfLifeDays: null },
}

export const whatFollowsWhat: Contender = contender('what follows what', transitions, {
  start,
  questions: [
    { name: 'half-life of the history', answers: (s) => [0.5, 1, 5].map((halfLifeDays) => ({ ...s, serving: { ...s.serving, halfLifeDays } })) },
    { name: 'decay with distance', answers: (s) => [0.3, 0.8, 0.9].map((decay) => ({ ...s, decay })) },
    { name: 'backward', answers: (s) => [0, 0.6, 1].map((backward) => ({ ...s, backward })) },
    { name: 'common items in a history', answers: (s) => [0, 0.25, 0.75, 1].map((rowExponent) => ({ ...s, rowExponent })) },
    { name: 'popularity penalty', answers: (s) => [0, 0.1, 0.35, 0.5].map((columnExponent) => ({ ...s, columnExponent })) },
  ],
})
