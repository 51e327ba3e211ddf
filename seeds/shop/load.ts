import { setImmediate as turn } from 'node:timers/promises'
import { OfferInput } from '../../engine/catalogue/offer.ts'
import { putOffer } from '../../engine/catalogue/offers.ts'
import { putItems } from '../../engine/catalogue/putItems.ts'
import { putSlot, SlotInput } from '../../engine/catalogue/slots.ts'
import { putStore } from '../../engine/catalogue/stores.ts'
import { recordConsents, type ConsentStatement } from '../../engine/consent/ledger.ts'
import { customersOfUserIds } from '../../engine/customers/identity.ts'
import { LotseError } from '../../engine/errors.ts'
import { appendEvents } from '../../engine/events/append.ts'
import type { DomainEvent } from '../../engine/events/event.ts'
import { readMessage } from '../../engine/events/readMessage.ts'
import type { Store } from '../../engine/store/connect.ts'
import type { Shop, ShopCustomer } from './generate.ts'
import type { ConsentRecord } from './consents.ts'

export const DEMO_SOURCE = 'demo'
const AT_ONCE = 10_000
const TURN_EVERY = 100

export type Loaded = { readonly events: number; readonly duplicates: number; readonly refused: number }

type Saying = { readonly userId: string; readonly record: ConsentRecord }

/** Loads the demo shop as a shop would send it: catalogue first, then events and consents in the order of time. Loading it again changes nothing. */
export async function loadShop(store: Store, shop: Shop, now: () => Date, progress: (events: number) => void): Promise<Loaded> {
  await loadCatalogue(store, shop, now())
  const sayings = shop.customers.flatMap(({ userId, consents }: ShopCustomer) => consents.map((record): Saying => ({ userId, record }))).sort((a, b) => a.record.at.getTime() - b.record.at.getTime())
  let said = 0
  const loaded = { events: 0, duplicates: 0, refused: 0 }
  const write = async (events: readonly DomainEvent[], last: boolean) => {
    const until = events.at(-1)?.occurredAt ?? now()
    const from = said
    while (said < sayings.length && (last || sayings[said].record.at <= until)) said++
    await recordSayings(store, sayings.slice(from, said), now())
    const { accepted, duplicates, refused } = await appendEvents(store, events, { source: DEMO_SOURCE, actor: 'demo', trusted: true }, now())
    loaded.events += accepted
    loaded.duplicates += duplicates
    loaded.refused += refused.length
    progress(loaded.events + loaded.duplicates + loaded.refused)
  }
  // One transaction is on its way while the next is being drawn.
  let onItsWay = Promise.resolve()
  let gathered: DomainEvent[] = []
  let drawn = 0
  for (const message of shop.events()) {
    // Drawing is all arithmetic: without a turn now and then the transaction on its way would wait for it at every answer of the database.
    if (++drawn % TURN_EVERY === 0) await turn()
    const reading = readMessage(message, { receivedAt: now(), keyKind: 'secret' })
    if (!('event' in reading)) throw new LotseError('fault', 'demo_event_refused', `The demo shop drew an event the log refuses: ${reading.code}: ${reading.message}`)
    gathered.push(reading.event)
    if (gathered.length < AT_ONCE) continue
    await onItsWay
    onItsWay = write(gathered, false)
    onItsWay.catch(() => {})
    gathered = []
  }
  await onItsWay
  await write(gathered, true)
  return loaded
}

async function loadCatalogue(store: Store, shop: Shop, now: Date): Promise<void> {
  await putItems(store, shop.items, now)
  for (const { id, name, city, country, lat, lon } of shop.stores) await putStore(store, id, { name, city, country, lat, lon }, 'demo', now)
  for (const { slot, kind, count } of shop.slots) await putSlot(store, slot, SlotInput.parse({ kind, count }), 'demo', now)
  for (const { id, benefit, budget, currency, validFrom, validUntil, content, eligibility, ...offer } of shop.offers) {
    const { categories, ...rest } = eligibility
    await putOffer(store, id, OfferInput.parse({
      ...offer, validFrom: validFrom.toISOString(), validUntil: validUntil.toISOString(), eligibility: rest, budget: { total: budget, currency },
      ...(benefit === undefined ? {} : { value: benefit }), ...(categories === undefined ? {} : { categories }), ...(content === undefined ? {} : { body: content.body, link: content.link }),
    }), 'demo', now)
  }
}

/** A record of the shop says something of every purpose; what was allowed and now is not, is a withdrawal. */
async function recordSayings(store: Store, sayings: readonly Saying[], now: Date): Promise<void> {
  if (sayings.length === 0) return
  const customers = await customersOfUserIds(store, [...new Set(sayings.map(({ userId }) => userId))], now)
  await recordConsents(store, sayings.flatMap(({ userId, record }) => {
    const customerId = customers.get(userId)
    if (customerId === undefined) return []
    return Object.entries(record.purposes).map(([purpose, allowed]): ConsentStatement => ({
      customerId, purpose: purpose as ConsentStatement['purpose'], allowed, status: allowed ? 'granted' : 'denied', recordedAt: record.at,
      notice: record.notice, method: record.method, source: record.source, ground: 'consent', actor: 'demo',
    }))
  }), now)
}
