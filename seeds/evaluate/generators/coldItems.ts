import { fitCooccurrence, type CooccurrenceOptions } from '../../../models/cooccurrence.ts'
import { fitProjection } from '../../../models/content/fitProjection.ts'
import { projectCold, type ProjectionOptions } from '../../../models/content/projectCold.ts'
import { sharesOf } from '../../../models/content/shares.ts'
import { alikeAmong, fitContent, type ContentOptions, type ItemAttributes } from '../../../models/fusion/contentLists.ts'
import { groupRows, type Interactions } from '../../../models/interactions.ts'
import type { ItemLists } from '../../../models/itemLists.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import { popularity } from '../../../models/popularity.ts'
import { foldStrengths, historyOf } from '../../../models/strengths.ts'
import type { Generator, Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'
import { bestFirst } from './popular.ts'

const once = { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 5000 }
const counted = { behaviours: [1], halfLifeDays: null }

/** No order at all, for each customer another. */
export const random: Generator<object> = {
  fit: ({ train }, _, rng) => {
    const scores = new Float32Array(train.items)
    const among = Int32Array.from(scores.keys())
    return {
      score: () => {
        for (const item of among) scores[item] = rng()
        return { scores, among }
      },
      otherwise: among,
    }
  },
}

/** Everyone is given the items whose kind sells: an item nobody knows counts as the mean of the warm ones it is most like. */
export const popularKinds: Generator<ContentOptions & { readonly power: number }> = {
  fit: (given, options) => ({ score: () => null, otherwise: popularOf(given, options, options.power) }),
}

export type KnnSettings = { readonly content: ContentOptions }

/** Attribute kNN: score of j = Σ over the history of strength · likeness. */
export const attributeKnn: Generator<KnnSettings> = {
  fit: (given, { content }) => fromLists(given, fitContent(described(given), content), popularOf(given, content, 2)),
}

/** With `learn` the projection's other settings are where its own hold-out inside the training begins; null: cold items stand nowhere. */
export type ColdSettings = { readonly fit: CooccurrenceOptions; readonly projection: (ProjectionOptions & { readonly learn: boolean }) | null }

/** Item lists in which cold items stand by their content. */
export const coldInLists: Generator<ColdSettings> = {
  fit: (given, { fit, projection }, rng) => {
    const lists = learned(given, fit)
    const otherwise = popularOf(given, content, 2)
    if (projection === null) return fromLists(given, lists, otherwise)
    const people = peopleOf(given.train)
    const found = projection.learn ? fitProjection(lists, described(given), people, foldStrengths(given.train, once, given.now), rng, projection) : null
    return fromLists(given, projectCold(lists, described(given), people, found?.options ?? projection), otherwise)
  },
}

const content: ContentOptions = { idfExponent: 2, normExponent: 0.5, maxShare: 0.5, topK: 20 }

function fromLists(given: Given, lists: ItemLists, otherwise: Int32Array): Scorer {
  const histories = foldStrengths(given.histories, once, given.now)
  const scratch = createScratch(lists.items)
  return {
    score: (customer) => {
      const { items, weights } = historyOf(histories, customer)
      const among = scoreLists(lists, items, weights, scratch)
      return among === null ? null : { scores: scratch.scores, among }
    },
    otherwise,
  }
}

function popularOf(given: Given, options: ContentOptions, power: number): Int32Array {
  const mass = Float32Array.from(popularity(given.train, counted, given.now))
  const { offsets, neighbours, weights } = sharesOf(alikeAmong(described(given), options, (item) => mass[item] === 0, (item) => mass[item] > 0), power)
  return bestFirst(mass.map((own, item) => {
    if (own > 0) return own
    let sum = 0
    for (let k = offsets[item]; k < offsets[item + 1]; k++) sum += weights[k] * mass[neighbours[k]]
    return sum
  }))
}

/** How many different customers had to do with each item. */
export function peopleOf(x: Interactions): Int32Array {
  const people = new Int32Array(x.items)
  const { offsets, rows } = groupRows(x.customer, x.customers)
  for (let customer = 0; customer < x.customers; customer++) {
    for (const item of new Set(rows.subarray(offsets[customer], offsets[customer + 1]).map((row) => x.item[row]))) people[item]++
  }
  return people
}

function described({ attributes, train }: Given): ItemAttributes {
  return attributes ?? { items: train.items, vocabulary: 0, offsets: new Int32Array(train.items + 1), attributes: new Int32Array(0) }
}

/** A search asks many questions of the same lists. */
const remembered = new WeakMap<Given, Map<string, ItemLists>>()

function learned(given: Given, fit: CooccurrenceOptions): ItemLists {
  const known = remembered.get(given) ?? new Map<string, ItemLists>()
  remembered.set(given, known)
  const key = JSON.stringify(fit)
  const lists = known.get(key) ?? fitCooccurrence(given.train, fit, given.now)
  known.clear()
  return known.set(key, lists).get(key) ?? lists
}
