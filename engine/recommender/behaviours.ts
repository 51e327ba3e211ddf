import type { ItemAction } from '../store/schema/log.ts'

/** What a recommender learns from; the place in this list is the behaviour code of models/interactions. Models that are served know the codes: a new one comes last. */
export const BEHAVIOURS = ['view', 'cart', 'purchase', 'return', 'liked', 'disliked'] as const

export const VIEW = 0
export const CART = 1
export const PURCHASE = 2
export const RETURN = 3
export const LIKED = 4
export const DISLIKED = 5

const LEAST_LIKED = 4
const MOST_DISLIKED = 2

const CODES = { view: VIEW, cart: CART, purchase: PURCHASE, return: RETURN } as const satisfies { readonly [action in ItemAction]?: number }
/** The actions that can say something about taste. */
export const ACTIONS: readonly string[] = [...Object.keys(CODES), 'rate']
const OF_ACTION: ReadonlyMap<string, number> = new Map(Object.entries(CODES))

/** rating: 1–5. Null for what says nothing about taste on its own: taking out of a cart, a rating in the middle. */
export function behaviourCode(action: string, rating: number | null = null): number | null {
  if (action !== 'rate') return OF_ACTION.get(action) ?? null
  return rating === null ? null : rating >= LEAST_LIKED ? LIKED : rating <= MOST_DISLIKED ? DISLIKED : null
}

/** Whether it is a step on the way to a purchase, and so has a place in the order of what somebody did. */
export function isStep(behaviour: number): boolean {
  return behaviour === VIEW || behaviour === CART || behaviour === PURCHASE
}
