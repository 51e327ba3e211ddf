import { loadItems, isSellable, type CatalogueItem } from '../catalogue/loadItems.ts'
import { listOffers } from '../catalogue/offers.ts'
import type { Offer } from '../catalogue/offer.ts'
import { CATALOGUE_CHANNEL } from '../catalogue/notify.ts'
import { loadSlots, type Slot } from '../catalogue/slots.ts'
import type { ArtefactId, DecisionId } from '../ids.ts'
import { inCanary } from '../recommender/canary.ts'
import { wordsOf, type ServingLog } from '../recommender/modelHolder.ts'
import type { CatalogueFacts } from '../recommender/rankingFeatures.ts'
import type { ServedModel } from '../recommender/servedModel.ts'
import { watch } from '../recommender/watch.ts'
import type { Store } from '../store/connect.ts'
import type { Identity } from './identity.ts'

/** The catalogue in memory, as it was a moment ago. */
export type Catalogue = {
  readonly items: ReadonlyMap<string, CatalogueItem>
  /** What may be shown, newest first. */
  readonly sellable: readonly CatalogueItem[]
  readonly offers: readonly Offer[]
  readonly slots: ReadonlyMap<string, Slot>
}

const EMPTY: Catalogue = { items: new Map(), sellable: [], offers: [], slots: new Map() }

async function loadCatalogue(store: Store): Promise<Catalogue> {
  const [items, offers, slots] = await Promise.all([loadItems(store), listOffers(store), loadSlots(store)])
  return {
    items: new Map(items.map((item) => [item.id, item])),
    sellable: items.filter(isSellable).sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1)),
    offers, slots: new Map(slots.map((slot) => [slot.slot, slot])),
  }
}

export type CatalogueHolder = { readonly current: () => Catalogue; readonly close: () => Promise<void> }

/** Keeps the catalogue in memory, read again when it changes. While the database is away the last one stays. */
export async function holdCatalogue(store: Store, log: ServingLog, onSwap: () => void, everyMs = 10_000): Promise<CatalogueHolder> {
  let current = EMPTY
  const refresh = async () => {
    current = await loadCatalogue(store)
    onSwap()
  }
  const complain = (error: unknown) => log.warn(`catalogue not reloaded (${wordsOf(error)}); serving the last one`)
  await refresh().catch(complain)
  const watching = await watch(store, CATALOGUE_CHANNEL, everyMs, refresh, complain)
  return { current: () => current, close: watching.close }
}

/** One catalogue and one model, laid side by side: what an answer is made from, from its beginning to its end. */
export type Shelf = {
  readonly catalogue: Catalogue
  readonly served: ServedModel | null
  /** By the model's item number: the item where it may be shown, else null. */
  readonly showable: readonly (CatalogueItem | null)[]
  readonly facts: CatalogueFacts
}

export function layOut(catalogue: Catalogue, served: ServedModel | null): Shelf {
  const known = (served?.model.itemIds ?? []).map((id) => catalogue.items.get(id) ?? null)
  const categories = new Map<string, number>()
  const category = Int32Array.from(known, (item) => {
    const name = item?.categories[0]
    if (name === undefined) return -1
    const number = categories.get(name) ?? categories.size
    categories.set(name, number)
    return number
  })
  return {
    catalogue, served, showable: known.map((item) => (item !== null && isSellable(item) ? item : null)),
    facts: { price: Float32Array.from(known, (item) => item?.price ?? NaN), category },
  }
}

/** Another model on the same catalogue, for a share of visitors. */
export type Trial = { readonly shelf: Shelf; readonly share: number; readonly artefactId: ArtefactId }

/**
 * The shelf this call is answered from. Who gets the canary hangs on what the call itself says of the visitor, so that it is the same
 * whether or not the store answers; a call that names nobody is drawn for itself. Nothing of the draw is kept but the version in the log.
 */
export function shelfFor({ shelf, trial }: { readonly shelf: Shelf; readonly trial?: Trial | null }, identity: Identity, decisionId: DecisionId): Shelf {
  if (trial === undefined || trial === null) return shelf
  const key = identity.kind === 'nobody' ? decisionId : identity.who.userId ?? identity.who.anonymousId ?? decisionId
  return inCanary(trial.artefactId, trial.share, key) ? trial.shelf : shelf
}
