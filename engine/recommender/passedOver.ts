import { DISLIKED, LIKED } from './behaviours.ts'
import { ownedItems, type Cases, type Owned } from './cases.ts'
import type { Recipe } from './recipe.ts'

type Rated<Item> = { readonly item: Item; readonly behaviour: number; readonly at: number }

const NONE: ReadonlySet<never> = new Set()

/** The items whose latest rating is a bad one; of two at one moment the worse holds. */
export function dislikedOf<Item>(touches: readonly Rated<Item>[]): ReadonlySet<Item> {
  const latest = new Map<Item, Rated<Item>>()
  for (const touch of touches) {
    if (touch.behaviour !== LIKED && touch.behaviour !== DISLIKED) continue
    const before = latest.get(touch.item)
    if (before === undefined || touch.at > before.at || (touch.at === before.at && touch.behaviour === DISLIKED)) latest.set(touch.item, touch)
  }
  return latest.size === 0 ? NONE : new Set([...latest.values()].filter(({ behaviour }) => behaviour === DISLIKED).map(({ item }) => item))
}

/** Per case. */
export function dislikedItems({ customers, histories }: Cases): readonly ReadonlySet<number>[] {
  const rated = new Map<number, Rated<number>[]>()
  for (let row = 0; row < histories.customer.length; row++) {
    const behaviour = histories.behaviour[row]
    if (behaviour !== LIKED && behaviour !== DISLIKED) continue
    const customer = histories.customer[row]
    const touches = rated.get(customer) ?? []
    touches.push({ item: histories.item[row], behaviour, at: histories.at[row] })
    rated.set(customer, touches)
  }
  return Array.from(customers, (customer) => dislikedOf(rated.get(customer) ?? []))
}

export type Passed = (item: number) => boolean

/** What somebody is not shown: what they dislike and, where the recipe drops it, what they have bought. Undefined: they may be shown anything. */
export function passedOver(bought: Recipe['bought'], owned: ReadonlyMap<number, Owned>, disliked: ReadonlySet<number>): Passed | undefined {
  if (disliked.size === 0) return bought === 'drop' ? (item) => owned.has(item) : undefined
  return bought === 'drop' ? (item) => disliked.has(item) || owned.has(item) : (item) => disliked.has(item)
}

/** What each case's customer is not shown. */
export type PassedBy = (bought: Recipe['bought']) => (at: number) => Passed | undefined

export function passedIn(cases: Cases): PassedBy {
  const owned = ownedItems(cases)
  const disliked = dislikedItems(cases)
  return (bought) => (at) => passedOver(bought, owned[at], disliked[at])
}
