import type { CatalogueItem } from '../catalogue/loadItems.ts'
import type { CustomerId } from '../ids.ts'
import { behaviourCode } from '../recommender/behaviours.ts'
import { dislikedOf } from '../recommender/passedOver.ts'
import { scoreVisitor, type Scored, type Touch } from '../recommender/scoreVisitor.ts'
import { placeNumber } from '../recommender/servedModel.ts'
import type { DecideAnswer } from './request.ts'
import type { Shelf } from './shelf.ts'
import type { ItemEvent, Membership } from './visitor.ts'

/** What a decision may go by: without a permit, `past` is empty and `persona` null, and nothing of a profile was read. */
export type Situation = {
  readonly personalised: boolean
  readonly past: readonly ItemEvent[]
  readonly context: readonly ItemEvent[]
  readonly persona: DecideAnswer['persona']
  /** Whom the profile is of, and what they belong to (where an offer asks for it); absent without a permit. */
  readonly person?: CustomerId
  readonly membership?: Membership | null
  readonly country: string | null
  readonly region: string | null
  readonly locale: string | undefined
  readonly now: number
}

/** The situation in the model's terms. */
export type Standing = Situation & {
  readonly touches: readonly Touch[]
  /** ms; ages of touches are counted from here. */
  readonly moment: number
  readonly personaNumber: number
  readonly placeNumber: number
  /** Items in front of the visitor already: the one looked at and the cart. */
  readonly present: ReadonlySet<string>
  readonly bought: ReadonlySet<string>
  /** Items they rated badly. */
  readonly disliked: ReadonlySet<string>
}

export function situate(situation: Situation, { served }: Shelf): Standing {
  const touches: Touch[] = []
  const bought = new Set<string>()
  const rated: { item: string; behaviour: number; at: number }[] = []
  // Where the log ended long ago (a data set, a shop that slept) it is still the moment after its end: else all of it would have faded.
  let moment = served?.model.asOf ?? situation.now
  for (const { itemId, action, at, rating } of situation.past) {
    if (action === 'purchase') bought.add(itemId)
    if (at > moment) moment = at
    const item = served?.numberOf.get(itemId)
    const behaviour = behaviourCode(action, rating)
    if (behaviour !== null && rating !== undefined) rated.push({ item: itemId, behaviour, at })
    if (item !== undefined && behaviour !== null) touches.push({ item, behaviour, at })
  }
  moment = Math.min(moment, situation.now)
  for (const { itemId, action } of situation.context) {
    const item = served?.numberOf.get(itemId)
    const behaviour = behaviourCode(action)
    if (item !== undefined && behaviour !== null) touches.push({ item, behaviour, at: moment })
  }
  return {
    ...situation, touches, moment, bought, disliked: dislikedOf(rated),
    personaNumber: situation.persona === null ? -1 : served?.model.personaIds.indexOf(situation.persona.id) ?? -1,
    placeNumber: served === null ? -1 : placeNumber(served.model, situation.country, situation.region),
    present: new Set(situation.context.map((event) => event.itemId)),
  }
}

/** Scores of the items that may be shown and pass; null without a model or without anything to go by. */
export function scoreStanding(standing: Standing, shelf: Shelf, passes: (item: CatalogueItem) => boolean, most: number): Scored | null {
  if (shelf.served === null) return null
  return scoreVisitor(shelf.served, standing.touches, {
    catalogue: shelf.facts, persona: standing.personaNumber, place: standing.placeNumber, now: standing.moment, personalised: standing.personalised, most,
    passed: (number) => {
      const item = shelf.showable[number]
      return item === null || standing.present.has(item.id) || !passes(item)
    },
  })
}
