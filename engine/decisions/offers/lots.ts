import { derive } from '../../../models/rng.ts'
import type { Offer } from '../../catalogue/offer.ts'
import type { CustomerId } from '../../ids.ts'

/** Chance decided whether this person sees this offer: what it decided, and how likely "shown" was. */
export type Lot = { readonly id: string; readonly shown: boolean; readonly chance: number }

/**
 * The lot of one person for one offer: the same at every visit, since somebody who sees it now and then was treated whatever the log of a day
 * says. One uniform number a pair: shown when it lies below 1 − ε where the rule would show it, below ε where it would not.
 */
export function drawLot(offer: Pick<Offer, 'id' | 'explore'>, wanted: boolean, person: CustomerId): Lot {
  const chance = wanted ? 1 - offer.explore : offer.explore
  return { id: offer.id, shown: derive(offer.id, person)() < chance, chance }
}

/** P(this place of the walk is reached with room left), for one offer after another that is shown with the chance given. */
export function createReach(count: number): { readonly reached: () => number; readonly pass: (chance: number) => void } {
  // p[j]: chance that j of those passed are shown, j < count; the rest of the mass has left no room.
  const p = new Float64Array(count)
  p[0] = 1
  return {
    reached: () => p.reduce((sum, value) => sum + value, 0),
    pass: (chance) => {
      for (let j = count - 1; j >= 0; j--) p[j] = p[j] * (1 - chance) + (j > 0 ? p[j - 1] * chance : 0)
    },
  }
}
