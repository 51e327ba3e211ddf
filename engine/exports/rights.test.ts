import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../access/audit.ts'
import { createKey } from '../access/keys.ts'
import { recordConsents } from '../consent/ledger.ts'
import { PURPOSES } from '../consent/purposes.ts'
import { findPerson } from '../customers/person.ts'
import { ingest } from '../events/ingest.ts'
import { newId, type CustomerId, type DecisionId, type RunId } from '../ids.ts'
import { readMembers } from '../segments/members.ts'
import { putSegment } from '../segments/putSegment.ts'
import { SegmentInput } from '../segments/segment.ts'
import { group, NOW } from '../segments/testing/crowd.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { customerSummary } from './customerSummary.ts'
import { erasePerson, PERSONAL_TABLES, type Receipt } from './erasePerson.ts'
import { EXPORT_SCHEMA, exportPerson } from './exportPerson.ts'
import { sweepErased } from './sweepErased.ts'

let store: Store
let people: { anna: CustomerId; bert: CustomerId }
const later = new Date(NOW.getTime() + 60_000)

const track = (who: string, n: number, event: string, properties: object, more: object = {}) =>
  ({ type: 'track', messageId: `${who}-msg-${n}`, userId: `${who}-user`, event, properties, timestamp: new Date(NOW.getTime() - n * 3_600_000).toISOString(), ...more })
const life = (who: string) => [
  { type: 'identify', messageId: `${who}-msg-100`, userId: `${who}-user`, anonymousId: `${who}-phone`, traits: { email: `${who}@example.org`, firstName: who, country: 'DE', region: 'Berlin', city: 'Berlin' }, timestamp: '2026-02-01T10:00:00Z', context: { externalIds: [{ id: `${who}-loyal`, type: 'loyalty_id', collection: 'users', encoding: 'none' }], location: { country: 'DE', region: 'Berlin', city: 'Berlin' } } },
  { type: 'page', messageId: `${who}-msg-101`, anonymousId: `${who}-phone`, name: 'home', timestamp: '2026-02-01T10:01:00Z' },
  track(who, 1, 'Product Viewed', { product_id: 'p1', price: 9.99 }),
  track(who, 2, 'Order Completed', { order_id: `${who}-order`, total: 19.99, currency: 'EUR', products: [{ product_id: 'p1', quantity: 2, price: 9.99 }] }),
  track(who, 3, 'Product Reviewed', { product_id: 'p1', rating: 5, review_body: `${who} liked it` }),
]
const send = (messages: readonly object[], now = NOW) => ingest(store, { messages, receivedAt: now, source: 'test', keyKind: 'secret', actor: 'test' }, now)

beforeAll(async () => {
  store = await createTestStore()
  for (const who of ['anna', 'bert']) expect((await send(life(who))).rejected).toEqual([])
  const idOf = async (who: string) => (await findPerson(store, { userId: `${who}-user` }))?.personId as CustomerId
  people = { anna: await idOf('anna'), bert: await idOf('bert') }
  const { keyId } = await createKey(store, { name: 'Mailtool', kind: 'secret', scopes: ['segments:read'] }, 'cli', NOW)
  for (const id of Object.values(people)) {
    await recordConsents(store, PURPOSES.map((purpose) => ({ customerId: id, purpose, allowed: true, status: 'granted' as const, recordedAt: NOW, method: 'test', source: 'test', ground: 'consent' as const, actor: 'test' })), NOW)
    await audit(store, { actor: 'key:x', action: 'consent.changed', subject: id, detail: { purpose: 'x' } }, NOW)
    const decision = newId<DecisionId>(NOW)
    await store.sql`select lotse_ensure_months(${NOW}, ${NOW})`
    await store.sql`insert into decisions values (${id}, ${NOW}, ${decision}, true, false, 'personalize.content.profiled', true, 'granted', null, '1', null, '[]', '{}', ${keyId}, 900)`
    await store.sql`insert into exposures values (${id}, ${decision}, 'home', 'p1', ${NOW})`
    await store.sql`insert into run_population values (${id}, ${decision}, 'personalize.content.profiling', ${id})`
  }
  const run = newId<RunId>(NOW)
  await store.sql`insert into feature_sets values (${run}, ${NOW}, 2, ${store.sql.json([{ name: 'orders' }, { name: 'nps' }])}, ${NOW}, ${NOW})`
  for (const id of Object.values(people)) await store.sql`insert into feature_rows values (${id}, ${run}, '{1, NaN}')`
  await group(store, [{ name: 'Balkon', status: 'published', members: Object.values(people) }])
  await putSegment(store, 'all', SegmentInput.parse({ name: 'Alle', rule: { type: 'everyone' } }), 'cli', NOW)
  await readMembers(store, 'all', { keyId, format: 'json', fields: ['userId', 'email'], limit: 10 }, NOW)
})
afterAll(async () => { await store.close() })

