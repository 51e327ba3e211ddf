import type { ItemLists } from '../../../models/itemLists.ts'
import { createScratch, scoreLists, type Scratch } from '../../../models/listScorer.ts'
import { historyOf, type CustomerItems } from '../../../models/strengths.ts'
import type { Scored, Scorer } from '../generator.ts'

/** Histories through one set of lists: score of j = Σ over the history of strength · w(i→j). */
export function serveLists(lists: ItemLists, histories: CustomerItems, otherwise: Int32Array): Scorer {
  const scratch = createScratch(lists.items)
  return {
    score: (customer, wanted) => {
      const { items, weights } = historyOf(histories, customer)
      return scoredIn(scratch, scoreLists(lists, items, weights, scratch), wanted)
    },
    otherwise,
  }
}

/** What scoreLists has just left in the scratch, of the wanted items alone where only they are ranked. */
export function scoredIn(scratch: Scratch, touched: Int32Array | null, wanted?: Int32Array): Scored | null {
  if (touched === null) return null
  return { scores: scratch.scores, among: wanted === undefined ? touched : wanted.filter((item) => scratch.stamps[item] === scratch.round) }
}
