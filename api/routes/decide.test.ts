import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import { admitAll, fillSmallShop, NOW } from '../../engine/recommender/testing/smallShop.ts'
import { trainRecommender } from '../../engine/recommender/trainRecommender.ts'
import { tokenSecret } from '../../engine/decisions/customerToken.ts'
import { DecideAnswer } from '../../engine/decisions/request.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { Problem } from '../problem.ts'
import { buildServer } from '../server.ts'

const SECRET = 'a secret of at least 32 characters'
let store: Store
let app: FastifyInstance
let secretKey: string
let pageKey: string
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
  const { runId, permit } = await admitAll(store)
  await trainRecommender(store, { runId, permit, asOf: NOW, seed: 1, now: NOW })
  secretKey = (await createKey(store, { name: 'server', kind: 'secret', scopes: ['decide'] }, 'test', NOW)).key
  pageKey = (await createKey(store, { name: 'page', kind: 'publishable', scopes: [] }, 'test', NOW)).key
  app = await buildServer({ store, now: () => NOW, secret: SECRET })
})
afterAll(async () => { await app.close(); await store.close() })

function post(url: string, payload: object | string, key: string | null = secretKey, headers: { [name: string]: string } = {}, from?: string) {
  return app.inject({ method: 'POST', url, payload, ...(from === undefined ? {} : { remoteAddress: from }), headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers } })
}
const slots = [{ slot: 'home', kind: 'items', count: 4 }]
const wish = (more: object = {}) => ({ customer: { userId: 'u7' }, slots, deadlineMs: 5000, ...more })

