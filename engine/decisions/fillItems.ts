import type { Rng } from '../../models/rng.ts'
import { passesFilter, type ItemFilter } from '../catalogue/filter.ts'
import type { CatalogueItem } from '../catalogue/loadItems.ts'
import type { Scored } from '../recommender/scoreVisitor.ts'
import { explore, POOL } from './explore.ts'
import { reasonsFor } from './itemReasons.ts'
import type { FilledSlot, WishedSlot } from './request.ts'
import { scoreStanding, type Standing } from './situation.ts'
import type { Shelf } from './shelf.ts'

/** Where an item on the list came from: each source speaks only when those before it have too little to say. */
export type Source = 'history' | 'context' | 'persona' | 'place' | 'trend' | 'popular' | 'chosen' | 'new'

/** number is the model's, −1 where it does not know the item. Scores compare within one source. */
export type Entry = { readonly item: CatalogueItem; readonly number: number; readonly score: number; readonly source: Source }

const DEFAULT_COUNT = 10
/** No broad category takes more than this share of a slot while others have something to offer. */
const MOST_OF_ONE_CATEGORY = 0.6

/**
 * Fills a slot with items: what the history (or, without a permit, the page) calls for, else what sells among the persona, at the place,
 * lately, anywhere, else what the shop chose for the slot, else the newest. Never an item that is unknown, inactive or out of stock, nor one the visitor rated badly. `taken`
 * are shown in another slot of this decision: they come back only when nothing else is left.
 */
export function fillItems(standing: Standing, shelf: Shelf, wish: WishedSlot, taken: ReadonlySet<string>, rng: Rng, explain: boolean): FilledSlot {
  const slot = shelf.catalogue.slots.get(wish.slot)
  const count = wish.count ?? slot?.count ?? DEFAULT_COUNT
  const filters = [slot?.filter, wish.filter].filter((filter) => filter !== undefined)
  const excluded = new Set(wish.exclude)
  const passes = excluded.size === 0 && filters.length === 0 ? () => true : (item: CatalogueItem) => !excluded.has(item.id) && filters.every((filter) => passesFilter(item, filter))
  const scored = scoreStanding(standing, shelf, passes, count + POOL + taken.size)
  const allowed = (item: CatalogueItem) => !standing.present.has(item.id) && !standing.disliked.has(item.id) && passes(item)
  let ranked = collect(standing, shelf, scored, slot?.fallback ?? [], (item) => allowed(item) && !taken.has(item.id), count + POOL)
  if (ranked.length < count) ranked = collect(standing, shelf, scored, slot?.fallback ?? [], allowed, count + POOL)
  const placed = explore(mixed(ranked, count, filters), count, rng)
  const reasons = explain ? reasonsFor(standing, shelf, scored, placed.map(({ item }) => item)) : null
  return {
    slot: wish.slot,
    source: placed[0]?.item.source ?? 'none',
    items: placed.map(({ item, propensity }, at) => ({ id: item.item.id, score: rounded(item.score), propensity: rounded(propensity), reasons: reasons?.[at] ?? [] })),
  }
}

function collect(standing: Standing, shelf: Shelf, scored: Scored | null, chosen: readonly string[], allowed: (item: CatalogueItem) => boolean, most: number): Entry[] {
  const entries: Entry[] = []
  const had = new Set<string>()
  const add = (item: CatalogueItem | null, number: number, score: number, source: Source) => {
    if (item === null || had.has(item.id) || !allowed(item)) return
    had.add(item.id)
    entries.push({ item, number, score, source })
  }
  const { served, showable, catalogue } = shelf
  if (served !== null) {
    const { facts, personaIds, placeKeys } = served.model
    const own: Source = standing.past.length > 0 ? 'history' : 'context'
    for (let k = 0; scored !== null && k < scored.items.length && entries.length < most; k++) {
      add(showable[scored.items[k]], scored.items[k], scored.scores[k], scored.fromHistory[k] === 1 ? own : 'popular')
    }
    const dropped = served.model.recipe.bought === 'drop' ? standing.bought : null
    const addAll = (numbers: Int32Array | undefined, score: (number: number) => number, source: Source) => {
      for (let k = 0; numbers !== undefined && k < numbers.length && entries.length < most; k++) {
        const item = showable[numbers[k]]
        if (item !== null && dropped?.has(item.id) !== true) add(item, numbers[k], score(numbers[k]), source)
      }
    }
    const shareIn = (groups: typeof facts.personas, group: number) => (number: number) => groups === null ? 0 : groups.shares[group * groups.items + number]
    if (standing.personaNumber >= 0) addAll(served.byPersona.get(personaIds[standing.personaNumber]), shareIn(facts.personas, standing.personaNumber), 'persona')
    if (standing.placeNumber >= 0) addAll(served.byPlace.get(placeKeys[standing.placeNumber]), shareIn(facts.places, standing.placeNumber), 'place')
    addAll(served.trending, (number) => facts.trend[number], 'trend')
    addAll(served.popular, (number) => facts.share[number], 'popular')
  }
  const numberOf = (id: string) => served?.numberOf.get(id) ?? -1
  const sellable = (id: string) => { const item = catalogue.items.get(id); return item !== undefined && item.active && (item.stock === null || item.stock > 0) ? item : null }
  for (const id of chosen) if (entries.length < most) add(sellable(id), numberOf(id), 0, 'chosen')
  for (const item of catalogue.sellable) {
    if (entries.length >= most) break
    add(item, numberOf(item.id), 0, 'new')
  }
  return entries
}

/** Puts off what would give one broad category too much of the slot; a slot that asked for categories gets them. */
function mixed(ranked: readonly Entry[], count: number, filters: readonly ItemFilter[]): Entry[] {
  if (count < 4 || filters.some((filter) => filter.categories !== undefined || filter.items !== undefined)) return [...ranked]
  const most = Math.ceil(MOST_OF_ONE_CATEGORY * count)
  const had = new Map<string, number>()
  const now: Entry[] = []
  const later: Entry[] = []
  let at = 0
  for (; at < ranked.length && now.length < count; at++) {
    const category = ranked[at].item.categories[0]
    const times = category === undefined ? 0 : had.get(category) ?? 0
    if (times >= most) later.push(ranked[at])
    else {
      now.push(ranked[at])
      if (category !== undefined) had.set(category, times + 1)
    }
  }
  // What was put off stands right behind the slot, first in the pool, or in it when nothing else fills it.
  return [...now, ...later, ...ranked.slice(at)]
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
