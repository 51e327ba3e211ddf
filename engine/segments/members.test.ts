import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordConsents } from '../consent/ledger.ts'
import { newId, type CustomerId, type KeyId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { readChanges } from './changes.ts'
import { evaluateSegment } from './evaluateSegment.ts'
import { DEFAULT_FIELDS } from './fields.ts'
import { readMembers, streamMembers } from './members.ts'
import { putSegment } from './putSegment.ts'
import { SegmentInput } from './segment.ts'
import { group, join, joinAll, NOW, say } from './testing/crowd.ts'

const receiver = { keyId: newId<KeyId>(NOW), format: 'json' as const, fields: DEFAULT_FIELDS }
const EMAIL = 'marketing.communications.email'
const n = 23
let store: Store
let key: string
let made = 0
let people: CustomerId[]

beforeAll(async () => { store = await createTestStore() })
afterAll(async () => { await store.close() })
/** A town of its own for each test, so that every test has n people and one segment of them. */
beforeEach(async () => {
  key = `town-${made++}`
  people = await joinAll(store, Array.from({ length: n }, (_, i) => ({ userId: `${key}-${String(i).padStart(2, '0')}`, city: key, country: 'DE', traits: { email: `${key}-${i}@example.org` } })))
  await put(key)
})
const put = (town: string) => putSegment(store, key, SegmentInput.parse({ name: key, rule: { type: 'place', cities: [town] } }), 'key:test', NOW)
const page = (limit: number, cursor: string | null = null) => readMembers(store, key, { ...receiver, limit, ...(cursor === null ? {} : { cursor }) }, NOW)
const everyone = () => people.map((_, i) => `${key}-${String(i).padStart(2, '0')}`)

/** Reads page after page; `between` happens after each. */
async function walk(limit: number, between: (page: number) => Promise<void> = async () => {}) {
  const listed: string[] = []
  const pages = []
  for (let cursor: string | null = null, i = 0; ; i++) {
    const answer = await page(limit, cursor)
    pages.push(answer)
    listed.push(...answer.data.map((row) => row.userId ?? ''))
    if (answer.nextCursor === null) return { listed, pages }
    cursor = answer.nextCursor
    await between(i)
  }
}
const object = (id: CustomerId) => recordConsents(store, [{ customerId: id, purpose: EMAIL, allowed: false, status: 'objected', recordedAt: NOW, method: 'test', source: 'test', ground: 'consent', actor: 'test' }], NOW)

describe('pages', () => {
  it.each([1, 2, 5, n - 1, n, n + 1, 1000])('of %i neither skip nor repeat', async (limit) => {
    const { listed, pages } = await walk(limit)
    expect([...listed].sort()).toEqual(everyone())
    expect(pages).toHaveLength(Math.ceil(n / limit))
    expect(pages.slice(0, -1).every((each) => each.data.length === limit)).toBe(true)
  })
  it('stay those of one snapshot while people come and go', async () => {
    const { listed, pages } = await walk(4, async (i) => {
      await join(store, { userId: `late-${key}-${i}`, city: key })
      await store.sql`update customers set city = 'elsewhere' where customer_id = ${people[n - 1 - i]}`
      await evaluateSegment(store, key, { asOf: NOW, now: NOW })
    })
    expect([...listed].sort()).toEqual(everyone())
    expect(new Set(pages.map((each) => each.snapshot.snapshotId)).size).toBe(1)
    expect((await page(1000)).data.length).toBe(n)
  })
  it('are full although some in between are left out', async () => {
    const ordered = [...people].sort()
    await say(store, [ordered[0], ordered[2], ordered[3], ordered[n - 1]], EMAIL, false, NOW)
    const { listed, pages } = await walk(3)
    expect(listed).toHaveLength(n - 4)
    expect(pages.slice(0, -1).map((each) => each.data.length)).toEqual(pages.slice(0, -1).map(() => 3))
    expect(pages.map((each) => each.excluded.consent)).toEqual(pages.map(() => 4))
  })
})

describe('at the door', () => {
  it('a withdrawal between two pages holds', async () => {
    const ordered = [...people].sort()
    const { listed, pages } = await walk(10, async (i) => { if (i === 0) await say(store, [ordered[n - 1]], EMAIL, false, NOW) })
    expect(listed).toHaveLength(n - 1)
    expect(pages[0].excluded).toEqual({ consent: 0, suppressed: 0 })
    expect(pages[2].excluded).toEqual({ consent: 1, suppressed: 0 })
  })
  it('each is left out and counted for what stands against them', async () => {
    const [, expired, silent, profile, objected, unsubscribed, gone, renewed] = people
    await recordConsents(store, [{ customerId: expired, purpose: EMAIL, allowed: true, status: 'granted', recordedAt: NOW, expiresAt: NOW, method: 'test', source: 'test', ground: 'consent', actor: 'test' }], NOW)
    await store.sql.begin(async (tx) => {
      await tx`set local lotse.erasing = 'yes'`
      await tx`delete from consent_records where customer_id = ${silent} and purpose = ${EMAIL}`
    })
    await say(store, [profile], 'personalize.content.profiling', false, NOW)
    await object(objected)
    await say(store, [unsubscribed, renewed], EMAIL, false, NOW)
    await say(store, [renewed], EMAIL, true, NOW)
    await store.sql`delete from customers where customer_id = ${gone}`
    const { data, excluded } = await page(1000)
    expect(excluded).toEqual({ consent: 4, suppressed: 2 })
    expect(data).toHaveLength(n - 6)
    expect(data.map((row) => row.userId)).toContain(`${key}-07`)
  })
  it('two members who have become one are handed on once', async () => {
    const [stays, goes, outsider] = [people[0], people[1], await join(store, { userId: `${key}-new`, traits: { email: 'new@example.org' } })]
    await store.sql`update customers set merged_into = ${stays} where customer_id = ${goes}`
    await store.sql`update customers set merged_into = ${outsider} where customer_id = ${people[2]}`
    const { data, excluded } = await page(1000)
    expect(excluded).toEqual({ consent: 0, suppressed: 1 })
    expect(data.filter((row) => row.userId === `${key}-00`)).toHaveLength(1)
    // The member that became part of a person outside the snapshot goes under that person's name.
    expect(data.map((row) => row.email)).toContain('new@example.org')
  })
  it('a segment below the least size an installation asks for is refused', async () => {
    await expect(readMembers(store, key, { ...receiver, limit: 10 }, NOW, 50)).rejects.toMatchObject({ kind: 'forbidden', code: 'segment_below_k' })
  })
})

describe('what is told', () => {
  it('is the fields asked for, the published persona among them', async () => {
    await group(store, [{ name: 'Balkon', status: 'published', members: [people[0]] }, { name: 'geheim', status: 'draft', members: [people[1]] }])
    const { data } = await page(1000)
    expect(data.find((row) => row.userId === `${key}-00`)).toEqual({ userId: `${key}-00`, email: `${key}-0@example.org`, persona: 'Balkon', city: key, country: 'DE' })
    expect(data.find((row) => row.userId === `${key}-01`)?.persona).toBeNull()
  })
  it('is written down: who received whom', async () => {
    const { listed } = await walk(10)
    const [ledger] = await store.sql`select count(*)::int pages, sum(people)::int people from exports where segment_key = ${key} and key_id = ${receiver.keyId}`
    const [named] = await store.sql`select count(distinct customer_id)::int people from export_people join exports using (export_id) where segment_key = ${key}`
    expect(ledger).toEqual({ pages: 3, people: listed.length })
    expect(named.people).toBe(n)
  })
  it('is the same as a stream, each asked when its turn comes', async () => {
    const stream = await streamMembers(store, key, { ...receiver, format: 'csv' }, () => NOW)
    await say(store, [people[5]], EMAIL, false, NOW)
    const rows = []
    for await (const part of stream.pages) rows.push(...part)
    expect(rows).toHaveLength(n - 1)
    expect(stream.excluded).toEqual({ consent: 0, suppressed: 0 })
  })
})

describe('a cursor', () => {
  it('is refused when it was altered, made up or made for another segment', async () => {
    const { nextCursor } = await page(5)
    const bytes = Buffer.from(nextCursor ?? '', 'base64url')
    bytes[bytes.length - 3] ^= 1
    for (const wrong of [bytes.toString('base64url'), 'eyJrZXkiOiJ4In0', '', 'ü']) await expect(page(5, wrong)).rejects.toMatchObject({ code: 'cursor_invalid' })
    await putSegment(store, `${key}-b`, SegmentInput.parse({ name: 'b', rule: { type: 'everyone' } }), 'key:test', NOW)
    await expect(readMembers(store, `${key}-b`, { ...receiver, limit: 5, cursor: nextCursor ?? '' }, NOW)).rejects.toMatchObject({ code: 'cursor_invalid' })
  })
})

describe('changes', () => {
  const changes = async (since: string) => {
    const all = []
    for (let cursor: string | null = null; ;) {
      const answer = await readChanges(store, key, { ...receiver, limit: 3, ...(cursor === null ? { since } : { cursor }) }, NOW)
      all.push(...answer.data)
      if (answer.nextCursor === null) return all
      cursor = answer.nextCursor
    }
  }
  it('tell who came and who left, who may be told', async () => {
    const { pages } = await walk(10)
    const ids = { came: await join(store, { userId: `${key}-came`, city: key }), silent: await join(store, { userId: `${key}-silent`, city: key, email: false }) }
    await store.sql`update customers set city = 'elsewhere' where customer_id = ${people[3]}`
    await say(store, [people[4]], EMAIL, false, NOW)
    await evaluateSegment(store, key, { asOf: NOW, now: NOW })
    const told = await changes(pages[0].snapshot.snapshotId)
    expect(told.map(({ change, userId }) => `${change} ${userId}`).sort()).toEqual([`entered ${key}-came`, `left ${key}-03`, `left ${key}-04`])
    expect(told.find(({ change }) => change === 'left')).not.toHaveProperty('city')
    expect(ids.came).not.toBe(ids.silent)
  })
  it('name nobody who was never handed on and may not be', async () => {
    await say(store, [people[0]], EMAIL, false, NOW)
    const { snapshot } = await page(1)
    await store.sql`update customers set city = 'elsewhere' where city = ${key}`
    await evaluateSegment(store, key, { asOf: NOW, now: NOW })
    const told = await changes(snapshot.snapshotId)
    expect(told.map(({ userId }) => userId)).not.toContain(`${key}-00`)
    expect(told).toHaveLength(n - 1)
  })
  it('are nothing when nothing changed, and need a snapshot of this segment', async () => {
    const { pages } = await walk(50)
    expect(await changes(pages[0].snapshot.snapshotId)).toEqual([])
    await expect(changes('nonsense')).rejects.toMatchObject({ code: 'snapshot_unknown' })
  })
})
