import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** What we put in which slot, for whom, on which ground and with what probability. Partitioned by month of decided_at. */
export const decisions = pgTable('decisions', {
  /** The nil UUID where nobody's profile was read. */
  customerId: uuid('customer_id').notNull(),
  decidedAt: at('decided_at').notNull(),
  decisionId: uuid('decision_id').notNull(),
  personalised: boolean('personalised').notNull(),
  degraded: boolean('degraded').notNull(),
  purpose: text('purpose').notNull(),
  allowed: boolean('allowed').notNull(),
  reason: text('reason').notNull(),
  recordId: uuid('record_id'),
  policyVersion: text('policy_version').notNull(),
  personaId: uuid('persona_id'),
  slots: jsonb('slots').notNull(),
  versions: jsonb('versions').notNull(),
  keyId: uuid('key_id').notNull(),
  tookMicros: integer('took_micros').notNull(),
}, (table) => [primaryKey({ columns: [table.customerId, table.decidedAt, table.decisionId] }), index('decisions_id').on(table.decisionId), index('decisions_time').using('brin', table.decidedAt)])

export const exposures = pgTable('exposures', {
  customerId: uuid('customer_id').notNull(),
  decisionId: uuid('decision_id').notNull(),
  slot: text('slot').notNull(),
  itemId: text('item_id').notNull(),
  seenAt: at('seen_at').notNull(),
}, (table) => [primaryKey({ columns: [table.customerId, table.decisionId, table.slot, table.itemId] }), index('exposures_time').using('brin', table.seenAt), index('exposures_item').on(table.itemId)])

export const segments = pgTable('segments', {
  key: text('key').primaryKey(),
  name: text('name').notNull(),
  description: text('description'),
  version: integer('version').notNull(),
  rule: jsonb('rule').notNull(),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
})

/** A frozen answer to a segment's rule. Pages and deltas are read from it. */
export const segmentSnapshots = pgTable('segment_snapshots', {
  snapshotId: uuid('snapshot_id').primaryKey(),
  key: text('key').notNull(),
  version: integer('version').notNull(),
  asOf: at('as_of').notNull(),
  computedAt: at('computed_at').notNull(),
  /** Set when every member is written; a snapshot without it is never read. */
  completedAt: at('completed_at'),
  members: integer('members').notNull(),
}, (table) => [index('segment_snapshots_key').on(table.key, table.computedAt)])

export const segmentMembers = pgTable('segment_members', {
  customerId: uuid('customer_id').notNull(),
  snapshotId: uuid('snapshot_id').notNull(),
}, (table) => [primaryKey({ columns: [table.customerId, table.snapshotId] }), index('segment_members_page').on(table.snapshotId, table.customerId)])

/** Who received what: one row a page that left the house, and the people on it (GDPR Art. 19). */
export const exportLedger = pgTable('exports', {
  exportId: uuid('export_id').primaryKey(),
  segmentKey: text('segment_key').notNull(),
  snapshotId: uuid('snapshot_id').notNull(),
  keyId: uuid('key_id').notNull(),
  fields: text('fields').array().notNull(),
  format: text('format').notNull(),
  at: at('at').notNull(),
  people: integer('people').notNull(),
})

export const exportPeople = pgTable('export_people', {
  customerId: uuid('customer_id').notNull(),
  exportId: uuid('export_id').notNull(),
}, (table) => [primaryKey({ columns: [table.customerId, table.exportId] })])