function token(claims: object, secret = SECRET): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part({ alg: 'HS256' })}.${part(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

describe('POST /v1/decide', () => {
  it('answers in the shape of the contract, not to be kept by caches', async () => {
    const answer = await post('/v1/decide', wish())
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'content-type': 'application/json; charset=utf-8' })
    expect(answer.headers.vary).toBe('Origin, Sec-GPC')
    const body = DecideAnswer.parse(answer.json())
    expect(Object.keys(answer.json()).sort()).toEqual(['consent', 'decisionId', 'degraded', 'persona', 'personalised', 'slots', 'versions'])
    expect(body.personalised).toBe(true)
    expect(body.slots[0].items).toHaveLength(4)
    expect(body.slots[0].items[0].reasons.length).toBeGreaterThan(0)
  })
  it('leaves the reasons out when asked to', async () => {
    expect((await post('/v1/decide', wish({ explain: false }))).json().slots[0].items[0].reasons).toEqual([])
  })
  it('answers for a slot and a kind nobody defined', async () => {
    const answer = await post('/v1/decide', wish({ slots: [{ slot: 'never heard of', kind: 'offers' }, { slot: 'x', kind: 'content' }] }))
    expect(answer.json().slots).toEqual([{ slot: 'never heard of', source: 'none', items: [] }, { slot: 'x', source: 'none', items: [] }])
  })
  it('honours Global Privacy Control', async () => {
    const answer = await post('/v1/decide', wish(), secretKey, { 'sec-gpc': '1' })
    expect(answer.json()).toMatchObject({ personalised: false, consent: { allowed: false, reason: 'gpc' } })
  })
  it('writes the events of the call to the log, and a bad one never fails it', async () => {
    const events = [{ event: 'Product Viewed', messageId: 'decide-1', properties: { product_id: 'i8' } }, { event: 'Product Viewed', messageId: 'decide-2', properties: {} }]
    const answer = await post('/v1/decide', wish({ events }))
    expect(answer.json()).toMatchObject({ personalised: true, events: { accepted: 1, duplicates: 0, rejected: [{ index: 1, messageId: 'decide-2', code: 'invalid_event' }] } })
    expect(await store.sql`select action from event_items where item_id = 'i8' and event_id in (select event_id from events where message_id = 'decide-1')`).toHaveLength(1)
    expect((await post('/v1/decide', wish({ events }))).json()).toMatchObject({ events: { accepted: 0, duplicates: 1 } })
  })
  it('logs every decision', async () => {
    const { decisionId } = (await post('/v1/decide', wish())).json()
    await vi.waitFor(async () => expect(await store.sql`select 1 from decisions where decision_id = ${decisionId}`).toHaveLength(1), 2000)
  })

  describe('with a publishable key', () => {
    it('takes a user id for nobody until a token proves it', async () => {
      const unproven = { personalised: false, consent: { allowed: false, reason: 'unproven_identity', recordId: null } }
      expect((await post('/v1/decide', wish(), pageKey)).json()).toMatchObject(unproven)
      expect((await post('/v1/decide', wish({ customerToken: token({ sub: 'u8' }) }), pageKey)).json()).toMatchObject(unproven)
      expect((await post('/v1/decide', wish({ customerToken: 'no token' }), pageKey)).json()).toMatchObject(unproven)
      expect((await post('/v1/decide', wish({ customerToken: token({ sub: 'u7' }) }), pageKey)).json()).toMatchObject({ personalised: true })
    })
    it('is limited by key and address, and says when to come back', async () => {
      const statuses: number[] = []
      let last = await post('/v1/decide', wish(), pageKey, {}, '10.0.0.1')
      for (let n = 0; n < 250 && last.statusCode === 200; n++) statuses.push((last = await post('/v1/decide', wish({ explain: false }), pageKey, {}, '10.0.0.1')).statusCode)
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(100)
      expect(last.statusCode).toBe(429)
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
      expect(Problem.parse(last.json())).toMatchObject({ status: 429, code: 'too_many_requests' })
      expect((await post('/v1/decide', wish(), pageKey, {}, '10.0.0.2')).statusCode).toBe(200)
    })
  })

  it.each([
    ['no key', () => post('/v1/decide', wish(), null), 401, 'key_missing'],
    ['an unknown key', () => post('/v1/decide', wish(), 'sk_wrong'), 401, 'key_unknown'],
    ['no slots', () => post('/v1/decide', { customer: {}, slots: [] }), 400, 'invalid_request'],
    ['a kind we do not have', () => post('/v1/decide', wish({ slots: [{ slot: 'a', kind: 'dreams' }] })), 400, 'invalid_request'],
    ['a TC string that is none', () => post('/v1/decide', wish({ consent: { tcString: 'nonsense' } })), 400, 'invalid_tc_string'],
    ['no JSON', () => post('/v1/decide', '{"customer":'), 400, undefined],
  ])('refuses %s', async (_what, call, status, code) => {
    const answer = await call()
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const body = Problem.parse(answer.json())
    if (code !== undefined) expect(body.code).toBe(code)
  })
  it('refuses a key without the scope', async () => {
    const { key } = await createKey(store, { name: 'reader', kind: 'secret', scopes: ['personas:read'] }, 'test', NOW)
    expect((await post('/v1/decide', wish(), key)).statusCode).toBe(403)
  })
})

describe('ratings', () => {
  const all = [{ slot: 'home', kind: 'items', count: 60 }]
  const decided = async (userId: string, more: object = {}) => (await post('/v1/decide', { customer: { userId }, slots: all, deadlineMs: 5000, ...more })).json().slots[0].items as { id: string; reasons: { code: string; text: string; weight: number }[] }[]
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
  const review = (product_id: string, rating: number) => ({ event: 'Product Reviewed', messageId: `review-${product_id}-${rating}`, timestamp: new Date(NOW.getTime() - 60_000 - 1000 * rating).toISOString(), properties: { product_id, rating } })
  const rate = async (userId: string, ...events: object[]) => {
    const { key } = await createKey(store, { name: 'ingest', kind: 'secret', scopes: ['ingest'] }, 'test', NOW)
    expect((await post('/v1/batch', { batch: events.map((event) => ({ type: 'track', userId, ...event })) }, key)).json()).toMatchObject({ accepted: events.length })
  }
  it('a disliked item is not shown any more, not even for want of others; one that got a middling word is', async () => {
    const before = idsOf(await decided('u20'))
    const [first, second] = before
    await rate('u20', review(first, 1), review(second, 3))
    const after = idsOf(await decided('u20'))
    expect(after).toEqual(expect.arrayContaining(before.filter((id) => id !== first)))
    expect(after).not.toContain(first)
    expect(idsOf(await decided('u20', { slots: [{ slot: 'home', kind: 'items', filter: { items: [first, second] } }] }))).toEqual([second])
    expect(idsOf(await decided('u26'))).toContain(first)
  })
  it('counts at once, in the very call that brings it', async () => {
    const [first] = idsOf(await decided('u21'))
    expect(idsOf(await decided('u21', { events: [review(first, 2)] }))).not.toContain(first)
  })
  it('a liked item speaks for what goes with it', async () => {
    const person = '00000000-0000-4000-8000-00000000abcd'
    await store.sql`insert into customers (customer_id, created_at, known, traits) values (${person}, ${NOW}, true, '{}')`
    await store.sql`insert into identifiers (kind, value, customer_id, first_seen) values ('user_id', 'rater', ${person}, ${NOW})`
    await store.sql`
      insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
      values (${person}, md5('rater')::uuid, 'personalize.content.profiled', true, 'granted', ${NOW}, 'banner', 'test', 'consent', 'test', 'test', '')`
    await rate('rater', review('i2', 5))
    const shown = (await decided('rater', { slots: [{ slot: 'home', kind: 'items', count: 8 }] }))
    // Items of one category are bought together in this shop.
    expect(shown.filter(({ id }) => (Number(id.slice(1)) - 2) % 6 === 0).length).toBeGreaterThanOrEqual(4)
    expect(shown.flatMap(({ reasons }) => reasons).map(({ text }) => text)).toContain('Because you liked Item 2')
  })
})

