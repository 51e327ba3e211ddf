import type { TransactionSql } from 'postgres'
import type { CustomerId, EventId } from '../ids.ts'
import { copyLine, copyRows } from './copyRows.ts'
import type { DomainEvent } from './event.ts'

/** An event with the customer it belongs to, ready to be written. */
export type OwnedEvent = { readonly event: DomainEvent; readonly eventId: EventId; readonly customerId: CustomerId; readonly precisePlace: boolean }

const COLUMNS = 'customer_id, occurred_at, event_id, message_id, type, name, anonymous_id, original_at, sent_at, received_at, clock, channel, stage, device, country, region, city, lat, lon, order_id, amount, currency, discount, score, score_kind, source, properties'
const ITEM_COLUMNS = 'customer_id, occurred_at, event_id, line, item_id, action, quantity, price, order_id'

/** Appends events and the items they speak of to the log. */
export async function writeEvents(tx: TransactionSql, owned: readonly OwnedEvent[], source: string): Promise<void> {
  const lines: string[] = []
  const itemLines: string[] = []
  for (const { event, eventId, customerId, precisePlace } of owned) {
    const anonymousId = event.identifiers.find(({ kind }) => kind === 'anonymous_id')?.value ?? null
    const { place } = event
    lines.push(copyLine([
      customerId, event.occurredAt, eventId, event.messageId, event.type, event.name, anonymousId, event.originalAt, event.sentAt, event.receivedAt, event.clock,
      event.channel, event.stage, event.device, place?.country ?? null, place?.region ?? null, place?.city ?? null, precisePlace ? place?.lat ?? null : null, precisePlace ? place?.lon ?? null : null,
      event.orderId, event.amount, event.currency, event.discount, event.score, event.scoreKind, source, JSON.stringify(event.properties),
    ]))
    event.items.forEach((item, line) => {
      itemLines.push(copyLine([customerId, event.occurredAt, eventId, line, item.itemId, item.action, item.quantity, item.price, event.orderId]))
    })
  }
  await copyRows(tx, `copy events (${COLUMNS}) from stdin`, lines)
  await copyRows(tx, `copy event_items (${ITEM_COLUMNS}) from stdin`, itemLines)
}

/** Takes the message ids for these events; returns those that nobody had. In one order everywhere, so that two batches can't block each other. */
export async function takeKeys(tx: TransactionSql, keys: readonly { readonly eventId: EventId; readonly customerId: CustomerId; readonly occurredAt: Date }[]): Promise<ReadonlySet<EventId>> {
  if (keys.length === 0) return new Set()
  const sorted = [...keys].sort((a, b) => a.eventId < b.eventId ? -1 : 1)
  const taken = await tx<{ event_id: EventId }[]>`
    insert into event_keys (event_id, customer_id, occurred_at)
    select e, c, o::timestamptz from unnest(${sorted.map((key) => key.eventId)}::uuid[], ${sorted.map((key) => key.customerId)}::uuid[], ${sorted.map((key) => key.occurredAt.toISOString())}::text[]) as n(e, c, o)
    on conflict do nothing returning event_id`
  return new Set(taken.map((row) => row.event_id))
}
