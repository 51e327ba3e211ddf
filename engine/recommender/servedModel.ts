import { createScratch, type Scratch } from '../../models/listScorer.ts'
import type { GroupPopularity } from '../../models/popularity.ts'
import { topN } from '../../models/topN.ts'
import type { RecommenderModel } from './model.ts'
import type { Published } from './registry.ts'

/** A published model laid out for answering: which number an item has, and the fallbacks in order. */
export type ServedModel = Published & {
  readonly numberOf: ReadonlyMap<string, number>
  /** Best first, at most 500 of each. */
  readonly popular: Int32Array
  /** Rising items, those that sell most at the rate of this fortnight first. */
  readonly trending: Int32Array
  readonly byPersona: ReadonlyMap<string, Int32Array>
  readonly byPlace: ReadonlyMap<string, Int32Array>
  /** Overwritten by each scoring: one request at a time, which is how a thread works. */
  readonly scratch: Scratch
  /** −1 for every item, between requests. */
  readonly places: Int32Array
}

const LONGEST = 500
/** A daily rate half as high again as before. */
const RISING = Math.log2(1.5)

export function serveModel(published: Published): ServedModel {
  const { model } = published
  return {
    ...published,
    numberOf: new Map(model.itemIds.map((id, number) => [id, number])),
    popular: sold(model.facts.share),
    trending: best(model.facts.share.map((share, item) => share * 2 ** model.facts.trend[item]), (item) => model.facts.trend[item] >= RISING),
    byPersona: orders(model.personaIds, model.facts.personas),
    byPlace: orders(model.placeKeys, model.facts.places),
    scratch: createScratch(model.served.lists.items),
    places: new Int32Array(model.served.lists.items).fill(-1),
  }
}

function orders(keys: readonly string[], groups: GroupPopularity | null): Map<string, Int32Array> {
  if (groups === null) return new Map()
  return new Map(keys.map((key, group) => [key, sold(groups.shares.subarray(group * groups.items, (group + 1) * groups.items))]))
}

function sold(shares: Float32Array): Int32Array {
  return best(shares, (item) => shares[item] > 0)
}

function best(scores: Float32Array, keep: (item: number) => boolean): Int32Array {
  return topN(scores, Int32Array.from(scores, (_, item) => item).filter(keep), LONGEST).items
}

/** Number of the group a place belongs to: its region where that is known well enough, else its country, else −1. */
export function placeNumber(model: RecommenderModel, country: string | null, region: string | null): number {
  if (country === null) return -1
  const inRegion = region === null ? -1 : model.placeKeys.indexOf(`${country}/${region}`)
  return inRegion >= 0 ? inRegion : model.placeKeys.indexOf(country)
}
