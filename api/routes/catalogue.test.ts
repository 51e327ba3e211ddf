import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { buildServer } from '../server.ts'

const now = new Date('2026-03-01T10:00:00Z')
let store: Store
let app: FastifyInstance
let key: string
const send = (method: 'GET' | 'PUT' | 'PATCH', url: string, payload?: object, bearer = key) => app.inject({ method, url, ...(payload === undefined ? {} : { payload }), headers: { authorization: `Bearer ${bearer}` } })

beforeAll(async () => {
  store = await createTestStore()
  app = await buildServer({ store, now: () => now })
  key = (await createKey(store, { name: 'shop', kind: 'secret', scopes: ['catalogue:write'] }, 'cli', now)).key
})
afterAll(async () => { await app.close(); await store.close() })

describe('the catalogue over HTTP', () => {
  it('takes items in bulk with a result a row', async () => {
    const answer = await send('PUT', '/v1/items', [{ id: 'a', title: 'A', categories: ['x'], price: 9.9, currency: 'EUR', stock: 0 }, { id: 'b', title: 'B', categories: [], price: 1, currency: 'EURO' }])
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ results: [{ index: 0, id: 'a', status: 'created' }, { index: 1, id: 'b', status: 'rejected', errors: [{ path: 'currency' }] }], created: 1, updated: 0, unchanged: 0, rejected: 1 })
  })
  it('changes an item, and answers 404 for one it does not know', async () => {
    expect((await send('PATCH', '/v1/items/a', { price: 12.5 })).json()).toMatchObject({ id: 'a', price: 12.5, stock: 0, categories: ['x'] })
    expect((await send('PATCH', '/v1/items/nobody', { price: 12.5 })).statusCode).toBe(404)
    expect((await send('PATCH', '/v1/items/a', {})).statusCode).toBe(400)
  })
  it('takes offers, slots and shops and lists them', async () => {
    expect((await send('PUT', '/v1/offers/o1', { kind: 'incentive', title: '10 %', value: { type: 'percent', amount: 10 }, validUntil: '2026-04-01T00:00:00Z' })).json()).toMatchObject({ id: 'o1', validUntil: '2026-04-01T00:00:00.000Z', active: true, updatedAt: now.toISOString() })
    expect((await send('PUT', '/v1/slots/home', { kind: 'items', count: 4 })).json()).toMatchObject({ slot: 'home', count: 4 })
    expect((await send('PUT', '/v1/stores/s1', { name: 'Bern', lat: 46.95, lon: 7.45, country: 'CH' })).json()).toMatchObject({ id: 's1', city: null })
    for (const list of ['offers', 'slots', 'stores']) {
      const answer = (await send('GET', `/v1/${list}`)).json()
      expect(answer.data).toHaveLength(1)
      expect(answer.nextCursor).toBeNull()
    }
  })
  it('names the field that is wrong', async () => {
    const answer = await send('PUT', '/v1/offers/o2', { kind: 'incentive', title: 'x', value: { type: 'percent', amount: 200 } })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors[0].path).toBe('value.amount')
  })
  it('wants a secret key with the scope', async () => {
    const { key: publishable } = await createKey(store, { name: 'page', kind: 'publishable', scopes: [] }, 'cli', now)
    expect((await send('PUT', '/v1/items', [], publishable)).statusCode).toBe(403)
    expect((await app.inject({ method: 'PUT', url: '/v1/items', payload: [] })).statusCode).toBe(401)
  })
  it('describes an item in the OpenAPI document', async () => {
    const document = (await app.inject('/openapi.json')).json()
    const body = document.paths['/v1/items'].put.requestBody.content['application/json'].schema
    expect(Object.keys(body.items.properties)).toEqual(expect.arrayContaining(['id', 'title', 'categories', 'price', 'currency', 'stock']))
  })
})
