import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import { findPerson } from '../../engine/customers/person.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { buildServer } from '../server.ts'

const SECRET = 'a secret of at least thirty-two letters'
const now = () => new Date('2026-05-01T12:00:00Z')

describe('POST /v1/batch and its kin', () => {
  let store: Store
  let app: FastifyInstance
  let secret: string
  let page: string
  let base: string
  beforeAll(async () => {
    store = await createTestStore()
    app = await buildServer({ store, now, secret: SECRET })
    secret = (await createKey(store, { name: 'server', kind: 'secret', scopes: ['ingest', 'customers:read'] }, 'test', now())).key
    page = (await createKey(store, { name: 'page', kind: 'publishable', scopes: [] }, 'test', now())).key
    await app.listen({ port: 0, host: '127.0.0.1' })
    base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  })
  afterAll(async () => { await app.close(); await store.close() })

  const post = (url: string, payload: string | Buffer | object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, payload, headers: { authorization: `Basic ${Buffer.from(`${secret}:`).toString('base64')}`, ...headers } })
  const stored = async (messageId: string) => (await store.sql`select * from events where message_id = ${messageId}`)[0]

  it('takes what the real Segment SDK sends', async () => {
    const analytics = new Analytics({ writeKey: secret, host: base, flushAt: 20, maxRetries: 0 })
    const errors: unknown[] = []
    analytics.on('error', (error) => errors.push(error))
    analytics.identify({ userId: 'seg-1', anonymousId: 'seg-phone', traits: { email: 'Seg@Example.org', country: 'DE' } })
    analytics.track({ userId: 'seg-1', event: 'Order Completed', messageId: 'seg-order', properties: { order_id: 'o1', total: 12.5, currency: 'EUR', products: [{ product_id: 'p1', quantity: 2, price: 6.25 }] } })
    analytics.page({ anonymousId: 'seg-phone', name: 'Home' })
    analytics.alias({ userId: 'seg-1', previousId: 'seg-before' })
    await analytics.closeAndFlush()
    expect(errors).toEqual([])
    expect(await stored('seg-order')).toMatchObject({ name: 'Order Completed', amount: '12.5000', channel: 'web', stage: 'purchase' })
    const person = await findPerson(store, { userId: 'seg-1' })
    expect(await findPerson(store, { anonymousId: 'seg-before' })).toEqual(person)
    expect(await store.sql`select count(*)::int n from events where customer_id = any(${[...person?.customerIds ?? []]}::uuid[])`).toMatchObject([{ n: 4 }])
  })

  it('takes what the real RudderStack SDK sends: gzip under the name of a form', async () => {
    // The SDK sends a message id it is given, though its types don't have one.
    const viewed = { messageId: 'rud-view', userId: 'rud-1', event: 'Product Viewed', properties: { product_id: 7, price: '4.20' } }
    const client = new RudderAnalytics(secret, { dataPlaneUrl: base, flushAt: 20, logLevel: 'error' })
    client.track(viewed)
    client.identify({ userId: 'rud-1', traits: { email: 'rud@example.org' } })
    await client.flush()
    expect(await stored('rud-view')).toMatchObject({ name: 'Product Viewed', clock: 'corrected' })
    expect(await store.sql`select item_id, price from event_items where event_id = (select event_id from events where message_id = 'rud-view')`).toMatchObject([{ item_id: '7', price: '4.2000' }])
  })

  it('says of every message what became of it, and keeps the good ones', async () => {
    const answer = await post('/v1/batch', { batch: [
      { type: 'track', event: 'A', userId: 'each-1', messageId: 'each-1' },
      { type: 'track', userId: 'each-1', messageId: 'each-2' },
      { type: 'track', event: 'A', userId: 'null', messageId: 'each-3' },
      { type: 'track', event: 'A', userId: 'each-1', messageId: 'each-1' },
      'rubbish',
      { type: 'track', event: 'A', userId: 'each-1', messageId: 'each-4', timestamp: '2026-02-30T00:00:00Z' },
      { type: 'track', event: 'Order Completed', userId: 'secret-name', messageId: 'each-5', properties: { total: 'secret-sum' } },
      { type: 'page', userId: 'each-1', messageId: 'x'.repeat(101) },
      { type: 'page', userId: 'each-1', messageId: 'each-6', properties: { text: 'x'.repeat(33_000) } },
      { type: 'page', userId: 'each-1', messageId: 'each-7', properties: { text: 'a\u0000b' } },
    ] })
    expect(answer.statusCode).toBe(200)
    const { success, accepted, duplicates, rejected } = answer.json()
    expect({ success, accepted, duplicates }).toEqual({ success: true, accepted: 1, duplicates: 1 })
    expect(rejected.map((each: { index: number; code: string }) => [each.index, each.code])).toEqual([
      [1, 'invalid_event'], [2, 'missing_identity'], [4, 'invalid_event'], [5, 'invalid_timestamp'], [6, 'invalid_event'], [7, 'invalid_event'], [8, 'too_large'], [9, 'unwritable_text']])
    expect(rejected[4].message).toContain('properties.total')
    expect(answer.body).not.toMatch(/secret-name|secret-sum/)
  })

  it('has a path for every call, the browser\'s short ones too', async () => {
    for (const url of ['/v1/track', '/v1/t', '/v1/identify', '/v1/i', '/v1/page', '/v1/p', '/v1/screen', '/v1/s', '/v1/group', '/v1/g', '/v1/alias', '/v1/a']) {
      const answer = await post(url, { event: 'A', userId: 'paths', previousId: 'paths-before', groupId: 'g', messageId: `path-${url}` })
      expect([url, answer.statusCode, answer.json().accepted]).toEqual([url, 200, 1])
    }
    expect((await post('/v1/b', { batch: [{ type: 'page', userId: 'paths' }] })).json().accepted).toBe(1)
    expect((await app.inject(`/v1/projects/${page}/settings`)).json().integrations['Segment.io'].apiKey).toBe(page)
  })

  it('finds the key in the header, the body or the query, in this order', async () => {
    const message = { type: 'page', anonymousId: 'keys' }
    const send = (payload: object, url = '/v1/batch', headers: Record<string, string> = {}) => app.inject({ method: 'POST', url, payload: JSON.stringify(payload), headers: { 'content-type': 'text/plain', ...headers } })
    expect((await send({ batch: [message], writeKey: page })).statusCode).toBe(200)
    expect((await send({ batch: [message] }, `/v1/batch?writeKey=${page}`)).statusCode).toBe(200)
    expect((await send({ batch: [message] }, '/v1/batch', { authorization: `Bearer ${secret}` })).statusCode).toBe(200)
    expect((await send({ batch: [message], writeKey: page }, '/v1/batch', { authorization: 'Bearer wrong' })).statusCode).toBe(401)
    expect((await send({ batch: [message], writeKey: 'wrong' })).statusCode).toBe(401)
    expect((await send({ batch: [message] })).statusCode).toBe(401)
    const reader = (await createKey(store, { name: 'reader', kind: 'secret', scopes: ['customers:read'] }, 'test', now())).key
    expect((await send({ batch: [message] }, '/v1/batch', { authorization: `Bearer ${reader}` })).statusCode).toBe(403)
  })

  it('reads JSON whatever it is called, and answers what is none with a problem', async () => {
    const body = JSON.stringify({ batch: [{ type: 'page', anonymousId: 'called' }] })
    for (const type of ['application/json', 'application/json;charset=UTF-8', 'text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream']) {
      expect([type, (await post('/v1/batch', body, { 'content-type': type })).statusCode]).toEqual([type, 200])
      expect([type, (await post('/v1/batch', gzipSync(body), { 'content-type': type, 'content-encoding': 'gzip' })).statusCode]).toEqual([type, 200])
    }
    const broken = await post('/v1/batch', '{"batch":[', { 'content-type': 'application/json' })
    expect([broken.statusCode, broken.json().code]).toEqual([400, 'invalid_json'])
    expect((await post('/v1/batch', { batch: 'no list' })).statusCode).toBe(400)
    expect((await post('/v1/batch', Buffer.from('not gzip'), { 'content-encoding': 'gzip' })).statusCode).toBe(400)
    expect((await post('/v1/batch', body, { 'content-encoding': 'br' })).statusCode).toBe(415)
  })

  it('weighs what comes out of the gzip, not what went in', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))
    expect(bomb.length).toBeLessThan(70_000)
    const before = process.memoryUsage().rss
    expect((await post('/v1/batch', bomb, { 'content-encoding': 'gzip' })).statusCode).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
  })

  it('lets a publishable key speak for devices, and for a user whom a token proves', async () => {
    const jwt = (sub: string) => {
      const head = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}`
      return `${head}.${createHmac('sha256', SECRET).update(head).digest('base64url')}`
    }
    const send = async (messages: object[], rest: object = {}) => (await app.inject({ method: 'POST', url: '/v1/batch', payload: { batch: messages, writeKey: page, ...rest } })).json()
    await post('/v1/identify', { userId: 'victim' })
    expect(await send([{ type: 'identify', userId: 'victim', anonymousId: 'mallory', traits: { email: 'victim@example.org' } }])).toMatchObject({ accepted: 1 })
    expect(await findPerson(store, { anonymousId: 'mallory' })).not.toEqual(await findPerson(store, { userId: 'victim' }))
    expect((await send([{ type: 'page', userId: 'victim' }])).rejected).toMatchObject([{ code: 'unproven_identity' }])
    expect(await send([{ type: 'identify', userId: 'victim', anonymousId: 'own', context: { customerToken: jwt('somebody else') } }])).toMatchObject({ accepted: 1 })
    expect(await findPerson(store, { anonymousId: 'own' })).not.toEqual(await findPerson(store, { userId: 'victim' }))
    await send([{ type: 'identify', userId: 'victim', anonymousId: 'own' }], { customerToken: jwt('victim') })
    expect(await findPerson(store, { anonymousId: 'own' })).toEqual(await findPerson(store, { userId: 'victim' }))
    expect((await send([{ type: 'page', anonymousId: 'own', timestamp: '2001-01-01T00:00:00Z' }])).rejected).toMatchObject([{ code: 'timestamp_too_old' }])
  })

  it('keeps every batch that it acknowledged and none twice, when clients send again what they got no answer for', async () => {
    const batch = { batch: Array.from({ length: 50 }, (_, i) => ({ type: 'page', anonymousId: `again-${i % 7}`, messageId: `again-${i}` })) }
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('/v1/batch', batch)))
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 8 }, () => 200))
    expect(answers.reduce((sum, answer) => sum + answer.json().accepted, 0)).toBe(50)
    expect(await store.sql`select count(*)::int n from events where message_id like 'again-%'`).toMatchObject([{ n: 50 }])
    // A client that hangs up in the middle of its body leaves nothing behind.
    const cut = request(`${base}/v1/batch`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-length': 1000 } })
    cut.on('error', () => {})
    cut.write('{"batch":[{"type":"page","anonymousId":"cut","messageId":"cut"}')
    await new Promise((resolve) => { setTimeout(resolve, 50) })
    const closed = new Promise((resolve) => { cut.once('close', resolve) })
    cut.destroy()
    await closed
    expect(await stored('cut')).toBeUndefined()
  })
})
