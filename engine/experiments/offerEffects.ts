import type { Offer } from '../catalogue/offer.ts'
import { armDifference, type ArmDifference, type Trial } from '../../models/uplift/trial.ts'
import type { Meeting } from './offerMeetings.ts'
import { outcomeOf, type Items } from './outcome.ts'

/** Meetings by lot with a real chance of both, as a trial of whether they bought. By intention: whoever was drawn to see it counts as shown. */
export function trialOf(meetings: readonly Meeting[], offers: ReadonlyMap<string, Offer>, items: Items): { readonly trial: Trial; readonly meetings: readonly Meeting[] } {
  const drawn = meetings.filter(({ chance, offerId }) => chance !== null && chance > 0 && chance < 1 && offers.has(offerId))
  return {
    meetings: drawn,
    trial: {
      treated: drawn.map(({ shown }) => Number(shown)), chance: drawn.map(({ chance }) => chance ?? NaN),
      outcome: drawn.map((meeting) => {
        const offer = offers.get(meeting.offerId)
        return offer !== undefined && outcomeOf(meeting, offer, items).bought ? 1 : 0
      }),
    },
  }
}

/** What showing each offer adds to the share who buy within a week, with its interval; null while an arm has fewer than `least` people. */
export function effectsOf(meetings: readonly Meeting[], offers: ReadonlyMap<string, Offer>, items: Items, least: number): ReadonlyMap<string, ArmDifference | null> {
  return new Map([...offers].map(([id, offer]) => {
    const effect = armDifference(trialOf(meetings.filter(({ offerId }) => offerId === id), new Map([[id, offer]]), items).trial)
    return [id, effect !== null && effect.treatedN >= least && effect.controlN >= least ? effect : null]
  }))
}