async function tables(): Promise<string[]> {
  const rows = await store.sql<{ name: string }[]>`select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition order by 1`
  return rows.map((row) => row.name)
}

/** Tables in which any of these words stands in any row. */
async function findWords(words: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const table of await tables()) {
    const rows = await store.sql`select 1 from ${store.sql(table)} t where exists (select 1 from unnest(${[...words]}::text[]) w where strpos(t::text, w) > 0) limit 1`
    if (rows.length > 0) found.push(table)
  }
  return found
}
const wordsOf = (who: 'anna' | 'bert') => [people[who], `${who}-user`, `${who}-phone`, `${who}-loyal`, `${who}@example.org`, createHash('sha256').update(`${who}@example.org`).digest('hex'), `${who}-order`, `${who}-msg-`, `${who} liked it`]

async function exported(userId: string) {
  let text = ''
  for await (const piece of await exportPerson(store, userId, NOW)) text += piece
  return JSON.parse(text)
}

describe('customerSummary', () => {
  it('tells who somebody is at a glance', async () => {
    expect(await customerSummary(store, 'anna-user', NOW)).toMatchObject({
      userId: 'anna-user', customerId: people.anna, identifiers: [{ kind: 'anonymous_id', values: 1 }, { kind: 'email_hash', values: 1 }, { kind: 'loyalty_id', values: 1 }, { kind: 'user_id', values: 1 }],
      traits: { email: 'anna@example.org' }, place: { country: 'DE', region: 'Berlin', city: 'Berlin' }, persona: { name: 'Balkon', weight: 1 }, segments: ['all'], counts: { events: 5, orders: 1, decisions: 1, handOvers: 1 },
    })
  })
  it('hides the persona from the moment a profile is no longer allowed', async () => {
    await recordConsents(store, [{ customerId: people.bert, purpose: 'personalize.content.profiling', allowed: false, status: 'withdrawn', recordedAt: later, method: 'test', source: 'test', ground: 'consent', actor: 'test' }], later)
    const summary = await customerSummary(store, 'bert-user', later)
    expect(summary).toMatchObject({ persona: null, segments: [] })
    expect(summary.consents.find(({ purpose }) => purpose === 'personalize.content.profiling')).toMatchObject({ allowed: false, reason: 'withdrawn' })
  })
  it('knows nobody it does not know', async () => {
    await expect(customerSummary(store, 'carl', NOW)).rejects.toMatchObject({ kind: 'missing', code: 'customer_unknown' })
  })
})

describe('exportPerson', () => {
  it('gives everything observed and inferred, with receivers and logic', async () => {
    const all = await exported('anna-user')
    expect(all).toMatchObject({ schema: EXPORT_SCHEMA, userId: 'anna-user', features: [{ values: { orders: 1, nps: null } }], personas: [{ name: 'Balkon', current: true }], segments: [{ key: 'all' }], recipients: [{ segment: 'all', keyName: 'Mailtool', fields: ['userId', 'email'] }] })
    expect(all.events).toHaveLength(5)
    expect(all.events.find((event: { name: string }) => event.name === 'Order Completed')).toMatchObject({ amount: 19.99, items: [{ itemId: 'p1', quantity: 2, price: 9.99 }] })
    expect(all.consents).toHaveLength(PURPOSES.length)
    expect(all.decisions).toHaveLength(1)
    expect(all.exposures).toHaveLength(1)
    expect(all.logic.length).toBeGreaterThan(3)
    expect(JSON.stringify(all)).not.toContain('bert')
  })
})

