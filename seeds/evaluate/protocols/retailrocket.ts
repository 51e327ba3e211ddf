import type { PopularityOptions } from '../../../models/popularity.ts'
import { hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import { contender } from '../generator.ts'
import { blend } from '../generators/blend.ts'
import { lists, withFit, withServing, type ListSettings } from '../generators/lists.ts'
import { whatFollowsWhat } from '../generators/orderedSearch.ts'
import { popular } from '../generators/popular.ts'
import type { Search } from '../generator.ts'
import type { Protocol } from '../protocol.ts'
import { readRetailrocket, BUY } from '../read/retailrocket.ts'
import { itemsOf, rowsWhere } from '../splits/itemsOf.ts'
import { lastOfCustomer } from '../splits/lastOfCustomer.ts'

const everything = [{ source: 1, target: 0.5 }, { source: 1, target: 0.7 }, { source: 1, target: 1 }]
const buysAlone = [{ source: 0, target: 0 }, { source: 0, target: 0 }, { source: 1, target: 1 }]

const popularBuys: PopularityOptions = { behaviours: [0, 0, 1], halfLifeDays: null }

const start: ListSettings = {
  fit: { behaviours: everything, halfLifeDays: null, maxHistory: 500, customerExponent: 0.25, rowExponent: 0.5, columnExponent: 0.2, shrinkage: 0, gap: null, selfWeight: 0, topK: 300 },
  serving: { behaviours: [{ source: 0.3, target: 0 }, { source: 0.7, target: 0 }, { source: 1, target: 0 }], halfLifeDays: null, maxHistory: 5000 },
  popular: popularBuys,
}

const shape: Search<ListSettings>['questions'] = [
  { name: 'nearness in time', answers: (s) => [[24, 0.1], [1, 0.02], [0.25, 0.01], [0.05, 0.005]].map(([halfLifeHours, floor]) => withFit(s, { gap: { halfLifeHours, floor } })) },
  { name: 'vote of a customer', answers: (s) => [0, 0.5].map((customerExponent) => withFit(s, { customerExponent })) },
  { name: 'popularity penalty', answers: (s) => [0, 0.4].map((columnExponent) => withFit(s, { columnExponent })) },
  { name: 'common items in a history', answers: (s) => [0.25, 0.8].map((rowExponent) => withFit(s, { rowExponent })) },
  { name: 'shrinkage', answers: (s) => [3, 10].map((shrinkage) => withFit(s, { shrinkage })) },
]

const browsing: Search<ListSettings>['questions'] = [
  { name: 'views and carts in the lists', answers: (s) => [[0.3, 0.1], [1, 1], [0, 0]].map(([source, target]) => withFit(s, { behaviours: [{ source, target }, { source, target: Math.max(target, 0.7) }, everything[2]] })) },
  { name: 'views and carts in the history', answers: (s) => [[0.1, 0.5], [1, 1]].map(([view, cart]) => withServing(s, { behaviours: [{ source: view, target: 0 }, { source: cart, target: 0 }, { source: 1, target: 0 }] })) },
  { name: 'half-life of the history', answers: (s) => [30, 7].map((halfLifeDays) => withServing(s, { halfLifeDays })) },
]

const buys: ListSettings = { ...withFit(start, { behaviours: buysAlone }), serving: { ...start.serving, behaviours: buysAlone } }

export const retailrocket: Protocol = {
  name: 'retailrocket',
  help: 'a folder with train_view.tsv, train_cart.tsv, train_buy.tsv (visitor, item, unix seconds) and test.tsv (visitor, item): the RetailRocket data set in the layout of SSLRec.',
  split: 'as given: one later buy a visitor, its item taken out of the visitor\'s training rows',
  masked: 'items the visitor has bought in training; all other items of the files are ranked',
  validation: 'the last training buy of each visitor, its item taken out of the visitor\'s training rows in the same way',
  metrics: { 'hr@20': (ranked, relevant) => hitRate(ranked, relevant, 20), 'ndcg@20': (ranked, relevant) => ndcg(ranked, relevant, 20) },
  decisive: 'ndcg@20',
  depth: 20,
  load: async (path, read) => {
    const { train, test, counts } = await readRetailrocket(path, read)
    const now = train.at.reduce((latest, at) => Math.max(latest, at), 0)
    const bought = (x: typeof train) => itemsOf(rowsWhere(x, (row) => x.behaviour[row] === BUY))
    const problem = (known: typeof train, wanted: readonly (readonly [customer: number, item: number])[]) => {
      const customers = Int32Array.from(wanted, ([customer]) => customer)
      const own = bought(known)
      return {
        given: { train: known, histories: known, now },
        cases: { customers, relevant: wanted.map(([, item]) => new Set([item])), masked: (at: number) => own(customers[at]), candidates: null },
      }
    }
    return {
      test: problem(train, test),
      validation: () => {
        const held = lastOfCustomer(train, BUY)
        return problem(held.train, held.last)
      },
      counts,
    }
  },
  baselines: [
    contender('popularity', popular, { start: popularBuys, questions: [] }),
    contender('popularity, weights and half-life chosen', popular, {
      start: popularBuys,
      questions: [
        { name: 'behaviours', answers: (s) => [{ ...s, behaviours: [0.1, 0.5, 1] }, { ...s, behaviours: [1, 1, 1] }] },
        { name: 'half-life', answers: (s) => [60, 14].map((halfLifeDays) => ({ ...s, halfLifeDays })) },
      ],
    }),
    contender('lists of buys alone', lists, { start: buys, questions: shape }),
  ],
  contenders: [blend('lists of views, carts and buys', [
    contender('together', lists, { start, questions: [...shape, ...browsing] }),
    whatFollowsWhat({ behaviours: everything, popular: popularBuys, pauses: [1, 24], halfLives: [30, 90] }),
  ])],
}
