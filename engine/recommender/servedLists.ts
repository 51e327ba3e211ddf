import { fromItemRows, sourcesOf, type ItemLists, type ItemRow } from '../../models/itemLists.ts'
import type { History } from '../../models/strengths.ts'
import type { ContextRows, ShareRow } from './contextRows.ts'
import { historyIn, type Histories } from './histories.ts'
import type { ContextWeights, Reading } from './recipe.ts'

/**
 * The one structure that is served: a block of rows for each reading of a history, row i of a block for item i, then one row for everybody,
 * one for each persona and one for each place. A score is the sum over whichever rows speak for somebody; no row is anybody's own.
 */
export type ServedLists = { readonly lists: ItemLists; readonly blocks: readonly Reading[]; readonly personas: number; readonly places: number }

/** Lists by reading, and what the situation counts beside them. */
export function stackLists(items: number, blocks: readonly { readonly reading: Reading; readonly lists: ItemLists }[], rows: ContextRows, weights: ContextWeights): ServedLists {
  const weighed = (row: ShareRow, weight: number): ItemRow => (weight === 0 ? { neighbours: [], weights: [] } : { neighbours: row.items, weights: row.scores.map((score) => weight * score) })
  const context = fromItemRows([weighed(rows.everybody, weights.everybody), ...rows.personas.map((row) => weighed(row, weights.persona)), ...rows.places.map((row) => weighed(row, weights.place))], items)
  const all = [...blocks.map(({ lists }) => lists), context]
  const sources = all.reduce((sum, lists) => sum + sourcesOf(lists), 0)
  const entries = all.reduce((sum, { neighbours }) => sum + neighbours.length, 0)
  const offsets = new Int32Array(sources + 1)
  const neighbours = new Int32Array(entries)
  const listWeights = new Float32Array(entries)
  let [source, entry] = [0, 0]
  for (const lists of all) {
    for (let row = 0; row < sourcesOf(lists); row++) offsets[source + row + 1] = entry + lists.offsets[row + 1]
    neighbours.set(lists.neighbours, entry)
    listWeights.set(lists.weights, entry)
    source += sourcesOf(lists)
    entry += lists.neighbours.length
  }
  return { lists: { items, offsets, neighbours, weights: listWeights }, blocks: blocks.map(({ reading }) => reading), personas: rows.personas.length, places: rows.places.length }
}

/** The rows that a history speaks through. */
export function historySources({ lists, blocks }: ServedLists, histories: Histories, customer: number): History {
  const read = blocks.map((reading) => historyIn(histories, reading, customer))
  const size = read.reduce((sum, { items }) => sum + items.length, 0)
  const items = new Int32Array(size)
  const weights = new Float32Array(size)
  let at = 0
  read.forEach((history, block) => {
    for (let k = 0; k < history.items.length; k++, at++) {
      items[at] = block * lists.items + history.items[k]
      weights[at] = history.weights[k]
    }
  })
  return { items, weights }
}

/** The rows that a situation speaks through, each with `weight`: everybody's, and the persona's and the place's where they are known (else −1). */
export function contextSources({ lists, blocks, personas, places }: ServedLists, persona: number, place: number, weight: number): History {
  const first = blocks.length * lists.items
  const items = [first]
  if (persona >= 0 && persona < personas) items.push(first + 1 + persona)
  if (place >= 0 && place < places) items.push(first + 1 + personas + place)
  return { items: Int32Array.from(items), weights: new Float32Array(items.length).fill(weight) }
}
