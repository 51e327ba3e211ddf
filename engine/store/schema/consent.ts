import { bigserial, boolean, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** The ledger: append-only (a trigger refuses update and delete outside an erasure), each row chained to the customer's row before it. */
export const consentRecords = pgTable('consent_records', {
  customerId: uuid('customer_id').notNull(),
  recordId: uuid('record_id').notNull(),
  /** Order of writing; the latest row of a purpose holds. */
  seq: bigserial('seq', { mode: 'number' }).notNull(),
  purpose: text('purpose').notNull(),
  allowed: boolean('allowed').notNull(),
  status: text('status').$type<'granted' | 'denied' | 'withdrawn' | 'objected'>().notNull(),
  recordedAt: at('recorded_at').notNull(),
  expiresAt: at('expires_at'),
  noticeId: text('notice_id'),
  noticeVersion: text('notice_version'),
  noticeLanguage: text('notice_language'),
  /** How it was given: banner, preference_centre, import_grant, cmp_signal, tcf, merge … */
  method: text('method').notNull(),
  source: text('source').notNull(),
  /** Article 6 ground: consent, contract, legitimate_interest. */
  ground: text('ground').notNull(),
  policyVersion: text('policy_version').notNull(),
  actor: text('actor').notNull(),
  previousHash: text('previous_hash'),
  hash: text('hash').notNull(),
}, (table) => [
  primaryKey({ columns: [table.customerId, table.recordId] }),
  index('consent_records_current').on(table.customerId, table.purpose, table.seq.desc()),
])

/** Who was let into a batch run under which purpose, with every customer id that is this person. It is also the training-set membership. */
export const runPopulation = pgTable('run_population', {
  customerId: uuid('customer_id').notNull(),
  runId: uuid('run_id').notNull(),
  purpose: text('purpose').notNull(),
  personId: uuid('person_id').notNull(),
}, (table) => [
  primaryKey({ columns: [table.customerId, table.runId, table.purpose] }),
  index('run_population_run').on(table.runId, table.purpose),
])
