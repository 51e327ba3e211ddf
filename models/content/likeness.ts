import { alikeAmong, type ItemAttributes } from '../fusion/contentLists.ts'
import type { ItemLists } from '../itemLists.ts'
import type { ProjectionOptions } from './projectCold.ts'
import { ridgeShares } from './ridgeShares.ts'
import { headsOf, sharesOf } from './shares.ts'

/** Rows of cold items over those that behaviour knows. */
export type Likeness = {
  /** s̃: of which items each cold one is made, and to what share. */
  readonly shares: ItemLists
  /** δ · s_jm · w̄: what a like item itself says, w̄ the mean of the largest weights of the lists. */
  readonly direct: ItemLists
}

export function likenessOf(lists: ItemLists, x: ItemAttributes, evidence: ArrayLike<number>, { content, knownFrom, madeOf, power, ridge, direct }: ProjectionOptions, isCold: (item: number) => boolean): Likeness {
  const alike = alikeAmong(x, content, isCold, (m) => evidence[m] >= knownFrom && lists.offsets[m + 1] > lists.offsets[m])
  const nearest = headsOf(alike, madeOf)
  const unit = direct * meanOfLargest(lists)
  return {
    shares: ridge === null ? sharesOf(nearest, power) : ridgeShares(x, nearest, content, ridge),
    direct: { ...alike, weights: alike.weights.map((weight) => unit * weight) },
  }
}

/** Over the lists that hold anything; 0 where none does. */
function meanOfLargest({ items, offsets, weights }: ItemLists): number {
  let sum = 0
  let lists = 0
  for (let i = 0; i < items; i++) {
    if (offsets[i + 1] === offsets[i]) continue
    lists++
    sum += weights.subarray(offsets[i], offsets[i + 1]).reduce((a, b) => Math.max(a, b), 0)
  }
  return lists > 0 ? sum / lists : 0
}
