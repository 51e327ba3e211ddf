import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, type CustomerId, type KeyId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { movePersona } from '../personas/life/changePersona.ts'
import { countRule, evaluateSegment } from './evaluateSegment.ts'
import { putSegment } from './putSegment.ts'
import { getSegment } from './readSegments.ts'
import { readMembers } from './members.ts'
import { Rule } from './rule.ts'
import { SegmentInput } from './segment.ts'
import { addEvents, addItem, group, join, NOW, type TestPerson } from './testing/crowd.ts'

let store: Store
const who: { [name: string]: CustomerId } = {}
const receiver = { keyId: newId<KeyId>(NOW), format: 'json' as const, fields: ['userId' as const] }
const day = (ago: number) => new Date(NOW.getTime() - ago * 86_400_000)
const put = (key: string, rule: unknown, name = key) => putSegment(store, key, SegmentInput.parse({ name, rule }), 'key:test', NOW)
const membersOf = async (key: string) => (await readMembers(store, key, { ...receiver, limit: 1000 }, NOW)).data.map((row) => row.userId).sort()

beforeAll(async () => {
  store = await createTestStore()
  await addItem(store, 'rose', 'Garten/Pflanzen', 5)
  await store.sql`insert into stores values ('b', 'Mitte', 'Berlin', 'DE', 52.52, 13.4)`
  for (const [userId, person] of Object.entries<TestPerson>({
    anna: { city: 'Berlin', country: 'DE', traits: { tier: 'gold', points: 0 } },
    bert: { city: 'Berlin', country: 'DE', traits: { tier: null, points: 10 } },
    cora: { country: 'AT', traits: {} },
    dora: { profiling: false },
  })) who[userId] = await join(store, { userId, ...person })
  const till = await join(store, { mergedInto: who.anna })
  await addEvents(store, [
    { who: who.anna, at: day(3), name: 'Order Completed', amount: 20, lines: [{ item: 'rose', action: 'purchase' }] },
    { who: till, at: day(40), name: 'Order Completed', amount: 30.1 },
    { who: who.anna, at: day(2), name: 'Order Refunded', amount: 20 },
    { who: who.bert, at: day(5), name: 'Order Completed', amount: 0 },
    { who: who.bert, at: day(5), name: 'Survey Answered', score: 0, scoreKind: 'nps' },
    { who: who.dora, at: day(1), name: 'Order Completed', amount: 99 },
  ])
})
afterAll(async () => { await store.close() })

