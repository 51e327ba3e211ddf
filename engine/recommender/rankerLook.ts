import { createScratch } from '../../models/listScorer.ts'
import { CANDIDATES, candidatesOf, type Candidates } from './candidates.ts'
import { ownedItems, type Cases } from './cases.ts'
import { bestFirst, type FittedAt } from './evaluate.ts'
import { termsInto } from './explain.ts'
import { massOf } from './histories.ts'
import type { ItemFacts } from './itemFacts.ts'
import { dislikedItems, passedOver } from './passedOver.ts'
import { rankingFeatures, type CatalogueFacts, type Visitor } from './rankingFeatures.ts'
import { contextSources, historySources } from './servedLists.ts'

/** All that was known at a cut: nothing in it comes from rows at or after it. */
export type Moment = {
  readonly cases: Cases
  readonly fitted: FittedAt
  readonly facts: ItemFacts
  readonly catalogue: CatalogueFacts
}

export type Look = { readonly candidates: Candidates; readonly features: Float32Array }

/** How the ranker meets each case: the candidates that lists fitted before the cut would have given, and their features then. */
export function looker(moment: Moment): (at: number) => Look {
  const { cases, facts } = moment
  const { served, histories, recipe, personas, places } = moment.fitted
  const scratch = createScratch(served.lists.items)
  const marks = new Int32Array(served.lists.items).fill(-1)
  const fallback = bestFirst(facts.share).subarray(0, 3 * CANDIDATES)
  const owned = ownedItems(cases)
  const disliked = dislikedItems(cases)
  return (at) => {
    const customer = cases.customers[at]
    const own = owned[at]
    const persona = personas?.of[customer] ?? -1
    const place = places?.of[customer] ?? -1
    const sources = { history: historySources(served, histories, customer), context: contextSources(served, persona, place, massOf(histories, customer) ** recipe.context.growth) }
    const candidates = candidatesOf(served, sources, scratch, CANDIDATES, [fallback], passedOver(recipe.bought, own, disliked[at]))
    const { taste } = histories
    const [from, to] = [taste.offsets[customer], taste.offsets[customer + 1]]
    const visitor: Visitor = { items: taste.item.subarray(from, to), strengths: taste.source.subarray(from, to), at: taste.at.subarray(from, to), owned: own, persona, place }
    return { candidates, features: rankingFeatures(visitor, candidates, termsInto(served, sources, candidates.items, marks), facts, moment.catalogue, cases.moments[customer]) }
  }
}
