import { CATALOGUE_CHANNEL } from '../../catalogue/notify.ts'
import type { Offer } from '../../catalogue/offer.ts'
import { listOffers } from '../../catalogue/offers.ts'
import { wordsOf, type ServingLog } from '../../recommender/modelHolder.ts'
import { ARTEFACT_CHANNEL } from '../../recommender/registrySteps.ts'
import { watch } from '../../recommender/watch.ts'
import { listSegments } from '../../segments/readSegments.ts'
import type { Store } from '../../store/connect.ts'
import type { MembershipAsked } from '../visitor.ts'
import { createBudgets, type Budgets } from './budgets.ts'
import { loadOfferModel, type PublishedOffers } from './offerArtefact.ts'
import type { OfferModel } from './offerModel.ts'
import { spending } from './spending.ts'

/** What offers are weighed with: in memory, a few seconds old. */
export type OfferDesk = {
  readonly model: OfferModel | null
  readonly version: string | null
  /** What eligibility needs to know of a person; null: no offer asks. */
  readonly asked: MembershipAsked | null
  readonly budgets: Pick<Budgets, 'canPay' | 'showed'>
}

/** Nothing is known and no budget was counted. */
export const EMPTY_DESK: OfferDesk = { model: null, version: null, asked: null, budgets: { canPay: ({ budget }) => budget === undefined, showed: () => {} } }

export type OfferDeskHolder = { readonly current: () => OfferDesk; readonly close: () => Promise<void> }

/** Keeps the offer model, what offers spent and which segment snapshots count, read again every few seconds and when catalogue or models change. */
export async function holdOffers(store: Store, log: ServingLog, everyMs = 5000): Promise<OfferDeskHolder> {
  const budgets = createBudgets()
  let published: PublishedOffers | null = null
  let current: OfferDesk = { ...EMPTY_DESK, budgets }
  const weigh = async () => {
    const counted = budgets.recount()
    const offers = (await listOffers(store)).filter(({ active }) => active)
    const [spent, asked] = await Promise.all([spending(store, offers.filter(({ budget }) => budget !== undefined)), askedBy(store, offers)])
    counted(spent)
    current = { ...current, asked }
  }
  const load = async () => {
    published = await loadOfferModel(store, published)
    current = { ...current, model: published?.model ?? null, version: published?.version ?? null }
  }
  const complain = (error: unknown) => log.warn(`offers not weighed anew (${wordsOf(error)}); using what was known`)
  await Promise.all([weigh().catch(complain), load().catch(complain)])
  const watching = await Promise.all([watch(store, CATALOGUE_CHANNEL, everyMs, weigh, complain), watch(store, ARTEFACT_CHANNEL, everyMs, load, complain)])
  return { current: () => current, close: async () => { await Promise.all(watching.map((one) => one.close())) } }
}

async function askedBy(store: Store, offers: readonly Offer[]): Promise<MembershipAsked | null> {
  const keys = new Set(offers.flatMap(({ eligibility }) => eligibility.segments ?? []))
  const loyalty = offers.some(({ eligibility }) => eligibility.loyaltyOnly === true)
  if (keys.size === 0 && !loyalty) return null
  const segments = keys.size === 0 ? [] : await listSegments(store)
  return { loyalty, snapshots: new Map(segments.flatMap(({ key, snapshot }) => (keys.has(key) && snapshot !== null ? [[snapshot.snapshotId, key]] : []))) }
}