describe('a rule finds', () => {
  const orders = { type: 'count', event: { name: 'Order Completed' } }
  const net = { type: 'sum', currency: 'EUR', net: true, comparator: 'eq' }
  it.each<[string, object, string[]]>([
    ['everyone who allows a profile', { type: 'everyone' }, ['anna', 'bert', 'cora']],
    ['orders of all ids of a person', { ...orders, comparator: 'gte', value: 2 }, ['anna']],
    ['orders in a window', { ...orders, comparator: 'eq', value: 1, window: { days: 30 } }, ['anna', 'bert']],
    ['nothing as zero', { ...orders, comparator: 'lt', value: 1 }, ['cora']],
    ['what was bought of a category', { type: 'count', event: { action: 'purchase', category: 'Garten' }, comparator: 'gt', value: 0 }, ['anna']],
    ['a sum to the cent', { type: 'sum', currency: 'EUR', comparator: 'eq', value: 50.1 }, ['anna']],
    ['a sum of zero, with and without orders', { type: 'sum', currency: 'EUR', comparator: 'eq', value: 0 }, ['bert', 'cora']],
    ['a sum less what came back', { ...net, value: 30.1 }, ['anna']],
    ['no other currency', { type: 'sum', currency: 'CHF', comparator: 'gt', value: 0 }, []],
    ['the last time', { type: 'recency', event: { name: 'Order Completed' }, comparator: 'lte', days: 3 }, ['anna']],
    ['long ago, not never', { type: 'recency', event: { name: 'Order Completed' }, comparator: 'gt', days: 3 }, ['bert']],
    ['a score of zero', { type: 'score', kind: 'nps', measure: 'last', comparator: 'lte', value: 6 }, ['bert']],
    ['a trait of zero', { type: 'trait', name: 'points', operator: 'lt', value: 1 }, ['anna']],
    ['a trait that is there and not null', { type: 'trait', name: 'tier', operator: 'exists' }, ['anna']],
    ['the opposite, unknowns included', { type: 'not', rule: { type: 'trait', name: 'tier', operator: 'equals', value: 'gold' } }, ['bert', 'cora']],
    ['a place', { type: 'place', countries: ['DE'] }, ['anna', 'bert']],
    ['towns within kilometres', { type: 'place', near: { lat: 52.4, lon: 13.1, km: 50 } }, ['anna', 'bert']],
    ['nobody in a far town', { type: 'place', near: { lat: 48.1, lon: 11.6, km: 50 } }, []],
    ['both', { type: 'and', rules: [{ type: 'place', cities: ['Berlin'] }, { ...orders, comparator: 'gte', value: 2 }] }, ['anna']],
    ['either', { type: 'or', rules: [{ type: 'place', countries: ['AT'] }, { ...orders, comparator: 'gte', value: 2 }] }, ['anna', 'cora']],
  ])('%s', async (_title, rule, expected) => {
    await put('scenario', rule)
    expect(await membersOf('scenario')).toEqual(expected)
    const opposite = await countRule(store, Rule.parse({ type: 'not', rule }), { asOf: NOW, now: NOW })
    expect(opposite + expected.length).toBe(3)
  })

  it('only what had happened as of the day', async () => {
    await put('scenario', { ...orders, comparator: 'gte', value: 2 })
    expect((await evaluateSegment(store, 'scenario', { asOf: day(4), now: NOW })).members).toBe(0)
    expect((await evaluateSegment(store, 'scenario', { asOf: NOW, now: NOW })).members).toBe(1)
  })

  it('members of published personas, and takes no other', async () => {
    const [published, draft] = await group(store, [{ name: 'A', status: 'published', members: [who.anna, who.bert] }, { name: 'B', status: 'draft', members: [who.cora] }])
    await put('persona', { type: 'persona', personas: [published.toUpperCase()] })
    expect(await membersOf('persona')).toEqual(['anna', 'bert'])
    await expect(put('p2', { type: 'persona', personas: [draft] })).rejects.toMatchObject({ code: 'persona_not_published' })
    await expect(put('p2', { type: 'not', rule: { type: 'persona', personas: ['019c0000-0000-7000-8000-000000000000'] } })).rejects.toMatchObject({ code: 'persona_unknown' })
    await movePersona(store, published, 'retire', 'test', NOW)
    expect((await evaluateSegment(store, 'persona', { asOf: NOW, now: NOW })).members).toBe(0)
  })
})

describe('segments that refer to segments', () => {
  it('follow the other when its rule changes', async () => {
    await put('inner', { type: 'place', countries: ['DE'] })
    await put('outer', { type: 'not', rule: { type: 'segment', key: 'inner' } })
    expect(await membersOf('outer')).toEqual(['cora'])
    await put('inner', { type: 'place', countries: ['AT'] })
    expect(await membersOf('outer')).toEqual(['anna', 'bert'])
  })
  it('may not lead back to themselves or to nothing', async () => {
    await expect(put('inner', { type: 'segment', key: 'outer' })).rejects.toMatchObject({ code: 'segment_cycle' })
    await expect(put('self', { type: 'segment', key: 'self' })).rejects.toMatchObject({ code: 'segment_cycle' })
    await expect(put('lost', { type: 'segment', key: 'nowhere' })).rejects.toMatchObject({ code: 'segment_unknown' })
  })
})

describe('putSegment', () => {
  it('counts versions by rule, not by name', async () => {
    expect((await put('v', { type: 'everyone' })).version).toBe(1)
    expect((await put('v', { type: 'everyone' }, 'Neuer Name')).version).toBe(1)
    const changed = await put('v', { type: 'not', rule: { type: 'everyone' } })
    expect(changed).toMatchObject({ version: 2, name: 'v', snapshot: { version: 2, members: 0 } })
  })
  it('never hands on an answer to an older rule', async () => {
    await put('stale', { type: 'everyone' })
    await store.sql`update segments set version = version + 1 where key = 'stale'`
    expect((await getSegment(store, 'stale')).snapshot).toBeNull()
    await expect(membersOf('stale')).rejects.toMatchObject({ code: 'segment_not_computed' })
  })
  it('refuses rules that are too large, before walking them', () => {
    let deep: object = { type: 'everyone' }
    for (let i = 0; i < 20_000; i++) deep = { type: 'not', rule: deep }
    expect(SegmentInput.safeParse({ name: 'x', rule: deep }).success).toBe(false)
    expect(SegmentInput.safeParse({ name: 'x', rule: { type: 'or', rules: Array.from({ length: 300 }, () => ({ type: 'everyone' })) } }).success).toBe(false)
  })
  it('leaves no list of the admitted behind', async () => {
    expect(await store.sql`select 1 from run_population`).toHaveLength(0)
  })
})
