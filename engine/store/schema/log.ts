import { sql } from 'drizzle-orm'
import { doublePrecision, index, integer, jsonb, numeric, pgTable, primaryKey, real, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * Every message id ever accepted, as the event id made of it. It is keyed by the message, not by the customer or the month, because a
 * message id is unique for ever, whatever partition or person its event belongs to; and it names nobody, so that an erasure leaves it.
 */
export const eventKeys = pgTable('event_keys', {
  eventId: uuid('event_id').primaryKey(),
  occurredAt: at('occurred_at').notNull(),
})

/** The log. Append-only; partitioned by month of occurred_at (see the migration). */
export const events = pgTable('events', {
  customerId: uuid('customer_id').notNull(),
  /** When it happened by our clock: receivedAt − (sentAt − originalTimestamp), never in the future. */
  occurredAt: at('occurred_at').notNull(),
  eventId: uuid('event_id').notNull(),
  messageId: text('message_id').notNull(),
  type: text('type').notNull(),
  /** Event name of a track call; the call's type otherwise. */
  name: text('name').notNull(),
  anonymousId: text('anonymous_id'),
  originalAt: at('original_at'),
  sentAt: at('sent_at'),
  receivedAt: at('received_at').notNull(),
  /** kept: taken as sent · corrected: moved by the client's skew · clamped: was in the future. */
  clock: text('clock').$type<'kept' | 'corrected' | 'clamped'>().notNull(),
  channel: text('channel').notNull(),
  stage: text('stage').notNull(),
  device: text('device'),
  country: text('country'),
  region: text('region'),
  city: text('city'),
  lat: doublePrecision('lat'),
  lon: doublePrecision('lon'),
  orderId: text('order_id'),
  /** Money of the whole event in `currency`; returns are positive, their name says what they are. */
  amount: numeric('amount', { precision: 14, scale: 4 }),
  currency: text('currency'),
  discount: numeric('discount', { precision: 14, scale: 4 }),
  /** X-data: the score as given, on the scale its kind has (rating 1–5, nps 0–10, csat, ces, smiley). */
  score: real('score'),
  scoreKind: text('score_kind'),
  source: text('source').notNull(),
  properties: jsonb('properties').notNull(),
}, (table) => [
  primaryKey({ columns: [table.customerId, table.occurredAt, table.eventId] }),
  // The few orders with a voucher, by its code: what an offer has cost is counted every few seconds.
  index('events_coupon').on(sql`lower(btrim(properties ->> 'coupon'))`).where(sql`name = 'Order Completed' and properties ->> 'coupon' is not null`),
])

export type ItemAction = 'view' | 'cart' | 'uncart' | 'purchase' | 'return' | 'rate'

/** The items an event speaks of, a row each; written with it, partitioned like it. */
export const eventItems = pgTable('event_items', {
  customerId: uuid('customer_id').notNull(),
  occurredAt: at('occurred_at').notNull(),
  eventId: uuid('event_id').notNull(),
  line: smallint('line').notNull(),
  itemId: text('item_id').notNull(),
  action: text('action').$type<ItemAction>().notNull(),
  quantity: integer('quantity').notNull(),
  /** Of one piece. */
  price: numeric('price', { precision: 14, scale: 4 }),
  orderId: text('order_id'),
  /** 1–5 where the action is rate: the score of its event, here so that who reads items need not look for it. */
  rating: real('rating'),
}, (table) => [primaryKey({ columns: [table.customerId, table.occurredAt, table.eventId, table.line] })])
