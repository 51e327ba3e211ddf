import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import type { StoredArtefact } from '../../engine/recommender/registry.ts'
import { keepSmallModel } from '../../engine/recommender/testing/smallModel.ts'
import { CUSTOMERS, fillSmallShop, NOW } from '../../engine/recommender/testing/smallShop.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { buildServer } from '../server.ts'

const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000)
let clock = minutes(10)
let store: Store
let servers: FastifyInstance[]
let app: FastifyInstance
let first: StoredArtefact
let second: StoredArtefact
let writer: string
let reader: string
let shopKey: string

beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
    select customer_id, gen_random_uuid(), 'analytics.reporting', true, 'granted', ${NOW}, 'banner', 'test', 'consent', 'test', 'test', '' from customers`
  first = await keepSmallModel(store, 1, minutes(0))
  second = await keepSmallModel(store, 2, minutes(1))
  const key = async (scopes: string[]) => (await createKey(store, { name: 'k', kind: 'secret', scopes }, 'test', NOW)).key
  ;[writer, reader, shopKey] = [await key(['models:read', 'models:write']), await key(['models:read']), await key(['decide'])]
  servers = await Promise.all([1, 2].map(() => buildServer({ store, now: () => clock })))
  app = servers[0]
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()))
  await store.close()
})

const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, key = writer) => {
  const answer = await app.inject({ method, url, headers: { authorization: `Bearer ${key}` }, ...(payload === undefined ? {} : { payload }) })
  return { status: answer.statusCode, body: answer.json() }
}
const at = (artefact: StoredArtefact, step = '') => `/v1/models/${artefact.artefactId}${step === '' ? '' : `/${step}`}`
const decide = async (customer: object, server = app): Promise<{ decisionId: string; version: string; items: string[] }> => {
  const answer = await server.inject({ method: 'POST', url: '/v1/decide', headers: { authorization: `Bearer ${shopKey}` }, payload: { customer, slots: [{ slot: 'home', kind: 'items' }], deadlineMs: 5000 } })
  const { decisionId, versions, slots } = answer.json()
  return { decisionId, version: versions.recommender, items: slots[0].items.map((item: { id: string }) => item.id) }
}
const everybody = Array.from({ length: CUSTOMERS }, (_, n) => ({ userId: `u${n + 1}` }))

describe('the registry over HTTP', { timeout: 60_000 }, () => {
  it('lists models, newest first', async () => {
    const { status, body } = await call('GET', '/v1/models', undefined, reader)
    expect(status).toBe(200)
    expect(body.data.map((model: { id: string; status: string }) => [model.id, model.status])).toEqual([[second.artefactId, 'published'], [first.artefactId, 'retired']])
    expect(body.data[0]).toMatchObject({ version: second.version, people: CUSTOMERS, gate: { passed: true }, readable: true, share: null })
    expect((await call('GET', '/v1/models?cursor=x')).status).toBe(400)
  })

  it('gives a card: data, ground, gate, membership, lineage, and nobody in it', async () => {
    const { status, body } = await call('GET', at(second), undefined, reader)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      schema: 'lotse.model-card/1', id: second.artefactId, status: 'published', details: { sha256: second.sha256, seed: 2 }, data: { admitted: CUSTOMERS, people: CUSTOMERS, erased: 0, items: 60, purpose: 'train_ai_system' },
      privacy: { membership: { kept: true }, leastPeoplePerGroup: 20, fewestPeoplePerItem: 40 }, settings: { shrinkage: 2 }, metrics: { lists: { 'ndcg@20': { mean: 0.2, low: 0.1, high: 0.3 } } },
      gate: { passed: true }, lineage: { previous: { id: first.artefactId, version: first.version }, history: [{ action: 'model.published', reason: expect.stringContaining('NDCG') }] }, steps: [],
    })
    expect((await call('GET', at(second))).body.steps).toEqual(['rollback'])
    expect((await call('GET', at(first))).body.steps).toEqual(['publish', 'canary'])
    const ids = await store.sql<{ customer_id: string }[]>`select customer_id from customers`
    expect(ids.filter(({ customer_id: id }) => JSON.stringify(body).includes(id))).toEqual([])
  })

  it('tries a model on its share: the same visitor always gets the same, a nameless call draws for itself', async () => {
    expect(new Set((await Promise.all(everybody.slice(0, 20).map((who) => decide(who)))).map((one) => one.version))).toEqual(new Set([second.version]))
    clock = minutes(20)
    expect((await call('POST', at(first, 'canary'), { share: 0.3, reason: 'try it' })).body).toMatchObject({ status: 'canary', share: expect.closeTo(0.3, 6) })
    const on = async (who: object, server = app) => (await decide(who, server)).version === first.version
    await vi.waitFor(async () => {
      for (const server of servers) expect((await Promise.all(everybody.slice(0, 60).map((who) => on(who, server)))).includes(true)).toBe(true)
    }, 5000)
    const tried = await Promise.all(everybody.map((who) => on(who)))
    const again = await Promise.all(everybody.map((who) => on(who, servers[1])))
    expect(again).toEqual(tried)
    // Four standard deviations of a binomial draw.
    expect(Math.abs(tried.filter(Boolean).length - 0.3 * CUSTOMERS)).toBeLessThan(4 * Math.sqrt(CUSTOMERS * 0.3 * 0.7))
    const nameless = await Promise.all(Array.from({ length: 300 }, () => on({})))
    expect(Math.abs(nameless.filter(Boolean).length - 90)).toBeLessThan(4 * Math.sqrt(300 * 0.3 * 0.7))
  })

  it('compares the two by what people did within a day of seeing an item, and by nothing else', async () => {
    clock = minutes(30)
    const shown = await Promise.all(everybody.map(async (who) => ({ ...await decide(who), who })))
    // The log writes a moment later; exposures are taken meanwhile.
    await Promise.all(shown.map(({ decisionId, items }) => app.inject({ method: 'POST', url: '/v1/exposures', headers: { authorization: `Bearer ${shopKey}` }, payload: { decisionId, slot: 'home', items: items.slice(0, 2) } })))
    await vi.waitFor(async () => expect((await store.sql`select 1 from decisions where decided_at = ${clock}`).length).toBe(CUSTOMERS), 5000)
    const [own, champion] = [shown.filter((one) => one.version === first.version), shown.filter((one) => one.version === second.version)]
    const act = async (one: (typeof shown)[number], item: string, action: string, when: Date, n: number) => store.sql`
      insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity)
      select customer_id, ${when}, gen_random_uuid(), ${n}, ${item}, ${action}, 1 from identifiers where value = ${one.who.userId}`
    await store.sql`select lotse_ensure_months(${minutes(0)}, ${minutes(3 * 1440)})`
    for (const one of own.slice(0, 10)) await act(one, one.items[0], 'view', minutes(40), 0)
    for (const one of own.slice(0, 4)) for (const n of [1, 2]) await act(one, one.items[1], 'purchase', minutes(60 * n), n)
    // Before it was seen, a day later, or something that wasn't shown: none of these counts.
    await act(own[20], own[20].items[0], 'purchase', minutes(29), 0)
    await act(own[21], own[21].items[0], 'purchase', minutes(31 + 1440), 0)
    await act(own[22], own[22].items[5], 'purchase', minutes(40), 0)
    await act(champion[0], champion[0].items[0], 'purchase', minutes(40), 0)
    clock = minutes(2 * 1440)
    const { body } = await call('GET', at(first))
    expect(body.serving.own).toMatchObject({ version: first.version, people: own.length, exposures: 2 * own.length, looked: { people: 10, share: 10 / own.length }, bought: { people: 4 } })
    expect(body.serving.own.decisions).toBeGreaterThan(own.length)
    expect(body.serving.own.bought.low).toBeLessThan(4 / own.length)
    expect(body.serving.own.bought.high).toBeGreaterThan(4 / own.length)
    expect(body.serving.beside).toMatchObject({ id: second.artefactId, outcome: { version: second.version, people: champion.length, looked: { people: 0, low: 0 }, bought: { people: 1 } } })
    expect((await call('GET', at(second))).body.serving).toMatchObject({ own: { version: second.version, bought: { people: 1 } }, beside: { id: first.artefactId } })
  })

  it('counts only people who allow reporting, and says nothing of fewer than twenty', async () => {
    await store.sql`
      insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
      select distinct customer_id, gen_random_uuid(), 'analytics.reporting', false, 'withdrawn', ${NOW}::timestamptz, 'api', 'test', 'consent', 'test', 'test', '' from exposures
      where customer_id in (select customer_id from decisions where versions ->> 'recommender' = ${first.version})`
    expect((await call('GET', at(first))).body.serving).toMatchObject({ own: { people: null, looked: null, bought: null }, beside: { outcome: { bought: { people: 1 } } } })
  })

  it('rolls back in one call, with a reason: every process serves the one before within seconds', async () => {
    expect((await call('POST', at(first, 'publish'))).body).toMatchObject({ status: 'published', share: null })
    for (const server of servers) await vi.waitFor(async () => expect((await decide({}, server)).version).toBe(first.version), 3000)
    expect((await call('POST', at(first, 'rollback'), {})).status).toBe(400)
    expect((await call('POST', at(first, 'rollback'), { reason: ' ' })).status).toBe(400)
    const begun = performance.now()
    expect((await call('POST', at(first, 'rollback'), { reason: 'clicks fell' })).body).toMatchObject({ status: 'retired' })
    for (const server of servers) await vi.waitFor(async () => expect((await decide({}, server)).version).toBe(second.version), 3000)
    expect(performance.now() - begun).toBeLessThan(3000)
    expect((await call('GET', at(first))).body.lineage.history.at(-1)).toMatchObject({ action: 'model.rolled_back', reason: 'clicks fell', actor: expect.stringMatching(/^key:/) })
    expect((await call('GET', at(second))).body).toMatchObject({ status: 'published', lineage: { previous: { id: first.artefactId }, history: expect.arrayContaining([expect.objectContaining({ action: 'model.restored' })]) } })
  })

  it('keeps the installation\'s canary share', async () => {
    expect((await call('GET', '/v1/models/settings', undefined, reader)).body).toEqual({ canaryShare: 0, trainingSeconds: 25 })
    expect((await call('PATCH', '/v1/models/settings', { canaryShare: 0.05 })).body).toEqual({ canaryShare: 0.05, trainingSeconds: 25 })
    expect((await call('PATCH', '/v1/models/settings', { trainingSeconds: 60 })).body).toEqual({ canaryShare: 0.05, trainingSeconds: 60 })
    expect((await call('PATCH', '/v1/models/settings', { trainingSeconds: 0 })).status).toBe(400)
    expect((await call('PATCH', '/v1/models/settings', { canaryShare: 1 })).status).toBe(400)
    await call('PATCH', '/v1/models/settings', { canaryShare: 0 })
  })

  it('refuses who may not, what is not there, and what does not fit', async () => {
    for (const [method, url, payload] of [['POST', at(first, 'publish'), {}], ['POST', at(first, 'canary'), { share: 0.1 }], ['POST', at(second, 'rollback'), { reason: 'x' }], ['PATCH', '/v1/models/settings', { canaryShare: 0 }]] as const) {
      expect((await call(method, url, payload, reader)).body).toMatchObject({ status: 403, code: 'scope_missing' })
      expect((await call(method, url, payload, shopKey)).status).toBe(403)
    }
    expect((await call('GET', '/v1/models', undefined, shopKey)).status).toBe(403)
    for (const id of ['nonsense', '11111111-1111-4111-8111-111111111111']) expect((await call('GET', `/v1/models/${id}`)).body).toMatchObject({ status: 404, code: 'artefact_unknown' })
    for (const share of [0, 1, 'many']) expect((await call('POST', at(first, 'canary'), { share })).status).toBe(400)
    expect((await call('POST', at(second, 'publish'))).body).toMatchObject({ status: 409, code: 'already_published' })
    expect(await keepSmallModel(store, 9, minutes(9000), false)).toMatchObject({ status: 'rejected' })
  })
})
