import { hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import { derive } from '../../../models/rng.ts'
import { contender, type Contender, type Search } from '../generator.ts'
import { newcomers, type NewcomerSettings } from '../generators/coldCustomers.ts'
import type { Protocol } from '../protocol.ts'
import { describedLayouts, readDescribed } from '../read/described.ts'
import { coldCustomers, MOST_KNOWN } from '../splits/coldCustomers.ts'

/** Part of the customers that nobody knows yet. */
const SHARE = 0.2

const fit = { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 1000, customerExponent: 0.25, rowExponent: 0.5, columnExponent: 0.3, shrinkage: 0, gap: null, selfWeight: 0, topK: 400 }
const everyone: NewcomerSettings = { kappa: null, exponent: 1, lists: 0, fit }

type Questions = Search<NewcomerSettings>['questions']
const withFit = (s: NewcomerSettings, change: Partial<NewcomerSettings['fit']>): NewcomerSettings => ({ ...s, fit: { ...s.fit, ...change } })
const places: Questions = [{ name: 'evidence of a place', answers: (s) => [null, 30, 300, 3000, 30000].map((kappa) => ({ ...s, kappa })) }]
const ofLists: Questions = [
  { name: 'popularity penalty', answers: (s) => [0, 0.15, 0.5].map((columnExponent) => withFit(s, { columnExponent })) },
  { name: 'evidence for a pair', answers: (s) => [2, 10].map((shrinkage) => withFit(s, { shrinkage })) },
]
const ofPrior: Questions = [
  { name: 'prior beside the lists', answers: (s) => [0, 0.1, 0.3, 3, 10].map((lists) => ({ ...s, lists })) },
  { name: 'what sells a little', answers: (s) => [0.25, 0.5].map((exponent) => ({ ...s, exponent })) },
]
/** So much that the prior only breaks ties. */
const ALONE = 1e4

const popularity = contender('everyone\'s popularity', newcomers, { start: everyone, questions: [] })
const placePopularity = contender('popularity at the place', newcomers, { start: { ...everyone, kappa: 1000 }, questions: places })
const fromFirst = contender('lists from the first items', newcomers, { start: { ...everyone, lists: ALONE }, questions: ofLists })
const together = contender('place and lists', newcomers, { start: { ...everyone, kappa: 1000, lists: 1 }, questions: [...places, ...ofLists, ...ofPrior] })
const aloneAndTogether = (known: number): readonly Contender[] => (known === 0 ? [placePopularity] : [together])

function customerColdWith(known: number): Protocol {
  return {
    name: `customer-cold-${known}`,
    help: describedLayouts,
    split: `a random fifth of the customers is nowhere in the training; those with more than ${MOST_KNOWN} items are judged by what they took up after the first ${MOST_KNOWN}, the first ${known} known`,
    masked: `the first ${MOST_KNOWN} items, known or not; all other items are ranked`,
    validation: 'a random fifth of the training customers, left out in the same way',
    metrics: { 'ndcg@20': (ranked, relevant) => ndcg(ranked, relevant, 20), 'hr@20': (ranked, relevant) => hitRate(ranked, relevant, 20) },
    decisive: 'ndcg@20',
    depth: 20,
    load: async (path, read, seed) => {
      const { rows, place, counts } = await readDescribed(path, read)
      const test = coldCustomers(rows, place, known, SHARE, derive(seed, 'cold customers'))
      return { test, validation: (rng) => coldCustomers(test.given.train, place, known, SHARE, rng), counts }
    },
    baselines: known === 0 ? [popularity] : [popularity, placePopularity, fromFirst],
    contenders: aloneAndTogether(known),
  }
}

export const customerCold: readonly Protocol[] = [0, 1, 2, 5].map(customerColdWith)
