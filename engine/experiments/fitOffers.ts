import { bootstrapDifference, type Interval } from '../../models/bootstrap.ts'
import { fitLogistic, probabilityOf, type Logistic } from '../../models/linear/logistic.ts'
import { fromRows, rowOf, selectRows, type Matrix } from '../../models/matrix.ts'
import { derive } from '../../models/rng.ts'
import { bootstrapQini } from '../../models/uplift/bootstrapTrial.ts'
import { fitUplift, upliftOf, type UpliftModel } from '../../models/uplift/fitUplift.ts'
import type { Offer } from '../catalogue/offer.ts'
import { fitOf, interestsOf } from '../decisions/offers/interests.ts'
import { newOfferModel, rowOfOffer, visitorFeatures, type OfferFigures, type OfferModel } from '../decisions/offers/offerModel.ts'
import { K_DISPLAY } from '../segments/thresholds.ts'
import { effectsOf, trialOf } from './offerEffects.ts'
import type { Meeting } from './offerMeetings.ts'
import { outcomeOf, type Items, type Outcome } from './outcome.ts'

/** Ridge of the regressions, on standardised columns: a column an offer is many, and most offers have few meetings. */
const L2 = 10
/** Share of people fitted on while it is asked whether a model holds; the others answer. */
const FIT_SHARE = 0.7
/** Fewest rows, and rows of either outcome, for a regression of a dozen columns: below, an offer's rate says it better. */
const LEAST_ROWS = 200
const LEAST_OF_EITHER = 20
/** Fewest people an arm before an offer's effect is acted on. */
const LEAST_ARM = 100

/** Whether a model is used, why, and the held-out figure that decided: gain in log loss a meeting over the rates, or Qini of who buys. */
export type Verdict = { readonly kept: boolean; readonly reason: 'holds' | 'no_better' | 'too_few'; readonly n: number; readonly figure: Interval | null }
export type FittedOffers = { readonly model: OfferModel; readonly accept: Verdict; readonly uplift: Verdict }

/**
 * Learns from meetings who takes an offer and whom it moves. Either regression is kept only where it beats the offers' own averages on people it
 * was not fitted on, and is then fitted on all. Same meetings, catalogue and seed: same model.
 */
export function fitOffers(meetings: readonly Meeting[], offerList: readonly Offer[], items: Items, asOf: Date, seed: number): FittedOffers {
  const offers = new Map(offerList.map((offer) => [offer.id, offer]))
  const known = meetings.filter(({ offerId }) => offers.has(offerId))
  const columns = [...new Set(known.map(({ offerId }) => offerId))].sort()
  const shown = known.filter((meeting) => meeting.shown)
  const outcomes = shown.map((meeting) => outcomeOf(meeting, offers.get(meeting.offerId) as Offer, items))
  const accept = fitAccept(shown, outcomes, rowsOf(shown, offers, columns, items), seed)
  const uplift = fitMoved(known, offers, columns, items, seed)
  const effects = effectsOf(known, offers, items, LEAST_ARM)
  const figures = Object.fromEntries(columns.map((id) => [id, figuresOf(outcomes.filter((_, k) => shown[k].offerId === id), effects.get(id)?.difference ?? null)]))
  return { model: newOfferModel({ asOf: asOf.getTime(), columns, accept: accept.model, uplift: uplift.model, offers: figures }), accept: accept.verdict, uplift: uplift.verdict }
}

function rowsOf(meetings: readonly Meeting[], offers: ReadonlyMap<string, Offer>, columns: readonly string[], items: Items): Matrix {
  return fromRows(meetings.map(({ offerId, past, at }) => rowOfOffer(columns, offerId, fitOf(offers.get(offerId) ?? {}, interestsOf(past, items)).fit, visitorFeatures(past, at))))
}

/** A person is on one side with all meetings: what is learnt of them is not asked of them. */
function sides(meetings: readonly Meeting[], seed: number): { readonly fit: number[]; readonly held: number[] } {
  const fit: number[] = []
  const held: number[] = []
  meetings.forEach(({ personId }, k) => (derive(seed, personId)() < FIT_SHARE ? fit : held).push(k))
  return { fit, held }
}

