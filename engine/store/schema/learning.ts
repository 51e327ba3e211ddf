import { bigint, bigserial, boolean, customType, doublePrecision, index, integer, jsonb, pgTable, primaryKey, real, smallint, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'

const at = (name: string) => timestamp(name, { withTimezone: true })
const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea', toDriver: (value) => Buffer.from(value) })

/** One execution of a batch job. What it makes is written under its id and becomes current only when it is complete. */
export const runs = pgTable('runs', {
  runId: uuid('run_id').primaryKey(),
  job: text('job').notNull(),
  status: text('status').$type<'queued' | 'running' | 'succeeded' | 'failed'>().notNull(),
  asOf: at('as_of').notNull(),
  seed: integer('seed').notNull(),
  attempts: integer('attempts').notNull(),
  actor: text('actor').notNull(),
  createdAt: at('created_at').notNull(),
  startedAt: at('started_at'),
  finishedAt: at('finished_at'),
  /** Per step: name, status, seconds, what it found. */
  steps: jsonb('steps').notNull(),
  error: text('error'),
}, (table) => [index('runs_created').on(table.createdAt)])

export const featureSets = pgTable('feature_sets', {
  runId: uuid('run_id').primaryKey(),
  asOf: at('as_of').notNull(),
  rows: integer('rows').notNull(),
  columns: jsonb('columns').notNull(),
  createdAt: at('created_at').notNull(),
  completedAt: at('completed_at'),
  /** What it takes to make the row of one person again; null for sets from before it was kept. */
  basis: jsonb('basis'),
})

/** The basis of a set, its large parts: what is known of each item … */
export const featureItems = pgTable('feature_items', {
  runId: uuid('run_id').notNull(),
  itemId: text('item_id').notNull(),
  category: text('category'),
  /** Place of its price on its shelf, in millionths. */
  level: integer('level'),
  /** How much meeting it counts towards a topic of taste, and its share of each; null where there are no topics. */
  weight: doublePrecision('weight'),
  topics: real('topics').array(),
}, (table) => [primaryKey({ columns: [table.runId, table.itemId] })])

/** … and of each town. */
export const featureTowns = pgTable('feature_towns', {
  runId: uuid('run_id').notNull(),
  /** country|city */
  town: text('town').notNull(),
  customers: integer('customers').notNull(),
  /** To the nearest store. */
  km: doublePrecision('km'),
}, (table) => [primaryKey({ columns: [table.runId, table.town] })])

export const featureRows = pgTable('feature_rows', {
  customerId: uuid('customer_id').notNull(),
  runId: uuid('run_id').notNull(),
  /** One value per column of the set; NaN where nothing is known. */
  values: real('values').array().notNull(),
}, (table) => [primaryKey({ columns: [table.customerId, table.runId] }), index('feature_rows_run').on(table.runId)])

export const personaRuns = pgTable('persona_runs', {
  runId: uuid('run_id').primaryKey(),
  asOf: at('as_of').notNull(),
  featureRunId: uuid('feature_run_id').notNull(),
  n: integer('n').notNull(),
  k: integer('k').notNull(),
  /** The table behind k and the reason for it. */
  choice: jsonb('choice').notNull(),
  /** Scaler, centres, columns: enough to assign anybody again. */
  model: jsonb('model').notNull(),
  createdAt: at('created_at').notNull(),
  completedAt: at('completed_at'),
  /** What it was asked to do: method, range of k, weights, exclusions (see personas/settings.ts). */
  settings: jsonb('settings').notNull().default({}),
  /** What it saw besides the personas: map, drift, migration, sensitive attributes, the undetermined (see personas/finding/report.ts). */
  report: jsonb('report').notNull().default({}),
})

export type PersonaStatus = 'draft' | 'in_review' | 'approved' | 'published' | 'retired'

export const personas = pgTable('personas', {
  personaId: uuid('persona_id').primaryKey(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  /** Set once a person chose the name or the description: the next run leaves it alone. */
  named: jsonb('named').$type<{ name: boolean; description: boolean }>().notNull(),
  status: text('status').$type<PersonaStatus>().notNull(),
  version: integer('version').notNull(),
  bornRunId: uuid('born_run_id').notNull(),
  /** The last run that found this group. */
  runId: uuid('run_id').notNull(),
  lineage: jsonb('lineage').notNull(),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
  /** A run that no longer finds it goes on with its people as a group of their own. */
  pinned: boolean('pinned').notNull().default(false),
})

/** What decisions, segments and exports go by: the set with the greatest seq. A change writes a new set, so that any before it can come back. */
export const personaSets = pgTable('persona_sets', {
  seq: bigserial('seq', { mode: 'number' }).primaryKey(),
  /** Whose members count. */
  runId: uuid('run_id').notNull(),
  kind: text('kind').$type<PersonaSetKind>().notNull(),
  actor: text('actor').notNull(),
  reason: text('reason'),
  createdAt: at('created_at').notNull(),
})

export type PersonaSetKind = 'published' | 'retired' | 'refreshed' | 'adopted' | 'merged' | 'split' | 'rolled_back'

/** The personas of a set; each counts from its effective date on. */
export const personaSetEntries = pgTable('persona_set_entries', {
  seq: bigint('seq', { mode: 'number' }).notNull(),
  personaId: uuid('persona_id').notNull(),
  effectiveAt: at('effective_at').notNull(),
}, (table) => [primaryKey({ columns: [table.seq, table.personaId] })])

export const personaComments = pgTable('persona_comments', {
  commentId: uuid('comment_id').primaryKey(),
  personaId: uuid('persona_id').notNull(),
  at: at('at').notNull(),
  actor: text('actor').notNull(),
  text: text('text').notNull(),
}, (table) => [index('persona_comments_persona').on(table.personaId, table.at)])

export type PersonaAlertKind = 'dissolved' | 'held' | 'size_changed' | 'features_moved' | 'checks_failed'

/** What a run saw that somebody should look at. */
export const personaAlerts = pgTable('persona_alerts', {
  alertId: uuid('alert_id').primaryKey(),
  runId: uuid('run_id').notNull(),
  /** Null where it is about the whole run. */
  personaId: uuid('persona_id'),
  kind: text('kind').$type<PersonaAlertKind>().notNull(),
  detail: jsonb('detail').notNull(),
  createdAt: at('created_at').notNull(),
  seenAt: at('seen_at'),
  seenBy: text('seen_by'),
}, (table) => [index('persona_alerts_created').on(table.createdAt)])

/** What a run found out about a persona: size, value, what distinguishes it, where, top items. */
export const personaProfiles = pgTable('persona_profiles', {
  personaId: uuid('persona_id').notNull(),
  runId: uuid('run_id').notNull(),
  cluster: smallint('cluster').notNull(),
  size: integer('size').notNull(),
  facts: jsonb('facts').notNull(),
}, (table) => [primaryKey({ columns: [table.personaId, table.runId] })])

export const personaMembers = pgTable('persona_members', {
  customerId: uuid('customer_id').notNull(),
  runId: uuid('run_id').notNull(),
  /** Null: undetermined, and why stands beside it. */
  personaId: uuid('persona_id'),
  /** Soft weight of this persona (of the strongest where undetermined), 0–1, and its lead over the runner-up. */
  weight: real('weight').notNull(),
  margin: real('margin').notNull(),
  undetermined: text('undetermined').$type<Undetermined>(),
  /** Soft weight of every cluster of the run, in the order of its model. */
  mix: real('mix').array().notNull().default(sql`'{}'::real[]`),
  /** The persona that has been ahead of theirs, and how many times in a row (see personas/finding/holding.ts). */
  candidate: uuid('candidate'),
  streak: smallint('streak').notNull().default(0),
  /** When their events moved them last; null: the run itself put them here. */
  assignedAt: at('assigned_at'),
}, (table) => [
  primaryKey({ columns: [table.customerId, table.runId] }),
  index('persona_members_persona').on(table.runId, table.personaId, table.customerId),
])

/** `between`: two groups are about equally near; `far`: unlike the members of any; `unknown`: too little is known of them. */
export type Undetermined = 'between' | 'far' | 'unknown'

export type ArtefactStatus = 'candidate' | 'canary' | 'published' | 'rejected' | 'retired'

/** A fitted model as bytes, and what its card says. At most one of a kind is published, and at most one is tried beside it. */
export const artefacts = pgTable('artefacts', {
  artefactId: uuid('artefact_id').primaryKey(),
  kind: text('kind').notNull(),
  version: text('version').notNull(),
  runId: uuid('run_id').notNull(),
  status: text('status').$type<ArtefactStatus>().notNull(),
  /** Null once it is too old to be served again; the rest of the row stays. */
  bytes: bytea('bytes'),
  sha256: text('sha256').notNull(),
  windowFrom: at('window_from'),
  windowTo: at('window_to'),
  settings: jsonb('settings').notNull(),
  metrics: jsonb('metrics').notNull(),
  gate: jsonb('gate').notNull(),
  /** What was learned from: amounts, seed, ground, release. */
  facts: jsonb('facts').notNull().default({}),
  createdAt: at('created_at').notNull(),
  publishedAt: at('published_at'),
  /** Share of visitors it is shown to while it is a canary. */
  share: real('share'),
  canaryAt: at('canary_at'),
  retiredAt: at('retired_at'),
  /** What was published when this one took over: where a rollback goes. */
  previousId: uuid('previous_id'),
  /** How many people it learned from, and how many of them were erased since; null where that was not kept. */
  people: integer('people'),
  erased: integer('erased').notNull().default(0),
  membershipRoot: text('membership_root'),
}, (table) => [
  uniqueIndex('artefacts_published').on(table.kind).where(sql`status = 'published'`),
  uniqueIndex('artefacts_canary').on(table.kind).where(sql`status = 'canary'`),
  uniqueIndex('artefacts_run').on(table.kind, table.runId),
])

/** Whom an artefact learned from, as keyed hashes of 8 bytes in ascending order, 256 buckets by their first byte (see membership.ts). */
export const artefactMembers = pgTable('artefact_members', {
  artefactId: uuid('artefact_id').notNull(),
  bucket: smallint('bucket').notNull(),
  hashes: bytea('hashes').notNull(),
  /** Null once somebody of the bucket was erased: the digest then confirms nothing. */
  nonce: bytea('nonce'),
  digest: bytea('digest').notNull(),
}, (table) => [primaryKey({ columns: [table.artefactId, table.bucket] })])

export const journeyReports = pgTable('journey_reports', {
  runId: uuid('run_id').primaryKey(),
  asOf: at('as_of').notNull(),
  report: jsonb('report').notNull(),
  createdAt: at('created_at').notNull(),
})
