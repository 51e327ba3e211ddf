import { LIKED, PURCHASE } from '../recommender/behaviours.ts'
import { whyShown, type Scored } from '../recommender/scoreVisitor.ts'
import type { Entry, Source } from './fillItems.ts'
import { reason, type ReasonCode } from './reasons.ts'
import type { Reason } from './request.ts'
import type { Standing } from './situation.ts'
import type { Shelf } from './shelf.ts'

const OF_SOURCE: Record<Exclude<Source, 'history' | 'context'>, ReasonCode> = {
  persona: 'popular_in_persona', place: 'popular_nearby', trend: 'trending', popular: 'popular', chosen: 'chosen_by_shop', new: 'new',
}
const AGAIN = { bought: 'buy_again', liked: 'liked_before', viewed: 'look_again' } as const
const BECAUSE = { bought: 'because_bought', liked: 'because_liked', viewed: 'because_viewed' } as const
/** Bought this much more often among the persona than by everybody before it is worth saying. */
const WORTH_SAYING = 1.3
const LEAST_WEIGHT = 0.02
/** A daily rate half as high again as before. */
const RISING = Math.log2(1.5)

/** Per entry the reasons in words, the weightiest first; never none. */
export function reasonsFor(standing: Standing, shelf: Shelf, scored: Scored | null, entries: readonly Entry[]): Reason[][] {
  const fromLists = entries.filter(({ source, number }) => number >= 0 && (source === 'history' || source === 'context'))
  const why = shelf.served === null || scored === null ? [] : whyShown(shelf.served, scored.sources, fromLists.map(({ number }) => number))
  const whyOf = new Map(fromLists.map((entry, at) => [entry.number, why[at]]))
  const did = touchesByItem(standing)
  return entries.map((entry) => {
    const because = whyOf.get(entry.number) ?? null
    const first = because === null ? null : reasonFromItem(standing, shelf, did, entry.number, because)
    const rest = 1 - (first?.weight ?? 0)
    const further = first === null ? [] : [personaReason(standing, shelf, entry.number, rest), trendReason(standing, shelf, entry.number, rest)]
    const found = [first, ...further].filter((one) => one !== null).filter(({ weight }) => weight >= LEAST_WEIGHT)
    return found.length > 0 ? found.sort((a, b) => b.weight - a.weight) : [ofSource(standing, shelf, entry.source)]
  })
}

/** The most that somebody did with each item. */
type Did = ReadonlyMap<number, 'bought' | 'liked' | 'viewed'>

function touchesByItem(standing: Standing): Did {
  const did = new Map<number, 'bought' | 'liked' | 'viewed'>()
  for (const { item, behaviour } of standing.touches) {
    const before = did.get(item)
    did.set(item, behaviour === PURCHASE || before === 'bought' ? 'bought' : behaviour === LIKED || before === 'liked' ? 'liked' : 'viewed')
  }
  return did
}

function reasonFromItem(standing: Standing, shelf: Shelf, did: Did, shown: number, because: { item: number; share: number }): Reason | null {
  const deed = did.get(because.item) ?? 'viewed'
  if (because.item === shown) return reason(AGAIN[deed], because.share, standing.locale)
  const id = shelf.served?.model.itemIds[because.item]
  const title = id === undefined ? undefined : shelf.catalogue.items.get(id)?.title
  if (id === undefined || title === undefined) return null
  if (standing.present.has(id)) return reason('often_together', because.share, standing.locale, title)
  return reason(BECAUSE[deed], because.share, standing.locale, title)
}

function personaReason(standing: Standing, shelf: Shelf, number: number, rest: number): Reason | null {
  const facts = shelf.served?.model.facts
  const groups = facts?.personas ?? null
  if (facts === undefined || groups === null || standing.personaNumber < 0 || !(facts.share[number] > 0)) return null
  const lift = groups.shares[standing.personaNumber * groups.items + number] / facts.share[number]
  return lift < WORTH_SAYING ? null : reason('popular_in_persona', rest * (1 - 1 / lift), standing.locale)
}

function trendReason(standing: Standing, shelf: Shelf, number: number, rest: number): Reason | null {
  const trend = shelf.served?.model.facts.trend[number] ?? 0
  return trend < RISING ? null : reason('trending', rest * (1 - 2 ** -trend) / 2, standing.locale)
}

function ofSource(standing: Standing, shelf: Shelf, source: Source): Reason {
  if (source === 'history' || source === 'context') return reason('popular', 1, standing.locale)
  // What was counted is the region only where the model knows it by itself.
  const key = source === 'place' ? shelf.served?.model.placeKeys[standing.placeNumber] : undefined
  return reason(OF_SOURCE[source], 1, standing.locale, key === undefined ? '' : key.slice(key.indexOf('/') + 1))
}
