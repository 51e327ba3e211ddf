import { fuseLists } from '../../models/fusion/fuseLists.ts'
import type { ItemLists } from '../../models/itemLists.ts'
import { scaleOf } from './caseScores.ts'
import { contextRowsAt } from './contextRows.ts'
import type { ItemFacts } from './itemFacts.ts'
import { fitPart, readingOf, type Ground, type PartSettings } from './parts.ts'
import { READINGS, type Recipe } from './recipe.ts'
import { stackLists, type ServedLists } from './servedLists.ts'

/** So many neighbours of an item are served; behind them lists say next to nothing. */
export const LONGEST_LIST = 300

/** Fits all parts on the ground and makes one structure of them. `known` may hold lists that are fitted already. facts must be of the ground's moment. */
export function fitRecipe(ground: Ground, recipe: Recipe, facts: ItemFacts, known: (settings: PartSettings) => ItemLists | null = () => null): ServedLists {
  const items = ground.rows.items
  const blocks = READINGS.flatMap((reading) => {
    const parts = recipe.parts.filter(({ settings }) => readingOf(settings) === reading).map(({ settings, weight }) => {
      const lists = known(settings) ?? fitPart(ground, recipe.readings, settings)
      return { lists, weight: weight * scaleOf(lists), normalise: false }
    })
    return parts.length === 0 ? [] : [{ reading, lists: fuseLists(parts, LONGEST_LIST) }]
  })
  return stackLists(items, blocks, contextRowsAt(ground.rows, facts, recipe.context, ground.now), recipe.context)
}
