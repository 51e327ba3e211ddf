import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConsent, NO_SIGNALS } from '../consent/permit.ts'
import type { Purpose } from '../consent/purposes.ts'
import { findPerson } from '../customers/person.ts'
import { entomb } from '../customers/tombstones.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { ingest, type Batch } from './ingest.ts'

const now = new Date('2026-05-01T12:00:00Z')
const PROFILING = 'personalize.content.profiling'

describe('ingest', () => {
  let store: Store
  beforeAll(async () => { store = await createTestStore() })
  afterAll(() => store.close())

  const send = (messages: readonly object[], how: Partial<Batch> = {}) => ingest(store, { messages, receivedAt: now, source: 'test', keyKind: 'secret', actor: 'test', ...how }, now)
  const names = async (userId: string) => {
    const person = await findPerson(store, { userId })
    return (await store.sql<{ name: string }[]>`select name from events where customer_id = any(${[...person?.customerIds ?? []]}::uuid[]) order by occurred_at, name`).map(({ name }) => name)
  }
  const allows = async (userId: string, purpose: Purpose) => {
    const person = await findPerson(store, { userId })
    return person !== null && (await checkConsent(store, person, purpose, NO_SIGNALS, now)).allowed
  }
  const page = (who: object, at = '2026-04-30T10:00:00Z') => ({ type: 'page', timestamp: at, ...who })
  const prefer = (who: object, purposes: object, at = '2026-04-30T09:00:00Z') => ({ type: 'track', event: 'Segment Consent Preference Updated', timestamp: at, context: { consent: { categoryPreferences: purposes } }, ...who })

  it('writes an order with its lines, its money and its place', async () => {
    await send([{
      type: 'track', event: 'Order Completed', messageId: 'order', userId: 'buyer', originalTimestamp: '2026-04-30T11:00:00+02:00', sentAt: '2026-05-01T12:00:10Z',
      properties: { order_id: 42, total: '20.50', revenue: 18, discount: 2, currency: 'eur', affiliation: 'store:7', email: 'buyer@example.org', note: 'a\tb\n"c"\\', products: [{ product_id: 'p1', quantity: 2, price: 9 }, { sku: 's2', quantity: 1, price: 2.5 }] },
      context: { ip: '192.0.2.7', userAgent: 'Mozilla/5.0 (iPhone; CPU)', location: { country: 'DE', region: 'Bremen', city: 'Bremen', latitude: 53.07, longitude: 8.8 } },
    }])
    const [event] = await store.sql`select * from events where message_id = 'order'`
    expect(event).toMatchObject({
      name: 'Order Completed', channel: 'store', stage: 'purchase', device: 'mobile', country: 'DE', city: 'Bremen', lat: null, lon: null, order_id: '42', amount: '20.5000', currency: 'EUR', discount: '2.0000', source: 'test',
      clock: 'corrected', occurred_at: new Date('2026-04-30T08:59:50Z'), original_at: new Date('2026-04-30T09:00:00Z'), sent_at: new Date('2026-05-01T12:00:10Z'), received_at: now,
    })
    expect(event.properties).toMatchObject({ note: 'a\tb\n"c"\\', revenue: 18 })
    expect(JSON.stringify(event)).not.toMatch(/192\.0\.2|iPhone|example\.org/)
    expect(await store.sql`select line, item_id, action, quantity, price, order_id from event_items where event_id = ${event.event_id} order by line`).toMatchObject([
      { line: 0, item_id: 'p1', action: 'purchase', quantity: 2, price: '9.0000', order_id: '42' }, { line: 1, item_id: 's2', action: 'purchase', quantity: 1, price: '2.5000' }])
  })

  it('writes a rating with its item, and on no other line', async () => {
    const review = (messageId: string, rating: number | string) => ({ type: 'track', event: 'Product Reviewed', messageId, userId: 'reviewer', timestamp: '2026-04-30T10:00:00Z', properties: { product_id: messageId, rating } })
    await send([review('r1', 4.5), review('r2', '1'), { type: 'track', event: 'Survey Answered', messageId: 'r3', userId: 'reviewer', properties: { kind: 'nps', score: 9 } }, { type: 'track', event: 'Product Viewed', messageId: 'r4', userId: 'reviewer', properties: { product_id: 'r4', rating: 5 } }])
    const rows = await store.sql`select item_id, action, rating from event_items where event_id in (select event_id from events where message_id in ('r1', 'r2', 'r3', 'r4')) order by item_id`
    expect(rows.map((row) => [row.item_id, row.action, row.rating])).toEqual([['r1', 'rate', 4.5], ['r2', 'rate', 1], ['r4', 'view', null]])
  })

  it('keeps traits and place of identify calls, the latest word last, whatever order they came in', async () => {
    const identify = (at: string, traits: object) => ({ type: 'identify', userId: 'traits', timestamp: at, traits })
    await send([identify('2026-04-02T00:00:00Z', { plan: 'new', address: { country: 'AT', city: 'Graz' }, tags: ['x'] }), identify('2026-04-01T00:00:00Z', { plan: 'old', first: 'kept', zero: 0, latitude: 47.07 })])
    const person = await findPerson(store, { userId: 'traits' })
    const [row] = await store.sql`select traits, country, city, lat from customers where customer_id = ${person?.personId as string}`
    expect(row).toMatchObject({ traits: { plan: 'new', first: 'kept', zero: 0, 'address.city': 'Graz' }, country: 'AT', city: 'Graz', lat: null })
    expect(row.traits).not.toHaveProperty('latitude')
  })

  it('keeps coordinates only while location.precise is allowed', async () => {
    const context = { location: { country: 'DE', region: 'HB', city: 'Bremen', latitude: 53.07, longitude: 8.8 } }
    const lat = async (messageId: string) => (await store.sql`select lat from events where message_id = ${messageId}`)[0].lat
    await send([{ ...page({ userId: 'precise' }), messageId: 'lat1', context }])
    await send([prefer({ userId: 'precise' }, { 'location.precise': true }), { type: 'identify', userId: 'precise', messageId: 'lat2', context }])
    await send([{ type: 'track', event: 'Order Completed', userId: 'precise', messageId: 'lat3', context }], { gpc: true })
    expect([await lat('lat1'), await lat('lat2'), await lat('lat3')]).toEqual([null, 53.07, null])
    const person = await findPerson(store, { userId: 'precise' })
    expect(await store.sql`select lat from customers where customer_id = ${person?.personId as string}`).toEqual([{ lat: 53.07 }])
  })

  describe('consent at the door', () => {
    const order = { type: 'track', event: 'Order Completed', properties: { order_id: 'o' } }
    it.each([
      ['nobody asked', [], true], ['refused', [{ [PROFILING]: false }], false], ['allowed, then withdrawn', [{ [PROFILING]: true }, { [PROFILING]: false }], false],
      ['refused, then allowed', [{ [PROFILING]: false }, { [PROFILING]: true }], true], ['refused, but reporting allowed', [{ [PROFILING]: false, 'analytics.reporting': true }], true],
    ])('%s', async (name, said, kept) => {
      const userId = `door ${name}`
      await send(said.map((purposes, i) => prefer({ userId }, purposes, `2026-04-30T0${i}:00:00Z`)))
      const { accepted, rejected } = await send([page({ userId }), { ...order, userId }])
      expect([accepted, rejected.map(({ code }) => code)]).toEqual(kept ? [2, []] : [1, ['consent_denied']])
      expect((await names(userId)).filter((each) => each === 'page')).toHaveLength(kept ? 1 : 0)
      expect(await names(userId)).toContain('Order Completed')
    })

    it('tells a publishable key nothing, and forgets the message id of what it dropped', async () => {
      await send([prefer({ anonymousId: 'no-oracle' }, { [PROFILING]: false })], { keyKind: 'publishable' })
      const message = { ...page({ anonymousId: 'no-oracle' }), messageId: 'no-oracle' }
      expect(await send([message], { keyKind: 'publishable' })).toEqual({ accepted: 1, duplicates: 0, rejected: [], customers: [] })
      expect(await store.sql`select 1 from events where message_id = 'no-oracle'`).toHaveLength(0)
      await send([prefer({ anonymousId: 'no-oracle' }, { [PROFILING]: true }, '2026-05-01T00:00:00Z')], { keyKind: 'publishable' })
      expect(await send([message])).toMatchObject({ accepted: 1, duplicates: 0 })
    })

    it('drops what somebody browses under Global Privacy Control', async () => {
      expect((await send([page({ userId: 'gpc' })], { gpc: true })).rejected).toMatchObject([{ code: 'consent_denied' }])
      await send([prefer({ userId: 'gpc' }, { [PROFILING]: true, 'analytics.reporting': true })])
      expect((await send([page({ userId: 'gpc' })], { gpc: true })).accepted).toBe(1)
    })

    it('keeps erased people out: a secret key is told, a publishable one is not', async () => {
      await store.sql.begin((tx) => entomb(tx, [{ kind: 'user_id', value: 'erased' }, { kind: 'anonymous_id', value: 'erased-phone' }], now))
      expect(await send([page({ userId: 'erased' }), page({ anonymousId: 'erased-phone' })])).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'suppressed' }, { index: 1, code: 'suppressed' }] })
      expect(await send([page({ anonymousId: 'erased-phone' })], { keyKind: 'publishable' })).toEqual({ accepted: 1, duplicates: 0, rejected: [], customers: [] })
      expect(await findPerson(store, { anonymousId: 'erased-phone' })).toBeNull()
    })
  })

  describe('consent that comes with events', () => {
    it('holds at once; a late or repeated yes opens nothing, an explicit no always counts', async () => {
      const who = { userId: 'rides' }
      await send([{ ...prefer(who, { [PROFILING]: true }, '2026-04-10T00:00:00Z'), messageId: 'rides-yes' }])
      expect(await allows('rides', PROFILING)).toBe(true)
      await send([prefer(who, { [PROFILING]: false }, '2026-04-05T00:00:00Z')])
      expect(await allows('rides', PROFILING)).toBe(false)
      await send([prefer(who, { [PROFILING]: true }, '2026-04-04T00:00:00Z'), { ...prefer(who, { [PROFILING]: true }, '2026-04-10T00:00:00Z'), messageId: 'rides-yes' }])
      expect(await allows('rides', PROFILING)).toBe(false)
      await send([prefer(who, { [PROFILING]: true }, '2026-04-11T00:00:00Z')])
      expect(await allows('rides', PROFILING)).toBe(true)
    })
    it('takes an old no that merely rides along for old, and writes nothing twice', async () => {
      const stamped = (allowed: boolean, at: string) => ({ ...page({ userId: 'stamped' }, at), context: { consent: { categoryPreferences: { [PROFILING]: allowed, 'cookies of somebody else': true } } } })
      await send([stamped(true, '2026-04-10T00:00:00Z'), stamped(true, '2026-04-11T00:00:00Z'), stamped(false, '2026-04-01T00:00:00Z')])
      await send([stamped(false, '2026-04-02T00:00:00Z'), stamped(true, '2026-04-12T00:00:00Z')])
      expect(await allows('stamped', PROFILING)).toBe(true)
      const person = await findPerson(store, { userId: 'stamped' })
      expect(await store.sql`select allowed from consent_records where customer_id = any(${[...person?.customerIds ?? []]}::uuid[]) order by seq`).toEqual([{ allowed: false }, { allowed: true }])
    })
    it('ends e-mail at Unsubscribed', async () => {
      await send([prefer({ userId: 'mail' }, { 'marketing.communications.email': true })])
      await send([{ type: 'track', event: 'Unsubscribed', userId: 'mail', timestamp: '2026-04-01T00:00:00Z' }])
      expect(await allows('mail', 'marketing.communications.email')).toBe(false)
    })
    it('is not lent to a person by what a device says in the same batch', async () => {
      await send([prefer({ userId: 'lent' }, { [PROFILING]: false }, '2026-04-01T00:00:00Z')])
      await send([prefer({ anonymousId: 'lent-phone' }, { [PROFILING]: true }, '2026-04-30T00:00:00Z'), { type: 'identify', userId: 'lent', anonymousId: 'lent-phone' }])
      expect(await allows('lent', PROFILING)).toBe(false)
    })
  })

  it('stores the same log from any order, repetition and division of the same messages', async () => {
    const who = fc.record({ userId: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }), anonymousId: fc.constantFrom('x', 'y', 'z') })
    const message = fc.record({ who, name: fc.constantFrom('Product Viewed', 'Product Added', 'Order Completed'), item: fc.nat(3), minute: fc.nat(59) })
    let run = 0
    const log = async (messages: readonly object[], world: string, batch: number) => {
      for (let at = 0; at < messages.length; at += batch) await send(messages.slice(at, at + batch))
      return store.sql`
        select e.message_id, e.name, e.occurred_at, e.clock, e.channel, e.stage, e.properties, e.anonymous_id, i.item_id, i.action,
          (select array_agg(n.kind || n.value order by n.kind, n.value) from identifiers n join people p using (customer_id) where p.person_id = q.person_id) as person
        from events e join people q using (customer_id) left join event_items i using (event_id) where e.source = 'test' and e.message_id like ${`${world}%`} order by e.message_id`
    }
    await fc.assert(fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 8 }).chain((list) => fc.record({
      list: fc.constant(list), order: fc.shuffledSubarray([...list.keys(), ...list.keys()], { minLength: list.length * 2 }), batch: fc.integer({ min: 1, max: 5 }),
    })), async ({ list, order, batch }) => {
      const at = (world: string) => list.map(({ who: { userId, anonymousId }, name, item, minute }, i) => ({
        type: 'track', event: name, messageId: `${world}${i}`, timestamp: new Date(Date.UTC(2026, 3, 1, 0, minute)).toISOString(), anonymousId: `${world}${anonymousId}`,
        ...(userId === undefined ? {} : { userId: `${world}${userId}` }), properties: name === 'Order Completed' ? { products: [{ product_id: `${item}` }] } : { product_id: `${item}` },
      }))
      const [one, other] = [`w${run++}-`, `w${run++}-`]
      const plain = await log(at(one), one, list.length)
      const mixed = at(other)
      const shuffled = await log(order.map((index) => mixed[index]), other, batch)
      expect(JSON.stringify(shuffled).replaceAll(other, '')).toBe(JSON.stringify(plain).replaceAll(one, ''))
    }), { numRuns: 40, seed: 11 })
  })
})
