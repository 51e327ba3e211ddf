import type { ItemAction } from '../store/schema/log.ts'

/** The item actions a recommender learns from; the place in this list is the behaviour code of models/interactions. */
export const BEHAVIOURS = ['view', 'cart', 'purchase', 'return'] as const satisfies readonly ItemAction[]
export type Behaviour = (typeof BEHAVIOURS)[number]

export const VIEW = 0
export const CART = 1
export const PURCHASE = 2
export const RETURN = 3

const CODES: ReadonlyMap<string, number> = new Map(BEHAVIOURS.map((behaviour, code) => [behaviour, code]))

/** Null for an action that says nothing about taste on its own: taking out of a cart, rating. */
export function behaviourCode(action: string): number | null {
  return CODES.get(action) ?? null
}
