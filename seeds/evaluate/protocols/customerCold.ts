import { hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import { derive } from '../../../models/rng.ts'
import { contender, type Contender, type Search } from '../generator.ts'
import { newcomers, type NewcomerSettings } from '../generators/coldCustomers.ts'
import type { Protocol } from '../protocol.ts'
import { describedLayouts, readDescribed } from '../read/described.ts'
import { coldCustomers, MOST_KNOWN } from '../splits/coldCustomers.ts'

/** Part of the customers that nobody knows yet. */
const SHARE = 0.2

const fit = { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 1000, customerExponent: 0.25, rowExponent: 0, columnExponent: 0, shrinkage: 0, gap: null, selfWeight: 0, topK: 1000 }
const everyone: NewcomerSettings = { place: null, prior: null, fit }

type Questions = Search<NewcomerSettings>['questions']
const withFit = (s: NewcomerSettings, change: Partial<NewcomerSettings['fit']>): NewcomerSettings => ({ ...s, fit: { ...s.fit, ...change } })
const places: Questions = [{ name: 'evidence of a place', answers: (s) => [null, 30, 300, 3000, 30000].map((place) => ({ ...s, place })) }]
const votes: Questions[number] = { name: 'vote of a customer', answers: (s) => [0, 0.5].map((customerExponent) => withFit(s, { customerExponent })) }
const penalty: Questions[number] = { name: 'popularity penalty', answers: (s) => [0.15, 0.3, 0.5].map((columnExponent) => withFit(s, { columnExponent })) }
const priors: Questions[number] = { name: 'the prior beside the lists', answers: (s) => [0.01, 0.1, 1, 10, 1000, 10000].map((prior) => ({ ...s, prior })) }
/** So little that the prior only breaks ties. */
const TIES = 1e-3

const popularity = contender('everyone\'s popularity', newcomers, { start: everyone, questions: [] })
const placePopularity = contender('popularity at the place', newcomers, { start: { ...everyone, place: 1000 }, questions: places })
const fromFirst = contender('lists from the first items', newcomers, { start: { ...everyone, prior: TIES }, questions: [votes, penalty] })
const together = contender('place and lists', newcomers, { start: { ...everyone, prior: 100 }, questions: [priors, votes, penalty, priors, ...places] })
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
