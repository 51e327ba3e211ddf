import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { buildServer } from '../server.ts'

const now = () => new Date('2026-05-01T12:00:00Z')
const PROFILED = 'personalize.content.profiled'

describe('/v1/customers/{userId}/consents', () => {
  let store: Store
  let app: FastifyInstance
  let keys: { server: string; reader: string; page: string }
  beforeAll(async () => {
    store = await createTestStore()
    app = await buildServer({ store, now })
    const key = async (kind: 'secret' | 'publishable', scopes: string[]) => (await createKey(store, { name: 'k', kind, scopes }, 'test', now())).key
    keys = { server: await key('secret', ['ingest', 'customers:read']), reader: await key('secret', ['customers:read']), page: await key('publishable', []) }
  })
  afterAll(async () => { await app.close(); await store.close() })

  const call = (method: 'GET' | 'PUT' | 'DELETE' | 'POST', path: string, payload?: object, key = keys.server) =>
    app.inject({ method, url: `/v1/customers/${path}`, headers: { authorization: `Bearer ${key}` }, ...(payload === undefined ? {} : { payload }) })

  it('records answers, shows them and takes them back', async () => {
    const put = await call('PUT', 'c%2F1/consents', { purposes: { [PROFILED]: true, 'analytics.reporting': false }, notice: { id: 'privacy', version: '3', language: 'de' }, method: 'banner', source: 'web' })
    expect(put.statusCode).toBe(200)
    expect(put.json()).toMatchObject({ userId: 'c/1', purposes: { [PROFILED]: { allowed: true, status: 'granted', recordedAt: '2026-05-01T12:00:00.000Z', notice: { version: '3' } }, 'analytics.reporting': { allowed: false, status: 'denied' }, train_ai_system: { allowed: false, status: 'default', recordId: null } } })
    expect((await call('GET', 'c%2F1/consents', undefined, keys.reader)).json()).toEqual(put.json())
    expect((await call('DELETE', `c%2F1/consents/${PROFILED}`)).json().purposes[PROFILED]).toMatchObject({ allowed: false, status: 'withdrawn' })
    expect((await call('POST', 'c%2F1/objection')).json().purposes['marketing.communications.email']).toMatchObject({ allowed: false, status: 'objected' })
  })

  it('refuses what it does not know, and who may not', async () => {
    expect((await call('GET', 'nobody/consents')).json()).toMatchObject({ status: 404, code: 'customer_unknown' })
    expect((await call('DELETE', `nobody/consents/${PROFILED}`)).statusCode).toBe(404)
    expect((await call('PUT', 'c2/consents', { purposes: { everything: true } })).json()).toMatchObject({ status: 400, code: 'unknown_purpose', errors: [{ path: 'purposes.everything' }] })
    expect((await call('PUT', 'null/consents', { purposes: { [PROFILED]: true } })).json()).toMatchObject({ status: 400, code: 'invalid_user_id' })
    expect((await call('PUT', 'c2/consents', { purposes: { [PROFILED]: 'yes' } })).statusCode).toBe(400)
    expect((await call('PUT', 'c2/consents', { purposes: { [PROFILED]: true } }, keys.page)).statusCode).toBe(403)
    expect((await call('PUT', 'c2/consents', { purposes: { [PROFILED]: true } }, keys.reader)).statusCode).toBe(403)
    expect((await call('GET', 'c2/consents', undefined, keys.page)).statusCode).toBe(403)
  })
})
