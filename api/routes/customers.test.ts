import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import { addEvents, joinAll, NOW } from '../../engine/segments/testing/crowd.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { buildServer } from '../server.ts'

let store: Store
let app: FastifyInstance
let key: string
let reader: string
const send = (method: 'GET' | 'DELETE', url: string, bearer = key) => app.inject({ method, url, headers: { authorization: `Bearer ${bearer}` } })

beforeAll(async () => {
  store = await createTestStore()
  app = await buildServer({ store, now: () => NOW })
  key = (await createKey(store, { name: 'dpo', kind: 'secret', scopes: ['customers:read', 'customers:erase'] }, 'cli', NOW)).key
  reader = (await createKey(store, { name: 'service', kind: 'secret', scopes: ['customers:read'] }, 'cli', NOW)).key
  const [id] = await joinAll(store, [{ userId: 'u/1 ä', country: 'DE', traits: { email: 'u1@example.org' } }])
  await addEvents(store, Array.from({ length: 2500 }, (_, i) => ({ who: id, at: new Date(NOW.getTime() - i * 1000), name: 'Product Viewed' })))
})
afterAll(async () => { await app.close(); await store.close() })

describe('a customer over HTTP', () => {
  const path = `/v1/customers/${encodeURIComponent('u/1 ä')}`
  it('can be looked at', async () => {
    const answer = await send('GET', path)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ userId: 'u/1 ä', identifiers: [{ kind: 'user_id', values: 1 }], traits: { email: 'u1@example.org' }, persona: null, counts: { events: 2500 }, lastSeen: NOW.toISOString() })
    expect(answer.headers['cache-control']).toBe('private, no-store')
  })
  it('can be exported whole', async () => {
    const answer = await send('GET', `${path}/export`)
    expect(answer.headers['content-type']).toContain('application/json')
    const all = answer.json()
    expect(all).toMatchObject({ schema: 'lotse.person/1', userId: 'u/1 ä', decisions: [], recipients: [] })
    expect(new Set(all.events.map((event: { eventId: string }) => event.eventId)).size).toBe(2500)
  })
  it('is erased by a key that may, with a receipt, and then unknown', async () => {
    expect((await send('DELETE', path, reader)).statusCode).toBe(403)
    const answer = await send('DELETE', path)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ erasedAt: NOW.toISOString(), counts: { events: 2500, identifiers: 1, customers: 1 }, tombstones: 2, recipients: [], hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    for (const [method, url] of [['GET', path], ['GET', `${path}/export`], ['DELETE', path]] as const) {
      const after = await send(method, url)
      expect(after.statusCode).toBe(404)
      expect(after.json()).toMatchObject({ code: 'customer_unknown' })
      expect(after.body).not.toContain('u/1')
    }
  })
})
