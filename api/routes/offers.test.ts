import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import { CATALOGUE_CHANNEL } from '../../engine/catalogue/notify.ts'
import { DecideAnswer } from '../../engine/decisions/request.ts'
import { executeRun } from '../../engine/jobs/execute.ts'
import { createRun } from '../../engine/jobs/runs.ts'
import { fillSmallShop, NOW, personOf } from '../../engine/recommender/testing/smallShop.ts'
import { SegmentInput } from '../../engine/segments/segment.ts'
import { putSegment } from '../../engine/segments/putSegment.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { buildServer } from '../server.ts'

const DAY = 86_400_000
let store: Store
let app: FastifyInstance
let key: string
let pageKey: string
/** What the server takes for now. */
let clock = NOW
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
  await store.sql`update items set margin = 0.5`
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
    select customer_id, md5('reporting' || customer_id)::uuid, 'analytics.reporting', true, 'granted', '2025-08-01', 'banner', 'test', 'consent', 'test', 'test', '' from customers`
  key = (await createKey(store, { name: 'shop', kind: 'secret', scopes: ['decide', 'catalogue:write', 'segments:read', 'ingest'] }, 'test', NOW)).key
  pageKey = (await createKey(store, { name: 'page', kind: 'publishable', scopes: [] }, 'test', NOW)).key
  app = await buildServer({ store, now: () => clock, secret: 'a secret of at least 32 characters' })
})
afterAll(async () => { await app.close(); await store.close() })

const headers = (with_ = key) => ({ 'content-type': 'application/json', authorization: `Bearer ${with_}` })
async function put(id: string, offer: object): Promise<void> {
  const answer = await app.inject({ method: 'PUT', url: `/v1/offers/${id}`, headers: headers(), payload: { kind: 'incentive', title: id, value: { type: 'percent', amount: 10 }, ...offer } })
  expect(answer.statusCode, answer.body).toBe(200)
}
async function decide(customer: object, more: object = {}, with_ = key): Promise<DecideAnswer> {
  const answer = await app.inject({ method: 'POST', url: '/v1/decide', headers: headers(with_), payload: { customer, slots: [{ slot: 'hero', kind: 'offers', count: 20 }], deadlineMs: 5000, ...more } })
  expect(answer.statusCode, answer.body).toBe(200)
  return DecideAnswer.parse(answer.json())
}
const shownTo = async (userId: string, more: object = {}) => (await decide({ userId }, more)).slots[0].items.map(({ id }) => id)
/** Until the server has read what changed. */
const soon = (check: () => Promise<void>) => vi.waitFor(async () => {
  await store.sql`select pg_notify(${CATALOGUE_CHANNEL}, '')`
  await check()
}, { timeout: 10_000, interval: 100 })

async function order(n: number, coupon: string | null, at = new Date(clock.getTime() - 60_000), item = 'i1'): Promise<void> {
  const [customer, event] = [await personOf(store, n), randomUUID()]
  await store.sql`
    insert into events (customer_id, occurred_at, event_id, message_id, type, name, received_at, clock, channel, stage, order_id, source, properties)
    values (${customer}, ${at}, ${event}, ${event}, 'track', 'Order Completed', ${at}, 'kept', 'web', 'purchase', ${event}, 'test', ${store.sql.json(coupon === null ? {} : { coupon })})`
  await store.sql`insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity, price, order_id) values (${customer}, ${at}, ${event}, 0, ${item}, 'purchase', 1, 6, ${event})`
}

describe('eligibility, over HTTP', () => {
  it('opens an offer to members of a segment, as its newest snapshot has them', async () => {
    await put('bavarians', { eligibility: { segments: ['bayern'] } })
    const rule = (region: string) => SegmentInput.parse({ name: 'Bayern', rule: { type: 'place', regions: [region] } })
    await putSegment(store, 'bayern', rule('Bayern'), 'test', NOW)
    // By smallShop, every second customer lives there.
    await soon(async () => expect(await shownTo('u2')).toContain('bavarians'))
    expect(await shownTo('u1')).not.toContain('bavarians')
    await putSegment(store, 'bayern', rule('Hessen'), 'test', NOW)
    await soon(async () => expect(await shownTo('u1')).toContain('bavarians'))
    expect(await shownTo('u2')).not.toContain('bavarians')
  })
  it('opens an offer to who has a loyalty id', async () => {
    await put('card', { eligibility: { loyaltyOnly: true } })
    await store.sql`insert into identifiers (kind, value, customer_id, first_seen) values ('loyalty_id', 'L-3', ${await personOf(store, 3)}, ${NOW})`
    await soon(async () => expect(await shownTo('u3')).toContain('card'))
    expect(await shownTo('u4')).not.toContain('card')
  })
  it('lets nothing of a profile in without consent: not a segment, a card, a first order, a lot', async () => {
    await put('lot', { explore: 0.5, margin: 10 })
    await put('first', { eligibility: { newCustomersOnly: true } })
    await put('anybody', {})
    await soon(async () => expect(await shownTo('u3')).toEqual(expect.arrayContaining(['card', 'anybody'])))
    const refused = await decide({ userId: 'u3' }, { consent: { purposes: { 'personalize.content.profiled': false } } })
    expect(refused).toMatchObject({ personalised: false })
    const stranger = await decide({})
    expect(stranger.slots[0].items.map(({ id, propensity }) => [id, propensity])).toEqual([['anybody', 1], ['lot', 1]])
    expect(refused.slots).toEqual(stranger.slots)
    await vi.waitFor(async () => {
      const [row] = await store.sql<{ customer: string; slots: object[] }[]>`select customer_id as customer, slots from decisions where decision_id = ${refused.decisionId}`
      expect(row).toMatchObject({ customer: '00000000-0000-0000-0000-000000000000' })
      expect(row.slots[0]).not.toHaveProperty('lots')
    }, 3000)
  })
  it('keeps segments from who allows decisions but no profile any more', async () => {
    const person = await personOf(store, 5)
    await soon(async () => expect(await shownTo('u5')).toContain('bavarians'))
    await store.sql`
      insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
      values (${person}, ${randomUUID()}, 'personalize.content.profiling', false, 'withdrawn', ${NOW}, 'banner', 'test', 'consent', 'test', 'test', '')`
    expect(await shownTo('u5')).not.toContain('bavarians')
  })
  it('heeds the dates', async () => {
    await put('tomorrow', { validFrom: new Date(NOW.getTime() + DAY).toISOString(), validUntil: new Date(NOW.getTime() + 2 * DAY).toISOString() })
    await put('here', {})
    await soon(async () => expect(await shownTo('u6')).toContain('here'))
    expect(await shownTo('u6')).not.toContain('tomorrow')
    clock = new Date(NOW.getTime() + DAY)
    expect(await shownTo('u6')).toContain('tomorrow')
    clock = new Date(NOW.getTime() + 2 * DAY)
    expect(await shownTo('u6')).not.toContain('tomorrow')
    clock = NOW
  })
})

describe('a budget, over HTTP', () => {
  it('ends an offer when orders with its code have used it up', async () => {
    await put('voucher', { code: 'SPRING', cost: 5, budget: { total: 12, currency: 'EUR' } })
    await soon(async () => expect(await shownTo('u7')).toContain('voucher'))
    await order(8, 'spring ')
    await soon(async () => expect(await shownTo('u7')).toContain('voucher'))
    await order(9, 'SPRING')
    await soon(async () => expect(await shownTo('u7')).not.toContain('voucher'))
    await put('voucher', { code: 'SPRING', cost: 5, budget: { total: 15, currency: 'EUR' } })
    await soon(async () => expect(await shownTo('u7')).toContain('voucher'))
  })
  it('is not run over by a burst between two counts', async () => {
    await put('burst', { cost: 5, budget: { total: 22, currency: 'EUR' } })
    await soon(async () => expect(await shownTo('u10')).toContain('burst'))
    const shown = await Promise.all(Array.from({ length: 12 }, () => shownTo('u10')))
    expect(shown.filter((ids) => ids.includes('burst')).length).toBeLessThanOrEqual(4)
  })
})

describe('GET /v1/offers/{id}/performance', () => {
  const performance = (id: string, with_ = key) => app.inject({ method: 'GET', url: `/v1/offers/${id}/performance`, headers: headers(with_) })
  it('shows no count over fewer than 20 people, only that a budget is used up', async () => {
    expect((await performance('voucher')).json()).toMatchObject({
      accepted: null, acceptedPeople: null, spent: null, budget: { total: 15, currency: 'EUR', remaining: null, exhausted: false }, incremental: null, incrementalReason: 'not_randomised',
    })
    for (let n = 10; n < 28; n++) await order(n, 'SPRING')
    await order(27, 'SPRING')
    expect((await performance('voucher')).json()).toMatchObject({ accepted: 21, acceptedPeople: 20, coupon: 'spring', spent: 105, budget: { remaining: 0, exhausted: true } })
  })
  it('counts what was seen', async () => {
    await put('seen', {})
    await soon(async () => expect(await shownTo('u30')).toContain('seen'))
    for (let n = 30; n < 52; n++) {
      const { decisionId } = await decide({ userId: `u${n}` })
      const answer = await app.inject({ method: 'POST', url: '/v1/exposures', headers: headers(), payload: { decisionId, slot: 'hero', items: ['seen'] } })
      expect(answer.statusCode, answer.body).toBeLessThan(300)
    }
    expect((await performance('seen')).json()).toMatchObject({ shown: 22, shownPeople: 22 })
  })
  it('refuses an offer nobody knows, a page\'s key, and none', async () => {
    expect((await performance('never')).statusCode).toBe(404)
    expect((await performance('seen', pageKey)).statusCode).toBe(403)
    expect((await app.inject({ method: 'GET', url: '/v1/offers/seen/performance' })).statusCode).toBe(401)
  })
})

describe('learning from decisions', () => {
  const only = { slots: [{ slot: 'learn', kind: 'offers', count: 20 }] }
  /** The job, as the worker runs it. */
  const train = async (asOf: Date) => {
    const { runId } = await createRun(store, { job: 'offers', asOf, seed: 1 }, 'test', asOf)
    return (await executeRun(store, runId, () => asOf, () => {})).steps[0]
  }

  it('is skipped, and says why, while no week is over since an offer was decided', async () => {
    expect(await train(new Date(NOW.getTime() + DAY))).toMatchObject({ job: 'offers', status: 'skipped', summary: { code: 'offers_unmet' } })
  })
  it('finds what an offer adds by its lots, and shows it to nobody it would only pay', async () => {
    await store.sql`update offers set active = false`
    // Everybody who takes `moving` buys because of it; `paying` goes to people who buy anyway.
    await put('moving', { code: 'MOVE', cost: 1, explore: 0.5, categories: ['Category 1'] })
    await put('paying', { code: 'PAY', cost: 5, explore: 0.5, categories: ['Category 2'] })
    await soon(async () => expect((await decide({}, only)).slots[0].items.map(({ id }) => id)).toEqual(['moving', 'paying']))
    for (let n = 51; n <= 300; n++) {
      const { slots } = await decide({ userId: `u${n}` }, only)
      const shown = new Set(slots[0].items.map(({ id }) => id))
      const later = new Date(NOW.getTime() + DAY)
      if (shown.has('moving') && n % 2 === 0) await order(n, 'MOVE', later, 'i1')
      if (n % 5 !== 0) await order(n, shown.has('paying') ? 'PAY' : null, later, 'i2')
    }
    await vi.waitFor(async () => expect(await store.sql`select 1 from decisions where slots -> 0 ->> 'slot' = 'learn' and personalised`).toHaveLength(250), 5000)
    const asOf = new Date(NOW.getTime() + 10 * DAY)
    expect(await train(asOf)).toMatchObject({ status: 'succeeded', summary: { measured: 2, published: true } })

    clock = asOf
    const measured = (await app.inject({ method: 'GET', url: '/v1/offers/moving/performance', headers: headers() })).json()
    expect(measured).toMatchObject({ incrementalReason: 'measured', incremental: { withheldRate: 0, shownPeople: expect.any(Number), withheldPeople: expect.any(Number) } })
    expect(measured.incremental.low).toBeGreaterThan(0.3)
    const anyway = (await app.inject({ method: 'GET', url: '/v1/offers/paying/performance', headers: headers() })).json()
    expect(anyway.incremental.low).toBeLessThan(0.05)
    expect(anyway.incremental.shownRate).toBeGreaterThan(0.7)

    await put('moving', { code: 'MOVE', cost: 1, categories: ['Category 1'] })
    await put('paying', { code: 'PAY', cost: 5, categories: ['Category 2'] })
    await soon(async () => expect((await decide({ userId: 'u60' }, only)).slots[0].items).toMatchObject([{ id: 'moving', uplift: expect.any(Number), pAccept: expect.any(Number), expectedValue: expect.any(Number) }]))
    const [moving] = (await decide({ userId: 'u60' }, only)).slots[0].items
    // Half of 6 EUR (the item's price) is its margin; a redemption costs 1.
    expect(moving.expectedValue).toBeCloseTo((moving.uplift ?? NaN) * 3 - (moving.pAccept ?? NaN), 4)
  })
  it('tells a page nothing of what an offer is worth', async () => {
    const { slots } = await decide({}, only, pageKey)
    expect(slots[0].items.map((item) => Object.keys(item).sort())).toEqual([['id', 'propensity', 'reasons', 'score']])
  })
  it('of the same log makes the same model', async () => {
    const asOf = new Date(NOW.getTime() + 11 * DAY)
    await train(asOf)
    await train(asOf)
    const rows = await store.sql<{ sha: string }[]>`select sha256 as sha from artefacts where kind = 'offers' and window_to = ${new Date(asOf.getTime() - 7 * DAY)}`
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(({ sha }) => sha)).size).toBe(1)
  })
  it('is in the registry with whom it learned from, sealed', async () => {
    const [artefact] = await store.sql<{ id: string; people: number; root: string | null }[]>`select artefact_id as id, people, membership_root as root from artefacts where kind = 'offers' and status = 'published'`
    expect(artefact).toMatchObject({ root: expect.stringMatching(/^[0-9a-f]+$/) })
    expect(artefact.people).toBeGreaterThanOrEqual(250)
    const { key: admin } = await createKey(store, { name: 'operator', kind: 'secret', scopes: ['admin'] }, 'test', NOW)
    const card = await app.inject({ method: 'GET', url: `/v1/models/${artefact.id}`, headers: headers(admin) })
    expect(card.json(), card.body).toMatchObject({ kind: 'offers', status: 'published', people: artefact.people })
  })
})
