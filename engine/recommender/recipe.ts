import type { ProjectionOptions } from '../../models/content/projectCold.ts'
import type { StrengthOptions } from '../../models/strengths.ts'
import { CART, DISLIKED, LIKED, PURCHASE, RETURN, VIEW } from './behaviours.ts'
import type { PartSettings } from './parts.ts'

/**
 * How somebody's history is read. Each reading has its own rows of the lists: `taste` is the strength of all they did, `own` of what may
 * come again, `order` what they did last, for what comes next.
 */
export type Readings = {
  readonly taste: StrengthOptions
  readonly own: StrengthOptions
  /** λ of e^(−s/λ), by which an event s events before the last counts. */
  readonly order: { readonly steps: number }
}
export type Reading = keyof Readings
export const READINGS = ['taste', 'own', 'order'] as const satisfies readonly Reading[]

/**
 * What everybody, the persona and the place count beside a history: rows of shares to the power of `exponent`, the best 1. With `growth` 0 the
 * same for all, so that a long history outweighs them; with 1 as much as the history's mass, so that a short one isn't drowned.
 */
export type ContextWeights = {
  readonly everybody: number; readonly persona: number; readonly place: number
  readonly halfLifeDays: number | null; readonly exponent: number; readonly growth: number
}

export type WeightedPart = { readonly settings: PartSettings; readonly weight: number }

/** All that was chosen for a catalogue: with the data before a moment it makes the lists that are served. */
export type Recipe = {
  readonly readings: Readings
  readonly parts: readonly WeightedPart[]
  readonly context: ContextWeights
  /** `drop` never shows what somebody has bought. */
  readonly bought: 'keep' | 'drop'
  /** How items that few people know yet get their place; null: not at all. */
  readonly projection: ProjectionOptions | null
}

/** In the order of BEHAVIOURS: what views, carts, good ratings and the rest say, as cause and as aim. Who dislikes what they bought takes the purchase back. */
export const BEHAVIOUR_WEIGHTS = {
  all: weights(0.3, 0.1, 0.7, 0.4, 0.5, 0.3),
  purchases: weights(0, 0, 0, 0, 0.3, 0.3),
  browsing: weights(0.5, 0.3, 0.8, 0.7, 0.8, 0.5),
  equal: weights(1, 1, 1, 1, 1, 1),
}

/** The same, with good and bad ratings counting so much; 0: no rating counts. */
export function withRatings(behaviours: StrengthOptions['behaviours'], liked: number, disliked: number): StrengthOptions['behaviours'] {
  const rest = behaviours.slice(0, LIKED)
  return liked === 0 && disliked === 0 ? rest : [...rest, { source: liked, target: liked }, { source: disliked, target: disliked }]
}

function weights(viewSource: number, viewTarget: number, cartSource: number, cartTarget: number, likedSource: number, likedTarget: number): StrengthOptions['behaviours'] {
  const by: { source: number; target: number }[] = []
  by[VIEW] = { source: viewSource, target: viewTarget }
  by[CART] = { source: cartSource, target: cartTarget }
  by[PURCHASE] = { source: 1, target: 1 }
  by[RETURN] = { source: -1, target: -1 }
  by[LIKED] = { source: likedSource, target: likedTarget }
  by[DISLIKED] = { source: -1, target: -1 }
  return by
}

/** Pairs grow with the square of a history; the latest say the most. */
const MOST_ITEMS = 100

export const START_READINGS: Readings = {
  taste: { behaviours: BEHAVIOUR_WEIGHTS.all, halfLifeDays: 180, maxHistory: MOST_ITEMS },
  own: { behaviours: BEHAVIOUR_WEIGHTS.purchases, halfLifeDays: 180, maxHistory: 2 * MOST_ITEMS },
  order: { steps: 2 },
}