describe('POST /v1/exposures', () => {
  it('takes what was decided', async () => {
    const decided = (await post('/v1/decide', wish())).json()
    const seen = { decisionId: decided.decisionId, slot: 'home', items: decided.slots[0].items.map((item: { id: string }) => item.id) }
    expect((await post('/v1/exposures', seen, pageKey)).json()).toEqual({ accepted: 4, duplicates: 0 })
    expect((await post('/v1/exposures', { ...seen, items: ['i-unseen'] })).statusCode).toBe(400)
    expect((await post('/v1/exposures', { ...seen, decisionId: '01900000-0000-7000-8000-000000000000' })).statusCode).toBe(404)
    expect((await post('/v1/exposures', { ...seen, decisionId: 'x' })).statusCode).toBe(400)
  })
})

describe('without LOTSE_SECRET', () => {
  it('goes by a secret of its own, the same at the next start and for events', async () => {
    const own = await tokenSecret(store, null)
    expect(own.length).toBeGreaterThanOrEqual(32)
    const serving = await buildServer({ store, now: () => NOW })
    const ask = (customerToken: string) => serving.inject({ method: 'POST', url: '/v1/decide', payload: wish({ customerToken }), headers: { authorization: `Bearer ${pageKey}` } })
    expect((await ask(token({ sub: 'u7' }, own))).json()).toMatchObject({ personalised: true })
    expect((await ask(token({ sub: 'u7' }))).json()).toMatchObject({ personalised: false, consent: { reason: 'unproven_identity' } })
    const sent = await serving.inject({ method: 'POST', url: '/v1/track', payload: { userId: 'u7', messageId: 'own-secret', event: 'Product Viewed', properties: { product_id: 'i8' }, customerToken: token({ sub: 'u7' }, own) }, headers: { authorization: `Bearer ${pageKey}` } })
    expect(sent.json()).toMatchObject({ accepted: 1 })
    await serving.close()
    expect(await tokenSecret(store, null)).toBe(own)
  })
})

describe('while the database is away', () => {
  it('goes on deciding for keys it knows', async () => {
    const gone = await createTestStore()
    const { key } = await createKey(gone, { name: 'server', kind: 'secret', scopes: ['decide'] }, 'test', NOW)
    let now = NOW
    const serving = await buildServer({ store: gone, now: () => now })
    const ask = () => serving.inject({ method: 'POST', url: '/v1/decide', payload: wish(), headers: { authorization: `Bearer ${key}` } })
    expect((await ask()).json()).toMatchObject({ degraded: false })
    await gone.close()
    now = new Date(NOW.getTime() + 60_000)
    const answer = await ask()
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ degraded: true, personalised: false, consent: { reason: 'unavailable' } })
    await serving.close()
  })
})
