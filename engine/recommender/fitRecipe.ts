import { projectCold } from '../../models/content/projectCold.ts'
import type { ItemAttributes } from '../../models/fusion/contentLists.ts'
import { fuseLists } from '../../models/fusion/fuseLists.ts'
import type { ItemLists } from '../../models/itemLists.ts'
import { scaleOf } from './caseScores.ts'
import { contextRowsAt } from './contextRows.ts'
import type { ItemFacts } from './itemFacts.ts'
import { readingOf, type Ground } from './parts.ts'
import { READINGS, type Reading, type Recipe } from './recipe.ts'
import { stackLists, type ServedLists } from './servedLists.ts'

/** So many neighbours of an item are served; behind them lists say next to nothing. */
const LONGEST_LIST = 200

/** Fits all parts on the ground and makes one structure of them, with cold items in it where attributes are given. facts must be of the ground's moment, and attributes the same for all its recipes. */
export function fitRecipe(ground: Ground, recipe: Recipe, facts: ItemFacts, attributes: ItemAttributes | null): ServedLists {
  const key = JSON.stringify(recipe)
  const made = ground.made.get(key) ?? makeOf(ground, recipe, facts, attributes)
  ground.made.set(key, made)
  return made
}

function makeOf(ground: Ground, recipe: Recipe, facts: ItemFacts, attributes: ItemAttributes | null): ServedLists {
  const { projection } = recipe
  const blocks = blocksOf(ground, recipe).map(({ reading, lists }) => ({
    reading, lists: projection === null || attributes === null || reading === 'own' ? lists : projectCold(lists, attributes, evidenceOf(ground, recipe), projection),
  }))
  return stackLists(ground.rows.items, blocks, contextRowsAt(ground.rows, facts, recipe.context, ground.now), recipe.context)
}

/** The parts of each reading as one set of lists. */
export function blocksOf(ground: Ground, recipe: Recipe): { readonly reading: Reading; readonly lists: ItemLists }[] {
  return READINGS.flatMap((reading) => {
    const parts = recipe.parts.filter(({ settings }) => readingOf(settings) === reading).map(({ settings, weight }) => {
      const lists = ground.lists(recipe.readings, settings)
      return { lists, weight: weight * scaleOf(lists), normalise: false }
    })
    return parts.length === 0 ? [] : [{ reading, lists: fuseLists(parts, LONGEST_LIST) }]
  })
}

/** How many people had to do with each item. */
export function evidenceOf(ground: Ground, { readings }: Recipe): Int32Array {
  const evidence = new Int32Array(ground.rows.items)
  for (const item of ground.strengths(readings.taste).item) evidence[item]++
  return evidence
}