const few = (n: number) => ({ model: null, verdict: { kept: false, reason: 'too_few', n, figure: null } as const })

function fitAccept(shown: readonly Meeting[], outcomes: readonly Outcome[], x: Matrix, seed: number): { readonly model: Logistic | null; readonly verdict: Verdict } {
  const y = outcomes.map(({ taken }) => Number(taken))
  const { fit, held } = sides(shown, seed)
  const yes = fit.filter((k) => y[k] === 1).length
  if (shown.length < LEAST_ROWS || yes < LEAST_OF_EITHER || fit.length - yes < LEAST_OF_EITHER || held.length === 0) return few(shown.length)
  const trial = fitLogistic(selectRows(x, fit), fit.map((k) => y[k]), { l2: L2 })
  const rates = new Map<string, { n: number; taken: number }>()
  for (const k of fit) {
    const { n, taken } = rates.get(shown[k].offerId) ?? { n: 0, taken: 0 }
    rates.set(shown[k].offerId, { n: n + 1, taken: taken + y[k] })
  }
  const loss = (p: number, k: number) => -Math.log(y[k] === 1 ? p : 1 - p)
  // A rate of 0 would be infinitely wrong once: a meeting of each kind is added, spread as all meetings are.
  const rateOf = ({ n, taken }: { n: number; taken: number }) => (taken + 2 * yes / fit.length) / (n + 2)
  const ofRates = held.map((k) => loss(rateOf(rates.get(shown[k].offerId) ?? { n: 0, taken: 0 }), k))
  const ofModel = held.map((k) => loss(probabilityOf(trial, rowOf(x, k)), k))
  const figure = bootstrapDifference(ofRates, ofModel, derive(seed, 'accept'))
  const kept = figure.low > 0
  return { model: kept ? fitLogistic(x, y, { l2: L2 }) : null, verdict: { kept, reason: kept ? 'holds' : 'no_better', n: held.length, figure } }
}

function fitMoved(known: readonly Meeting[], offers: ReadonlyMap<string, Offer>, columns: readonly string[], items: Items, seed: number): { readonly model: UpliftModel | null; readonly verdict: Verdict } {
  const { trial, meetings } = trialOf(known, offers, items)
  const { fit, held } = sides(meetings, seed)
  const of = (rows: readonly number[]) => ({ treated: rows.map((k) => trial.treated[k]), outcome: rows.map((k) => trial.outcome[k]), chance: rows.map((k) => trial.chance?.[k] ?? NaN) })
  const enough = (rows: readonly number[]) => [0, 1].every((arm) => [0, 1].every((y) => rows.filter((k) => trial.treated[k] === arm && trial.outcome[k] === y).length >= LEAST_OF_EITHER))
  if (meetings.length < LEAST_ROWS || !enough(fit) || !enough(held)) return few(meetings.length)
  const x = rowsOf(meetings, offers, columns, items)
  const tried = fitUplift(selectRows(x, fit), of(fit), 't-learner', L2)
  const { qini: [figure] } = bootstrapQini(of(held), [held.map((k) => upliftOf(tried, rowOf(x, k)))], derive(seed, 'uplift'))
  const kept = figure.low > 0
  return { model: kept ? fitUplift(x, trial, 't-learner', L2) : null, verdict: { kept, reason: kept ? 'holds' : 'no_better', n: held.length, figure } }
}

/** Averages of those an offer was shown to; none over too few people. */
function figuresOf(outcomes: readonly Outcome[], effect: number | null): OfferFigures {
  const people = outcomes.length
  const earned = outcomes.filter(({ profit }) => profit !== null)
  const currency = earned[0]?.currency ?? null
  const priced = earned.length >= K_DISPLAY && earned.every((one) => one.currency === currency)
  return {
    people, effect, rate: people < K_DISPLAY ? null : outcomes.filter(({ taken }) => taken).length / people,
    margin: priced ? earned.reduce((sum, { profit }) => sum + (profit ?? 0), 0) / earned.length : null, currency: priced ? currency : null,
  }
}
