import { recordConsents } from '../../consent/ledger.ts'
import type { Purpose } from '../../consent/purposes.ts'
import { eventIdOf, newId, type CustomerId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'

export type TestLine = { readonly item: string; readonly action: 'view' | 'cart' | 'purchase' | 'return' | 'rate'; readonly quantity?: number; readonly price?: number }
export type TestEvent = {
  readonly who: CustomerId
  readonly at: string | number | Date
  readonly name: string
  readonly type?: string
  readonly channel?: string
  readonly device?: string
  readonly orderId?: string
  readonly amount?: number
  readonly discount?: number
  readonly score?: number
  readonly scoreKind?: string
  readonly properties?: { readonly [name: string]: string | number }
  readonly lines?: readonly TestLine[]
}
export type TestHome = { readonly country?: string; readonly region?: string; readonly city?: string; readonly lat?: number; readonly lon?: number }

const EPOCH = new Date('2024-01-01T00:00:00Z')

/** Rows of the log put in directly, for tests of what reads them. */
export async function addPerson(store: Store, home: TestHome = {}, id: CustomerId = newId<CustomerId>(EPOCH), mergedInto: CustomerId | null = null): Promise<CustomerId> {
  await store.sql`insert into customers (customer_id, created_at, known, traits, country, region, city, lat, lon, merged_into)
    values (${id}, ${EPOCH}, true, '{}', ${home.country ?? null}, ${home.region ?? null}, ${home.city ?? null}, ${home.lat ?? null}, ${home.lon ?? null}, ${mergedInto})`
  return id
}

/** Many people of whom nothing is known, in one go. */
export async function addPeople(store: Store, n: number): Promise<CustomerId[]> {
  const ids = Array.from({ length: n }, () => newId<CustomerId>(EPOCH))
  await store.sql`insert into customers (customer_id, created_at, known, traits) select id, ${EPOCH}, true, '{}' from unnest(${ids}::uuid[]) id`
  return ids
}

export async function say(store: Store, people: readonly CustomerId[], purpose: Purpose, allowed: boolean, at = EPOCH): Promise<void> {
  await recordConsents(store, people.map((customerId) => ({
    customerId, purpose, allowed, status: allowed ? 'granted' as const : 'withdrawn' as const, recordedAt: at, method: 'test', source: 'test', ground: 'consent' as const, actor: 'test',
  })), at)
}

let written = 0

export async function addEvents(store: Store, events: readonly TestEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((event) => ({ ...event, at: new Date(event.at), id: eventIdOf(`test ${written++}`) }))
  const times = rows.map((row) => row.at.getTime())
  await store.sql`select lotse_ensure_months(${new Date(Math.min(...times))}, ${new Date(Math.max(...times))})`
  const inserts = rows.map((row) => ({
    customer_id: row.who, occurred_at: row.at, event_id: row.id, message_id: row.id, type: row.type ?? 'track', name: row.name, received_at: row.at, clock: 'kept',
    channel: row.channel ?? 'web', stage: 'consideration', device: row.device ?? null, order_id: row.orderId ?? null, amount: row.amount ?? null, currency: row.amount === undefined ? null : 'EUR',
    discount: row.discount ?? null, score: row.score ?? null, score_kind: row.scoreKind ?? null, source: 'test', properties: store.sql.json(row.properties ?? {}),
  }))
  for (let from = 0; from < inserts.length; from += 1000) await store.sql`insert into events ${store.sql(inserts.slice(from, from + 1000))}`
  const lines = rows.flatMap((row) => (row.lines ?? []).map((line, i) => ({
    customer_id: row.who, occurred_at: row.at, event_id: row.id, line: i, item_id: line.item, action: line.action, quantity: line.quantity ?? 1, price: line.price ?? null,
  })))
  for (let from = 0; from < lines.length; from += 1000) await store.sql`insert into event_items ${store.sql(lines.slice(from, from + 1000))}`
}

export async function addItem(store: Store, itemId: string, category: string, price: number): Promise<void> {
  await store.sql`insert into items (item_id, title, categories, price, currency, active, attributes, created_at, updated_at)
    values (${itemId}, ${`Item ${itemId}`}, ${category.split('/')}, ${price}, 'EUR', true, '{}', ${EPOCH}, ${EPOCH})`
}
