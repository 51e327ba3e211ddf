import type { PendingQuery, Row } from 'postgres'
import type { Person } from '../consent/permit.ts'
import { modelsTrainedOn } from '../recommender/membership.ts'
import { publishedMembers } from '../segments/persona.ts'
import type { Store } from '../store/connect.ts'
import { LOGIC } from './logic.ts'
import { personOfUser } from './person.ts'
import { recipientsOf } from './recipients.ts'

/** Grows when a part is renamed or taken away. */
export const EXPORT_SCHEMA = 'lotse.person/1'

const ROWS_AT_ONCE = 1000

/**
 * Everything kept about a person, observed and inferred, with its logic and its receivers (GDPR Art. 15, 20): the text of one JSON object,
 * piece by piece, so that a long life fits into little memory. It is the person's own right and asks for no consent. Throws
 * `customer_unknown` before the first piece.
 */
export async function exportPerson(store: Store, userId: string, now: Date): Promise<AsyncGenerator<string>> {
  const person = await personOfUser(store, userId)
  return write(store, person, userId, now)
}

async function* write(store: Store, person: Person, userId: string, now: Date): AsyncGenerator<string> {
  const head = { schema: EXPORT_SCHEMA, generatedAt: now, userId, customerIds: person.customerIds }
  yield JSON.stringify(head).slice(0, -1)
  for (const [name, value] of Object.entries(await smallParts(store, person, now))) yield `,${JSON.stringify(name)}:${JSON.stringify(value)}`
  for (const [name, query] of Object.entries(longParts(store, person))) {
    yield `,${JSON.stringify(name)}:[`
    let first = true
    for await (const rows of query.cursor(ROWS_AT_ONCE)) {
      yield `${first ? '' : ','}${rows.map((row) => JSON.stringify(row)).join(',')}`
      first = false
    }
    yield ']'
  }
  yield '}\n'
}

/** What is bounded by its nature. */
async function smallParts(store: Store, person: Person, now: Date) {
  const { sql } = store
  const ids = [...person.customerIds]
  const trained = await modelsTrainedOn(store, person)
  const [customers, identifiers, merges, consents, features, personas, segments, models, recipients] = await Promise.all([
    sql`select customer_id as "customerId", created_at as "createdAt", known, traits, country, region, city, lat, lon, merged_into as "mergedInto" from customers where customer_id = any(${ids}::uuid[])`,
    sql`select kind, value, first_seen as "firstSeen" from identifiers where customer_id = any(${ids}::uuid[]) order by first_seen, kind, value`,
    sql`select customer_id as "customerId", "into", at, through from merges where customer_id = any(${ids}::uuid[]) or "into" = any(${ids}::uuid[]) order by at`,
    sql`select record_id as "recordId", purpose, allowed, status, recorded_at as "recordedAt", expires_at as "expiresAt", notice_id as "noticeId", notice_version as "noticeVersion", notice_language as "noticeLanguage",
      method, source, ground, policy_version as "policyVersion", hash from consent_records where customer_id = any(${ids}::uuid[]) order by seq`,
    sql<{ asOf: Date; columns: unknown; values: (number | string)[] }[]>`
      select s.as_of as "asOf", s.columns, to_jsonb(r.values) as values from feature_rows r join feature_sets s using (run_id) where r.customer_id = any(${ids}::uuid[]) and s.completed_at is not null order by s.as_of desc limit 1`,
    sql`select p.persona_id as id, p.name, p.description, p.status, m.weight::float8 as weight, m.margin::float8 as margin, m.undetermined, m.assigned_at as "assignedAt", m.run_id as "runId", n.as_of as "asOf", exists (select 1 from ${publishedMembers(sql, now)} c where c.customer_id = m.customer_id and c.persona_id = m.persona_id) as current
      from persona_members m left join personas p using (persona_id) join persona_runs n on n.run_id = m.run_id where m.customer_id = any(${ids}::uuid[]) order by n.as_of desc`,
    sql`select s.key, s.name, n.snapshot_id as "snapshotId", n.as_of as "asOf" from segment_members m join segment_snapshots n using (snapshot_id) join segments s on s.key = n.key
      where m.customer_id = any(${ids}::uuid[]) and n.completed_at is not null order by n.as_of desc, s.key`,
    sql`select artefact_id as id, kind, version, status, window_from as "windowFrom", window_to as "windowTo", created_at as "createdAt", facts ->> 'purpose' as purpose
      from artefacts where artefact_id = any(${trained}::uuid[]) order by created_at`,
    recipientsOf(sql, person),
  ])
  return { customers, identifiers, merges, consents, features: features.map(named), personas, segments, models, recipients, logic: LOGIC }
}

/** Parts that grow with every visit. */
function longParts({ sql }: Store, { customerIds }: Person): { readonly [name: string]: PendingQuery<Row[]> } {
  const ids = [...customerIds]
  return {
    decisions: sql`select decision_id as "decisionId", decided_at as "decidedAt", personalised, purpose, allowed, reason, record_id as "recordId", persona_id as "personaId", slots, versions
      from decisions where customer_id = any(${ids}::uuid[]) order by decided_at, decision_id`,
    exposures: sql`select decision_id as "decisionId", slot, item_id as "itemId", seen_at as "seenAt" from exposures where customer_id = any(${ids}::uuid[]) order by seen_at, decision_id, item_id`,
    events: sql`
      select e.event_id as "eventId", e.message_id as "messageId", e.occurred_at as "occurredAt", e.received_at as "receivedAt", e.type, e.name, e.channel, e.stage, e.device, e.anonymous_id as "anonymousId",
        e.country, e.region, e.city, e.lat, e.lon, e.order_id as "orderId", e.amount::float8, e.currency, e.discount::float8, e.score, e.score_kind as "scoreKind", e.source, e.properties, (
          select coalesce(json_agg(json_build_object('itemId', x.item_id, 'action', x.action, 'quantity', x.quantity, 'price', x.price) order by x.line), '[]') from event_items x
          where x.customer_id = e.customer_id and x.occurred_at = e.occurred_at and x.event_id = e.event_id) as items
      from events e where e.customer_id = any(${ids}::uuid[]) order by e.occurred_at, e.event_id`,
  }
}

/** A row of figures with their names; null where nothing is known. */
function named({ asOf, columns, values }: { asOf: Date; columns: unknown; values: (number | string)[] }) {
  const names = Array.isArray(columns) ? columns.map((column: unknown, i) => (typeof column === 'object' && column !== null && 'name' in column ? String(column.name) : `column ${i}`)) : []
  return { asOf, values: Object.fromEntries(values.map((value, i) => [names[i] ?? `column ${i}`, typeof value === 'number' ? value : null])) }
}
