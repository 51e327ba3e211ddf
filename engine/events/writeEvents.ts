import type { TransactionSql } from 'postgres'
import type { CustomerId, EventId } from '../ids.ts'
import { copyRows, moments, number, text } from '../store/copyRows.ts'
import type { DomainEvent } from './event.ts'

/** An event with the customer it belongs to, ready to be written. */
export type OwnedEvent = { readonly event: DomainEvent; readonly eventId: EventId; readonly customerId: CustomerId; readonly precisePlace: boolean }

const COLUMNS = 'customer_id, occurred_at, event_id, message_id, type, name, anonymous_id, original_at, sent_at, received_at, clock, channel, stage, device, country, region, city, lat, lon, order_id, amount, currency, discount, score, score_kind, source, properties'
const ITEM_COLUMNS = 'customer_id, occurred_at, event_id, line, item_id, action, quantity, price, order_id, rating'

/** Appends events and the items they speak of to the log. */
export async function writeEvents(tx: TransactionSql, owned: readonly OwnedEvent[], source: string): Promise<void> {
  const happened = moments()
  const sent = moments()
  const received = moments()
  const from = text(source)
  let lines = ''
  let itemLines = ''
  for (const { event, eventId, customerId, precisePlace } of owned) {
    const { place } = event
    const occurredAt = happened(event.occurredAt)
    const precise = precisePlace && place !== null
    const orderId = text(event.orderId)
    lines += `${customerId}\t${occurredAt}\t${eventId}\t${text(event.messageId)}\t${event.type}\t${text(event.name)}\t${text(deviceIdOf(event))}\t${happened(event.originalAt)}\t${sent(event.sentAt)}\t${received(event.receivedAt)}\t`
      + `${event.clock}\t${event.channel}\t${event.stage}\t${text(event.device)}\t${place === null ? '\\N\t\\N\t\\N' : `${text(place.country)}\t${text(place.region)}\t${text(place.city)}`}\t`
      + `${precise ? `${number(place.lat)}\t${number(place.lon)}` : '\\N\t\\N'}\t${orderId}\t${number(event.amount)}\t${text(event.currency)}\t${number(event.discount)}\t${number(event.score)}\t${text(event.scoreKind)}\t`
      + `${from}\t${text(JSON.stringify(event.properties))}\n`
    for (let line = 0; line < event.items.length; line++) {
      const item = event.items[line]
      itemLines += `${customerId}\t${occurredAt}\t${eventId}\t${line}\t${text(item.itemId)}\t${item.action}\t${item.quantity}\t${number(item.price)}\t${orderId}\t${item.action === 'rate' && event.scoreKind === 'rating' ? number(event.score) : '\\N'}\n`
    }
  }
  await copyRows(tx, `copy events (${COLUMNS}) from stdin`, lines)
  await copyRows(tx, `copy event_items (${ITEM_COLUMNS}) from stdin`, itemLines)
}

function deviceIdOf(event: DomainEvent): string | null {
  for (const { kind, value } of event.identifiers) if (kind === 'anonymous_id') return value
  return null
}

/** Takes the message ids for these events; returns those that nobody had. In one order everywhere, so that two batches can't block each other. */
export async function takeKeys(tx: TransactionSql, events: readonly { readonly eventId: EventId; readonly event: DomainEvent }[]): Promise<ReadonlySet<EventId>> {
  if (events.length === 0) return new Set()
  const sorted = [...events].sort((a, b) => a.eventId < b.eventId ? -1 : 1)
  let ids = ''
  let times = ''
  for (const { eventId, event } of sorted) {
    ids += `${eventId},`
    times += `${event.occurredAt.getTime()},`
  }
  // Lists as one text each: the driver takes longer over an array of ten thousand than the database over the insert.
  const taken = await tx<{ event_id: EventId }[]>`
    insert into event_keys (event_id, occurred_at)
    select e::uuid, to_timestamp(o::double precision / 1000)
    from unnest(string_to_array(${ids.slice(0, -1)}, ','), string_to_array(${times.slice(0, -1)}, ',')) as n(e, o)
    on conflict do nothing returning event_id`
  return new Set(taken.map((row) => row.event_id))
}