describe('erasePerson', () => {
  let receipt: Receipt
  let before: { [table: string]: string[] }
  const rowsOfBert = async () => Object.fromEntries(await Promise.all([...PERSONAL_TABLES, 'customers'].map(async (table) =>
    [table, (await store.sql<{ row: string }[]>`select t::text as row from ${store.sql(table)} t where customer_id = ${people.bert} order by 1`).map(({ row }) => row)])))
  beforeAll(async () => {
    expect((await findWords(wordsOf('anna'))).length).toBeGreaterThan(12)
    before = await rowsOfBert()
    receipt = await erasePerson(store, 'anna-user', 'key:dpo', later)
  })

  it('knows every table with a row of a person\'s own', async () => {
    const rows = await store.sql<{ name: string }[]>`
      select table_name as name from information_schema.columns join pg_class on relname = table_name and relkind in ('r', 'p') and not relispartition where table_schema = 'public' and column_name = 'customer_id'`
    expect(rows.map(({ name }) => name).sort()).toEqual([...PERSONAL_TABLES, 'customers', 'merges'].sort())
  })
  it('leaves nothing of the person in any table', async () => {
    expect(await findWords(wordsOf('anna'))).toEqual([])
  })
  it('leaves everybody else as they were', async () => {
    expect(await rowsOfBert()).toEqual(before)
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true)
  })
  it('gives a receipt that counts, names who received the person, and stays', async () => {
    expect(receipt).toMatchObject({ erasedAt: later, tombstones: 4, recipients: [{ segment: 'all', keyName: 'Mailtool' }], counts: { events: 5, event_items: 3, decisions: 1, exposures: 1, segment_members: 1, export_people: 1, feature_rows: 1, persona_members: 1, consent_records: PURPOSES.length } })
    const [kept] = await store.sql<{ actor: string; detail: { hash: string } }[]>`select actor, detail from audit where action = 'customer.erased' and subject = ${receipt.receiptId}`
    expect(kept.actor).toBe('key:dpo')
    const { hash, ...rest } = kept.detail
    expect(createHash('sha256').update(JSON.stringify(Object.fromEntries(Object.keys(receipt).filter((name) => name !== 'hash').map((name) => [name, receipt[name as keyof Receipt]])))).digest('hex')).toBe(hash)
    expect(rest).toMatchObject({ receiptId: receipt.receiptId })
  })
  it('takes nothing of them back, neither a replay nor something new', async () => {
    const replay = await send([...life('anna'), track('anna', 9, 'Product Viewed', { product_id: 'p1' })], later)
    expect(replay.accepted).toBe(0)
    expect(new Set(replay.rejected.map(({ code }) => code))).toEqual(new Set(['suppressed']))
    // A till knows only the card, a newsletter only the address.
    const other = await send([{ type: 'track', event: 'Order Completed', messageId: 'm1', properties: { order_id: 'o9', total: 1, currency: 'EUR' }, context: { externalIds: [{ id: 'anna-loyal', type: 'loyalty_id', collection: 'users', encoding: 'none' }] } }], later)
    expect(other.accepted).toBe(0)
    expect(await findWords(wordsOf('anna'))).toEqual([])
  })
  it('says so when there is nobody to erase', async () => {
    await expect(erasePerson(store, 'anna-user', 'key:dpo', later)).rejects.toMatchObject({ code: 'customer_unknown' })
  })
  it('leaves nothing of what is written at the same moment', async () => {
    await send(life('dora'))
    const floods = Array.from({ length: 12 }, (_, i) => send([track('dora', 200 + i, 'Product Viewed', { product_id: 'p1' }, { anonymousId: `dora-device-${i}` })], later))
    const [erased] = await Promise.allSettled([erasePerson(store, 'dora-user', 'cli', later), ...floods])
    expect(erased.status).toBe('fulfilled')
    const orphans = await store.sql`select 1 from events e where not exists (select 1 from customers c where c.customer_id = e.customer_id)`
    expect(orphans).toHaveLength(0)
    expect(await findPerson(store, { userId: 'dora-user' })).toBeNull()
    expect(await findWords(['dora-user', 'dora@example.org', 'dora-order'])).toEqual([])
  })
})

describe('sweepErased', () => {
  it('takes out what a run wrote late, and only that', async () => {
    const gone = newId<CustomerId>(NOW)
    const run = newId<RunId>(NOW)
    const [{ n }] = await store.sql<{ n: number }[]>`select count(*)::int n from feature_rows`
    await store.sql`insert into feature_rows values (${gone}, ${run}, '{1}')`
    await store.sql`insert into persona_members values (${gone}, ${run}, ${run}, 1, 1)`
    expect(await sweepErased(store, new Date(later.getTime() + 1))).toBe(0)
    expect(await sweepErased(store, NOW)).toBe(2)
    expect((await store.sql`select count(*)::int n from feature_rows`)[0].n).toBe(n)
  })
})
