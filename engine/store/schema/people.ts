import { boolean, doublePrecision, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** One row per customer. A customer found to be somebody already known points to that person and keeps its own events. */
export const customers = pgTable('customers', {
  customerId: uuid('customer_id').primaryKey(),
  createdAt: at('created_at').notNull(),
  /** True when a user id, loyalty id or e-mail hash names this customer; false while only a device does. */
  known: boolean('known').notNull(),
  traits: jsonb('traits').$type<Traits>().notNull(),
  country: text('country'),
  region: text('region'),
  city: text('city'),
  /** Written only while `location.precise` is allowed. */
  lat: doublePrecision('lat'),
  lon: doublePrecision('lon'),
  mergedInto: uuid('merged_into'),
  mergedAt: at('merged_at'),
}, (table) => [index('customers_merged_into').on(table.mergedInto)])

/** What the shop told us of a customer; names are the shop's own. */
export type Traits = { readonly [name: string]: string | number | boolean | null }

/** kind: user_id, anonymous_id, email_hash, loyalty_id, or another type the shop sends in context.externalIds. */
export const identifiers = pgTable('identifiers', {
  kind: text('kind').notNull(),
  value: text('value').notNull(),
  customerId: uuid('customer_id').notNull(),
  firstSeen: at('first_seen').notNull(),
}, (table) => [primaryKey({ columns: [table.kind, table.value] }), index('identifiers_customer').on(table.customerId)])

/**
 * Why two customers are one person: the edge, so that it can be shown and undone. A device has one to everybody seen on it and is lent to
 * a person only while that is one person: customers.merged_into says which edge holds.
 */
export const merges = pgTable('merges', {
  customerId: uuid('customer_id').notNull(),
  into: uuid('into').notNull(),
  at: at('at').notNull(),
  /** The kind of identifier that joined them. */
  through: text('through').notNull(),
  eventId: uuid('event_id'),
}, (table) => [primaryKey({ columns: [table.customerId, table.into] }), index('merges_into').on(table.into)])

/** Salted hash of every identifier of an erased person: what arrives late or is replayed finds no way back in. */
export const tombstones = pgTable('tombstones', {
  identifierHash: text('identifier_hash').primaryKey(),
  erasedAt: at('erased_at').notNull(),
})
