import type { Interactions } from '../../models/interactions.ts'
import { explainInto, termsInto } from './explain.ts'
import { historyIn, massOf, readHistories } from './histories.ts'
import { scoreRanker } from '../../models/ranker/ranker.ts'
import { DISLIKED, PURCHASE, RETURN } from './behaviours.ts'
import { CANDIDATES, candidatesOf, type Sources } from './candidates.ts'
import type { Owned } from './cases.ts'
import { dislikedOf, passedOver } from './passedOver.ts'
import { rankingFeatures, type CatalogueFacts } from './rankingFeatures.ts'
import { contextSources, historySources } from './servedLists.ts'
import type { ServedModel } from './servedModel.ts'

/** Something the visitor did with an item, by the model's item number; at in ms. */
export type Touch = { readonly item: number; readonly behaviour: number; readonly at: number }

export type Scored = {
  /** Best first, by item number. */
  readonly items: Int32Array
  /** Of the ranker: the chance to be bought in this visit. Of the lists: a share of the best one's score. */
  readonly scores: Float32Array
  /** True where the lists or the ranker speak; false where the item stands in for want of anything better. */
  readonly fromHistory: Uint8Array
  /** What spoke for them. */
  readonly sources: Sources
}

const NO_CONTEXT = { items: new Int32Array(0), weights: new Float32Array(0) }

/** `most`: how many items are wanted; a ranker looks at more to choose from. */
export type ScoringOptions = { readonly catalogue: CatalogueFacts; readonly persona: number; readonly place: number; readonly now: number; readonly passed: (item: number) => boolean; readonly personalised: boolean; readonly most: number }

/**
 * The items to show somebody who did `touches`, best first: lists over the history, reordered by the ranker where one is served. Null when
 * the model has nothing to say about any of them. The same code path as in training: strengths, candidates, features.
 */
export function scoreVisitor(served: ServedModel, touches: readonly Touch[], options: ScoringOptions): Scored | null {
  if (touches.length === 0) return null
  const { model } = served
  const disliked = dislikedOf(touches)
  const read = (as: readonly Touch[]) => readHistories(toInteractions(as, model.itemIds.length, options.now), model.recipe.readings, options.now)
  let histories = read(touches)
  if (historyIn(histories, 'taste', 0).items.length === 0) {
    // Where the recipe doesn't listen to views, a page that was only viewed speaks like a purchase: better that than nothing.
    histories = read(touches.filter(({ behaviour, item }) => behaviour !== RETURN && behaviour !== DISLIKED && !disliked.has(item)).map((touch) => ({ ...touch, behaviour: PURCHASE })))
  }
  const history = historySources(model.served, histories, 0)
  if (history.items.length === 0) return null
  // Without a profile the page speaks alone: what everybody buys was weighed for those whose history is known.
  const sources = { history, context: !options.personalised ? NO_CONTEXT : contextSources(model.served, options.persona, options.place, massOf(histories, 0) ** model.recipe.context.growth) }
  const owned = ownedOf(touches)
  const never = passedOver(model.recipe.bought, owned, disliked)
  const passed = never === undefined ? options.passed : (item: number) => never(item) || options.passed(item)
  const ranker = options.personalised ? model.ranker : null
  const candidates = candidatesOf(model.served, sources, served.scratch, ranker === null ? options.most : CANDIDATES, ranker === null ? [] : [served.popular], passed)
  if (candidates.items.length === 0) return null
  const { fromHistory } = candidates
  // As a share of the best: a sum of weights means nothing by itself.
  if (ranker === null) return { items: candidates.items, scores: candidates.scores.map((score) => score / candidates.scores[0]), fromHistory, sources }
  const { taste } = histories
  const terms = termsInto(model.served, sources, candidates.items, served.places)
  const visitor = { items: taste.item, strengths: taste.source, at: taste.at, owned, persona: options.persona, place: options.place }
  const chances = scoreRanker(ranker, rankingFeatures(visitor, candidates, terms, model.facts, options.catalogue, options.now), candidates.items.length)
  const order = Int32Array.from(chances, (_, row) => row).sort((a, b) => chances[b] - chances[a] || a - b)
  return {
    items: order.map((row) => candidates.items[row]), scores: Float32Array.from(order, (row) => chances[row]),
    fromHistory: Uint8Array.from(order, (row) => fromHistory[row]), sources,
  }
}

/** Which of the visitor's items speaks most for each of `items`, and how much of the score it is (0–1); null where none does. */
export function whyShown(served: ServedModel, sources: Sources, items: readonly number[]): ({ readonly item: number; readonly share: number } | null)[] {
  return explainInto(served.model.served, sources, items, served.places)
}

function toInteractions(touches: readonly Touch[], items: number, now: number): Interactions {
  const n = touches.length
  const rows = { customer: new Int32Array(n), item: new Int32Array(n), behaviour: new Uint8Array(n), at: new Float64Array(n) }
  touches.forEach((touch, row) => {
    rows.item[row] = touch.item
    rows.behaviour[row] = touch.behaviour
    // A clock ahead of ours must not stop the answer.
    rows.at[row] = Math.min(touch.at, now)
  })
  return { customers: 1, items, ...rows }
}

function ownedOf(touches: readonly Touch[]): ReadonlyMap<number, Owned> {
  const owned = new Map<number, Owned>()
  for (const { item, behaviour, at } of touches) {
    if (behaviour !== PURCHASE) continue
    const before = owned.get(item)
    owned.set(item, { at: Math.max(at, before?.at ?? -Infinity), times: (before?.times ?? 0) + 1 })
  }
  return owned
}
