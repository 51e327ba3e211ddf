import type { Interactions } from '../../models/interactions.ts'
import { explainInto } from './explain.ts'
import { scoreRanker } from '../../models/ranker/ranker.ts'
import { foldStrengths, historyOf, type History } from '../../models/strengths.ts'
import { PURCHASE } from './behaviours.ts'
import { CANDIDATES, candidatesOf } from './candidates.ts'
import type { Owned } from './cases.ts'
import { rankingFeatures, type CatalogueFacts } from './rankingFeatures.ts'
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
  readonly history: History
}

/** `most`: how many items are wanted; a ranker looks at more to choose from. */
export type ScoringOptions = { readonly catalogue: CatalogueFacts; readonly persona: number; readonly place: number; readonly now: number; readonly passed: (item: number) => boolean; readonly useRanker: boolean; readonly most: number }

/**
 * The items to show somebody who did `touches`, best first: lists over the history, reordered by the ranker where one is served. Null when
 * the model has nothing to say about any of them. The same code path as in training: strengths, candidates, features.
 */
export function scoreVisitor(served: ServedModel, touches: readonly Touch[], options: ScoringOptions): Scored | null {
  if (touches.length === 0) return null
  const { model } = served
  const strengths = foldStrengths(toInteractions(touches, model.itemIds.length, options.now), model.settings.fit, options.now)
  const history = historyOf(strengths, 0)
  if (history.items.length === 0) return null
  const owned = ownedOf(touches)
  const passed = model.settings.own === 'drop' ? (item: number) => owned.has(item) || options.passed(item) : options.passed
  const ranker = options.useRanker ? model.ranker : null
  const candidates = candidatesOf(model.lists, history, served.scratch, ranker === null ? options.most : CANDIDATES, ranker === null ? [] : [served.popular], passed)
  if (candidates.items.length === 0) return null
  const fromHistory = Uint8Array.from(candidates.scores, (score) => (Number.isNaN(score) ? 0 : 1))
  // As a share of the best: a sum of weights means nothing by itself.
  if (ranker === null) return { items: candidates.items, scores: candidates.scores.map((score) => score / candidates.scores[0]), fromHistory, history }
  const visitor = { items: strengths.item, strengths: strengths.source, at: strengths.at, owned, persona: options.persona, place: options.place }
  const chances = scoreRanker(ranker, rankingFeatures(visitor, candidates, model.facts, options.catalogue, options.now), candidates.items.length)
  const order = Int32Array.from(chances, (_, row) => row).sort((a, b) => chances[b] - chances[a] || a - b)
  return {
    items: order.map((row) => candidates.items[row]), scores: Float32Array.from(order, (row) => chances[row]),
    fromHistory: Uint8Array.from(order, (row) => fromHistory[row]), history,
  }
}

/** Which of the visitor's items speaks most for each of `items`, and how much of the score it is (0–1); null where none does. */
export function whyShown(served: ServedModel, history: History, items: readonly number[]): ({ readonly item: number; readonly share: number } | null)[] {
  return explainInto(served.model.lists, history, items, served.places)
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
