import { fitContent, type ContentOptions } from '../../../models/fusion/contentLists.ts'
import { fuseLists } from '../../../models/fusion/fuseLists.ts'
import { withSecondHop, type SecondHopOptions } from '../../../models/fusion/secondHop.ts'
import { byCustomer } from '../../../models/interactions.ts'
import type { ItemLists } from '../../../models/itemLists.ts'
import { createScratch, scoreLists } from '../../../models/listScorer.ts'
import type { PopularityOptions } from '../../../models/popularity.ts'
import { recentHistory } from '../../../models/sessions/recentHistory.ts'
import { fitTransitions, type TransitionOptions } from '../../../models/sessions/transitions.ts'
import type { Generator, Scorer } from '../generator.ts'
import type { Given } from '../problem.ts'
import { popularOrder } from './popular.ts'
import { scoredIn } from './serveLists.ts'
import { withTeam } from './withTeam.ts'
import { additionsOf, speed } from './work.ts'

export type OrderedSettings = {
  readonly fit: TransitionOptions
  /** Items by way of another one; weight 0: only what met in the data. */
  readonly hop: SecondHopOptions
  /** Lists by the items' attributes, where they are given, and what they count beside the others. */
  readonly content: ContentOptions & { readonly weight: number }
  /** λ of e^(−s/λ), by which an event s events before the last of a history counts. */
  readonly steps: number
  readonly popular: PopularityOptions
}

/** What follows what, over one hop or two, and what is alike: one set of lists for histories in order. */
export const ordered: Generator<OrderedSettings> = {
  fit: async (given, { fit, hop, content, steps, popular }) => {
    const direct = await withTeam((compute) => fitTransitions(given.train, fit, given.now, compute))
    const reached = hop.weight > 0 ? withSecondHop(direct, hop) : direct
    const fused = given.attributes === undefined || content.weight === 0 ? reached : fuseLists([
      { lists: reached, weight: 1, normalise: true }, { lists: fitContent(given.attributes, content), weight: content.weight, normalise: true },
    ], hop.topK)
    return inOrder(given, fused, steps, popularOrder(given, popular))
  },
  // Pairs are looked at up to where one counts a hundredth; a second hop walks from each item through the breadth squared.
  seconds: ({ train, histories }, { fit, hop }, cases) =>
    (train.customer.length * (1 + Math.ceil(Math.log(100) * fit.steps)) + (hop.weight > 0 ? train.items * hop.breadth ** 2 : 0)) / speed.pairs
    + train.items / speed.rows + additionsOf(histories, cases, fit.topK) / speed.additions,
}

function inOrder({ histories }: Given, lists: ItemLists, steps: number, otherwise: Int32Array): Scorer {
  const { offsets, rows } = byCustomer(histories)
  const scratch = createScratch(lists.items)
  return {
    score: (customer, wanted) => {
      const order = rows.subarray(offsets[customer], offsets[customer + 1]).map((row) => histories.item[row])
      const { items, weights } = recentHistory(order, steps)
      return scoredIn(scratch, scoreLists(lists, items, weights, scratch), wanted)
    },
    otherwise,
  }
}
