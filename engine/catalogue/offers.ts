import { and, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Store } from '../store/connect.ts'
import { offers } from '../store/schema/catalogue.ts'
import { audit } from '../access/audit.ts'
import { tellCatalogueChanged } from './notify.ts'
import { OfferDefinition, type Offer, type OfferInput } from './offer.ts'

/** Creates or replaces an offer. */
export async function putOffer(store: Store, id: string, offer: OfferInput, actor: string, now: Date): Promise<Offer> {
  const { kind, title, active, validFrom, validUntil, ...definition } = offer
  const row = { kind, title, active, validFrom, validUntil, definition, updatedAt: now }
  await store.db.insert(offers).values({ offerId: id, ...row }).onConflictDoUpdate({ target: offers.offerId, set: row })
  await audit(store, { actor, action: 'offer.put', subject: id, detail: { kind, active } }, now)
  await tellCatalogueChanged(store.sql)
  return { id, ...offer, updatedAt: now }
}

/** Offers that may be shown at `now`: active and within their dates (from inclusive, until exclusive). */
export async function offersNow(store: Store, now: Date): Promise<Offer[]> {
  const rows = await store.db.select().from(offers).where(and(eq(offers.active, true),
    or(isNull(offers.validFrom), lte(offers.validFrom, now)), or(isNull(offers.validUntil), gt(offers.validUntil, now)))).orderBy(offers.offerId)
  return rows.map(({ offerId, definition, ...rest }) => ({ id: offerId, ...rest, ...OfferDefinition.parse(definition) }))
}

/** Every offer, with those that are over or switched off. */
export async function listOffers(store: Store): Promise<Offer[]> {
  const rows = await store.db.select().from(offers).orderBy(offers.offerId)
  return rows.map(({ offerId, definition, ...rest }) => ({ id: offerId, ...rest, ...OfferDefinition.parse(definition) }))
}
