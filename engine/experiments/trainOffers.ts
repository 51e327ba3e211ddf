import type { PopulationPermit } from '../consent/population.ts'
import { loadItems } from '../catalogue/loadItems.ts'
import { listOffers } from '../catalogue/offers.ts'
import { keepOfferModel } from '../decisions/offers/offerArtefact.ts'
import { encodeOfferModel } from '../decisions/offers/offerModel.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { K_DISPLAY } from '../segments/thresholds.ts'
import { fitOffers } from './fitOffers.ts'
import { effectsOf } from './offerEffects.ts'
import { meetingWindow, OUTCOME_DAYS, readMeetings } from './offerMeetings.ts'

export type OffersRun = {
  /** Who may be learnt from, and who may be counted. */
  readonly training: PopulationPermit<'train_ai_system'>
  readonly reporting: PopulationPermit<'analytics.reporting'>
  readonly asOf: Date
  readonly seed: number
  readonly now: Date
}

/**
 * Learns what offers are worth from the decision log, measures what each adds, and publishes it. Throws no_offers or offers_unmet (conflict)
 * where there is nothing to learn from.
 */
export async function trainOffers(store: Store, { training, reporting, asOf, seed, now }: OffersRun): Promise<{ readonly [name: string]: unknown }> {
  const offers = await listOffers(store)
  if (offers.length === 0) throw new LotseError('conflict', 'no_offers', 'There are no offers. Put one with PUT /v1/offers/{id}.')
  const ids = offers.map(({ id }) => id)
  const items = new Map((await loadItems(store)).map((item) => [item.id, item]))
  const meetings = await readMeetings(store, training, ids, asOf)
  const counted = await readMeetings(store, reporting, ids, asOf)
  if (meetings.length === 0 && counted.length === 0) throw new LotseError('conflict', 'offers_unmet', `No offer was decided for anybody who allows it to be learnt from or counted, ${OUTCOME_DAYS} days ago or earlier.`)
  const { model, accept, uplift } = fitOffers(meetings, offers, items, asOf, seed)
  const effects = Object.fromEntries([...effectsOf(counted, new Map(offers.map((offer) => [offer.id, offer])), items, K_DISPLAY)].filter(([, effect]) => effect !== null))
  const rated = Object.values(model.offers).filter(({ rate }) => rate !== null).length
  const { from, to } = meetingWindow(asOf)
  const gate = rated > 0 ? { passed: true, reason: `${rated} offers known` } : { passed: false, reason: `no offer was shown to ${K_DISPLAY} people` }
  const { version } = await keepOfferModel(store, {
    permit: training, bytes: encodeOfferModel(model), windowFrom: from, windowTo: to, seed, settings: { outcomeDays: OUTCOME_DAYS }, metrics: { meetings: meetings.length, accept, uplift, effects }, gate,
    learned: { people: [...new Set(meetings.map(({ personId }) => personId))], meetings: meetings.length, offers: model.columns.length, fewestPerOffer: fewest(meetings.map(({ offerId }) => offerId)) },
  }, now)
  return { version, meetings: meetings.length, offers: model.columns.length, rated, accept, uplift, measured: Object.keys(effects).length, published: gate.passed }
}

/** How often the rarest of them comes; null of none. */
function fewest(names: readonly string[]): number | null {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return times.size === 0 ? null : [...times.values()].reduce((a, b) => Math.min(a, b))
}
