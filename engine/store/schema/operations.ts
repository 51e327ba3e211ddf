import { bigserial, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

export const apiKeys = pgTable('api_keys', {
  keyId: uuid('key_id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<'publishable' | 'secret'>().notNull(),
  /** SHA-256 of the key; the key itself is shown once and kept nowhere. */
  hash: text('hash').notNull().unique(),
  /** First characters, to recognise it by. */
  hint: text('hint').notNull(),
  scopes: text('scopes').array().notNull(),
  createdAt: at('created_at').notNull(),
  revokedAt: at('revoked_at'),
})

/** Who changed what. Append-only. */
export const audit = pgTable('audit', {
  auditId: bigserial('audit_id', { mode: 'number' }).primaryKey(),
  at: at('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: jsonb('detail').notNull(),
}, (table) => [index('audit_subject').on(table.subject, table.at)])

/** Small facts of this installation, such as its salt. */
export const installation = pgTable('installation', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
})
