import type { PopularityOptions } from '../../../models/popularity.ts'
import { hitRate, ndcg, recall } from '../../../models/rankingMetrics.ts'
import { contender, type Search } from '../generator.ts'
import { mixture, type MixtureSettings } from '../generators/mixture.ts'
import { popular } from '../generators/popular.ts'
import { topFrequency } from '../generators/topFrequency.ts'
import type { Protocol } from '../protocol.ts'
import { readOrders } from '../read/onlineRetail.ts'
import { cutOf, nextBasket } from '../splits/nextBasket.ts'

/** Part of the time span that tests; the same part of what is left validates. */
const SHARE = 0.1

const bought = [{ source: 1, target: 1 }]
const all: PopularityOptions = { behaviours: [1], halfLifeDays: null }

const start: MixtureSettings = {
  own: { weight: 1, behaviours: bought, halfLifeDays: null, maxHistory: 5000 },
  lists: {
    weight: 0.3,
    fit: { behaviours: bought, halfLifeDays: 60, maxHistory: 1000, customerExponent: 0.5, rowExponent: 0.25, columnExponent: 0.3, shrinkage: 0, gap: { halfLifeHours: 1, floor: 0.1 }, selfWeight: 0, topK: 300 },
    serving: { behaviours: bought, halfLifeDays: 90, maxHistory: 5000 },
  },
  popular: { weight: 0.5, exponent: 0.25, ...all, halfLifeDays: 21 },
}

const withLists = (s: MixtureSettings, change: Partial<MixtureSettings['lists']>): MixtureSettings => ({ ...s, lists: { ...s.lists, ...change } })
const withPopular = (s: MixtureSettings, change: Partial<MixtureSettings['popular']>): MixtureSettings => ({ ...s, popular: { ...s.popular, ...change } })
const withOwn = (s: MixtureSettings, change: Partial<MixtureSettings['own']>): MixtureSettings => ({ ...s, own: { ...s.own, ...change } })

const popularAges = { name: 'half-life', answers: (s: PopularityOptions) => [60, 21, 10, 5].map((halfLifeDays) => ({ ...s, halfLifeDays })) }

/** Of the lists, however they are weighed. */
const shapes: Search<MixtureSettings>['questions'] = [
  { name: 'half-life of the lists', answers: (s) => [null, 20].map((halfLifeDays) => withLists(s, { fit: { ...s.lists.fit, halfLifeDays } })) },
  { name: 'common items in a history', answers: (s) => [0, 0.5].map((rowExponent) => withLists(s, { fit: { ...s.lists.fit, rowExponent } })) },
  { name: 'popularity penalty', answers: (s) => [0.15, 0.5].map((columnExponent) => withLists(s, { fit: { ...s.lists.fit, columnExponent } })) },
]

export const onlineRetail: Protocol = {
  name: 'online-retail',
  help: 'UCI Online Retail as CSV (also .gz) with InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country. From the UCI Machine Learning Repository, data set 352.',
  split: 'by time: the last 10 % of the time span tests; judged is the first basket in it of every customer who also bought before',
  masked: 'nothing: what a customer bought before is ranked and counts, as does what was never sold before the cut; postage, fees and corrections are no items',
  validation: 'the last 10 % of the time span of the training part, split in the same way',
  metrics: {
    'hr@20': (ranked, relevant) => hitRate(ranked, relevant, 20),
    'ndcg@20': (ranked, relevant) => ndcg(ranked, relevant, 20),
    'recall@20': (ranked, relevant) => recall(ranked, relevant, 20),
  },
  decisive: 'ndcg@20',
  depth: 20,
  load: async (path, read) => {
    const { rows, counts } = await readOrders(path, read)
    const cut = cutOf(rows, SHARE)
    const test = nextBasket(rows, cut)
    return {
      test,
      validation: () => nextBasket(test.given.train, cutOf(test.given.train, SHARE)),
      counts: { ...counts, trainedUntil: new Date(cut).toISOString() },
    }
  },
  baselines: [
    contender('popularity', popular, { start: all, questions: [] }),
    contender('recent popularity', popular, { start: all, questions: [popularAges] }),
    contender('own frequency (P-TopFreq)', topFrequency, { start: all, questions: [] }),
    contender('own frequency, then recent popularity', topFrequency, { start: all, questions: [popularAges] }),
    contender('item lists alone', mixture, { start: withOwn(withPopular(withLists(start, { weight: 1 }), { weight: 0 }), { weight: 0 }), questions: shapes }),
  ],
  contenders: [contender('own frequency, lists and popularity', mixture, {
    start,
    questions: [
      { name: 'half-life of popularity', answers: (s) => [60, 10, 5].map((halfLifeDays) => withPopular(s, { halfLifeDays })) },
      { name: 'weight of popularity', answers: (s) => [0.1, 0.25, 1].map((weight) => withPopular(s, { weight })) },
      { name: 'exponent of popularity', answers: (s) => [0.5, 1].map((exponent) => withPopular(s, { exponent })) },
      { name: 'half-life of the own history', answers: (s) => [365, 180, 90].map((halfLifeDays) => withOwn(s, { halfLifeDays })) },
      { name: 'weight of the lists', answers: (s) => [0, 0.15, 0.6, 1].map((weight) => withLists(s, { weight })) },
      ...shapes,
      { name: 'weight of popularity, again', answers: (s) => [0.5, 1.5].map((factor) => withPopular(s, { weight: s.popular.weight * factor })) },
    ],
  })],
}
