import { alikeAmong, type ItemAttributes } from '../fusion/contentLists.ts'
import type { ItemLists } from '../itemLists.ts'
import type { ProjectionOptions } from './projectCold.ts'
import { ridgeShares } from './ridgeShares.ts'
import { headsOf, sharesOf } from './shares.ts'

/** Rows of cold items over those that behaviour knows. */
export type Likeness = {
  /** s̃: of which items each cold one is made, and to what share. */
  readonly shares: ItemLists
  /** δ · s_jm · max_k w(m→k): what a like item itself says. */
  readonly direct: ItemLists
}

export function likenessOf(lists: ItemLists, x: ItemAttributes, evidence: ArrayLike<number>, { content, knownFrom, madeOf, power, ridge, direct }: ProjectionOptions, isCold: (item: number) => boolean): Likeness {
  const alike = alikeAmong(x, content, isCold, (m) => evidence[m] >= knownFrom && lists.offsets[m + 1] > lists.offsets[m])
  const nearest = headsOf(alike, madeOf)
  const most = Float64Array.from({ length: lists.items }, (_, m) => largest(lists, m))
  return {
    shares: ridge === null ? sharesOf(nearest, power) : ridgeShares(x, nearest, content, ridge),
    direct: { ...alike, weights: alike.weights.map((weight, k) => direct * weight * most[alike.neighbours[k]]) },
  }
}

/** Of the weights in the list of an item; 0 where none is positive. */
function largest({ offsets, weights }: ItemLists, item: number): number {
  let best = 0
  for (let k = offsets[item]; k < offsets[item + 1]; k++) best = Math.max(best, weights[k])
  return best
}
