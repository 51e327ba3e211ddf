import { projectionDefaults } from '../../../models/content/projectCold.ts'
import { hitRate, ndcg } from '../../../models/rankingMetrics.ts'
import { derive, type Rng } from '../../../models/rng.ts'
import { contender, type Contender, type Search } from '../generator.ts'
import { attributeKnn, coldInLists, popularKinds, random, type ColdSettings, type KnnSettings } from '../generators/coldItems.ts'
import type { Problem } from '../problem.ts'
import type { Protocol } from '../protocol.ts'
import { describedLayouts, readDescribed, type Described } from '../read/described.ts'
import { amongAll, amongCold } from '../splits/coldItems.ts'
import { mostPopular } from '../generators/listSearches.ts'

/** Part of the items that nobody knows yet. */
const SHARE = 0.1

const fit = { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 1000, customerExponent: 0.25, rowExponent: 0.5, columnExponent: 0.3, shrinkage: 0, gap: null, selfWeight: 0, topK: 400 }
const start = { fit, projection: { ...projectionDefaults, perRow: 200, learn: false } }

type Projected = ColdSettings & { readonly projection: NonNullable<ColdSettings['projection']> }
const withFit = (s: Projected, change: Partial<ColdSettings['fit']>): Projected => ({ ...s, fit: { ...s.fit, ...change } })
const withProjection = (s: Projected, change: Partial<Projected['projection']>): Projected => ({ ...s, projection: { ...s.projection, ...change } })

const ofLists: Search<Projected>['questions'] = [
  { name: 'popularity penalty', answers: (s) => [0, 0.15, 0.5].map((columnExponent) => withFit(s, { columnExponent })) },
  { name: 'common items in a history', answers: (s) => [0.25, 0.75, 1].map((rowExponent) => withFit(s, { rowExponent })) },
]

/** The trainer's own hold-out chooses how cold items are projected; the cut here only whether that helps, and the lists. */
const ofProjection: Search<Projected>['questions'] = [
  { name: 'little known items as cold', answers: (s) => [1, 3, 30].map((coldBelow) => withProjection(s, { coldBelow })) },
  { name: 'projection by its own hold-out', answers: (s) => [withProjection(s, { learn: true })] },
]

const knnStart: KnnSettings = { content: { idfExponent: 2, normExponent: 0.5, maxShare: 0.3, topK: 1000 } }
const knnWith = (s: KnnSettings, change: Partial<KnnSettings['content']>): KnnSettings => ({ content: { ...s.content, ...change } })

const knn: Contender = contender('attribute kNN', attributeKnn, { start: knnStart, questions: [
  { name: 'rare attributes', answers: (s) => [1, 3].map((idfExponent) => knnWith(s, { idfExponent })) },
  { name: 'much described items', answers: (s) => [0.3, 0.7].map((normExponent) => knnWith(s, { normExponent })) },
] })

const kinds: Contender = contender('popularity of the kind', popularKinds, { start: { ...knnStart.content, topK: 20, power: 2 }, questions: [
  { name: 'warm items a cold one is made of', answers: (s) => [5, 50, 200].map((topK) => ({ ...s, topK })) },
] })

const metrics: Protocol['metrics'] = { 'ndcg@20': (ranked, relevant) => ndcg(ranked, relevant, 20), 'hr@20': (ranked, relevant) => hitRate(ranked, relevant, 20) }

type Split = (x: Described['rows'], attributes: Described['attributes'], share: number, rng: Rng) => Problem

const loadBy = (split: Split): Protocol['load'] => async (path, read, seed) => {
  const { rows, attributes, counts } = await readDescribed(path, read)
  const test = split(rows, attributes, SHARE, derive(seed, 'cold items'))
  return { test, validation: (rng) => split(test.given.train, attributes, SHARE, rng), counts }
}

export const itemCold: Protocol = {
  name: 'item-cold',
  help: describedLayouts,
  split: 'a random tenth of the items is in no one\'s training; judged are all who had one of them beside others',
  masked: 'nothing: ranked are the cold items alone',
  validation: 'a random tenth of the training items, left out in the same way',
  metrics,
  decisive: 'ndcg@20',
  depth: 20,
  load: loadBy(amongCold),
  baselines: [contender('random', random, { start: {}, questions: [] }), kinds, knn],
  contenders: [contender('lists by content', coldInLists, { start, questions: [...ofLists, ...ofProjection] })],
}

export const itemColdAll: Protocol = {
  ...itemCold,
  name: 'item-cold-all',
  split: 'a random tenth of the items is in no one\'s training, and of the others a random tenth of each customer\'s; judged by both together',
  masked: 'the customer\'s own training items; all other items are ranked, cold or not',
  validation: 'the same split of the training part',
  load: loadBy(amongAll),
  baselines: [
    mostPopular, knn,
    contender('item lists without the cold', coldInLists, { start: { fit, projection: null }, questions: [
      { name: 'popularity penalty', answers: (s) => [0, 0.15, 0.5].map((columnExponent) => ({ ...s, fit: { ...s.fit, columnExponent } })) },
      { name: 'common items in a history', answers: (s) => [0.25, 0.75, 1].map((rowExponent) => ({ ...s, fit: { ...s.fit, rowExponent } })) },
    ] }),
  ],
  contenders: [contender('lists by content', coldInLists, { start, questions: [...ofLists, ...ofProjection] })],
}
