import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../engine/store/connect.ts'
import { createTestStore } from '../engine/store/testing/testStore.ts'
import { buildServer } from './server.ts'

describe('the server', () => {
  let store: Store
  let app: FastifyInstance
  beforeAll(async () => {
    store = await createTestStore()
    app = await buildServer({ store, now: () => new Date() })
  })
  afterAll(async () => { await app.close(); await store.close() })

  it('is alive and ready', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready', database: true })
  })
  it('answers an unknown path with a problem', async () => {
    const answer = await app.inject('/v1/nowhere')
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  })
  it('publishes its OpenAPI 3.1 document', async () => {
    const document = (await app.inject('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toContain('/healthz')
  })
  it('says that it honours Global Privacy Control', async () => {
    expect((await app.inject('/.well-known/gpc.json')).json()).toMatchObject({ gpc: true })
  })
})
