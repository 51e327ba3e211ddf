import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../../engine/access/keys.ts'
import { fillShop, runBoth, UNTIL } from '../../../engine/personas/testing/threeKinds.ts'
import type { PersonaRunSummary } from '../../../engine/personas/finding/runPersonas.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { createTestStore } from '../../../engine/store/testing/testStore.ts'
import { buildServer } from '../../server.ts'

describe('the persona routes', () => {
  let store: Store
  let app: FastifyInstance
  let summary: PersonaRunSummary
  let writer: string
  let reader: string

  beforeAll(async () => {
    store = await createTestStore()
    await fillShop(store, 60, 'api')
    summary = await runBoth(store, UNTIL)
    writer = (await createKey(store, { name: 'w', kind: 'secret', scopes: ['personas:read', 'personas:write'] }, 'test', UNTIL)).key
    reader = (await createKey(store, { name: 'r', kind: 'secret', scopes: ['personas:read'] }, 'test', UNTIL)).key
    app = await buildServer({ store, now: () => UNTIL })
  })
  afterAll(async () => {
    await app.close()
    await store.close()
  })

  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, key = writer) => {
    const answer = await app.inject({ method, url, headers: { authorization: `Bearer ${key}` }, ...(payload === undefined ? {} : { payload }) })
    return { status: answer.statusCode, body: answer.json() }
  }

  it('lists personas with their facts, and filters by status', async () => {
    const { status, body } = await call('GET', '/v1/personas')
    expect(status).toBe(200)
    expect(body.nextCursor).toBeNull()
    expect(body.data.map((persona: { id: string }) => persona.id).sort()).toEqual(summary.personas.map((persona) => persona.id).sort())
    expect(body.data[0].facts.distinguishing.length).toBeGreaterThan(3)
    expect(new Date(body.data[0].createdAt).toISOString()).toBe(body.data[0].createdAt)
    expect((await call('GET', '/v1/personas?status=published')).body.data).toEqual([])
    expect((await call('GET', '/v1/personas?status=nonsense')).status).toBe(400)
  })

  it('walks a persona through its life and refuses steps out of order', async () => {
    const { id } = summary.personas[0]!
    const early = await call('POST', `/v1/personas/${id}/publish`)
    expect(early).toMatchObject({ status: 409, body: { code: 'persona_state', status: 409 } })
    expect((await call('POST', `/v1/personas/${id}/submit`)).body.status).toBe('in_review')
    expect((await call('POST', `/v1/personas/${id}/approve`)).body.status).toBe('approved')
    expect((await call('POST', `/v1/personas/${id}/publish`)).body.status).toBe('published')
    expect((await call('GET', `/v1/personas/${id}`)).body).toMatchObject({ id, status: 'published', version: 4 })
    expect((await call('POST', `/v1/personas/${id}/retire`)).body.status).toBe('retired')
  })

  it('renames, and says what is wrong with a wish', async () => {
    const { id } = summary.personas[1]!
    expect((await call('PATCH', `/v1/personas/${id}`, { name: ' Cooks of the evening ' })).body).toMatchObject({ name: 'Cooks of the evening', named: { name: true, description: false } })
    expect((await call('PATCH', `/v1/personas/${id}`, {})).status).toBe(400)
    expect((await call('PATCH', `/v1/personas/${id}`, { name: '' })).status).toBe(400)
    expect((await call('PATCH', `/v1/personas/${id}`, { name: 'x', version: 77 })).body.code).toBe('version_conflict')
    expect((await call('PATCH', '/v1/personas/nobody', { name: 'x' })).status).toBe(404)
  })

  it('needs the scope', async () => {
    const { id } = summary.personas[1]!
    expect((await call('GET', `/v1/personas/${id}`, undefined, reader)).status).toBe(200)
    expect((await call('PATCH', `/v1/personas/${id}`, { name: 'y' }, reader)).status).toBe(403)
    expect((await call('POST', `/v1/personas/${id}/submit`, undefined, reader)).status).toBe(403)
    expect((await call('GET', '/v1/personas', undefined, 'sk_none')).status).toBe(401)
  })

  it('pages through members', async () => {
    const { id, size } = summary.personas[1]!
    const first = await call('GET', `/v1/personas/${id}/members?limit=20`)
    expect(first.body.data).toHaveLength(20)
    const second = await call('GET', `/v1/personas/${id}/members?limit=1000&cursor=${first.body.nextCursor}`)
    expect(second.body.nextCursor).toBeNull()
    expect(second.body.data).toHaveLength(size - 20)
    expect((await call('GET', `/v1/personas/${id}/members?limit=0`)).status).toBe(400)
  })

  it('shows runs with the table behind k', async () => {
    const list = await call('GET', '/v1/persona-runs')
    expect(list.body.data.map((run: { id: string }) => run.id)).toEqual([summary.runId])
    const { body } = await call('GET', `/v1/persona-runs/${summary.runId}`)
    expect(body).toMatchObject({ id: summary.runId, k: summary.k, n: 180, settings: { method: 'kmeans' }, report: { drift: null } })
    expect(body.choice.table.map((row: { k: number }) => row.k)).toContain(summary.k)
    expect((await call('GET', '/v1/persona-runs/none')).status).toBe(404)
  })

  it('merges', async () => {
    const [, into, from] = summary.personas
    const { status, body } = await call('POST', '/v1/personas/merge', { into: into!.id, from: [from!.id] })
    expect(status).toBe(200)
    expect(body.facts.size).toBe(10 * Math.floor((into!.size + from!.size) / 10))
    expect((await call('POST', '/v1/personas/merge', { into: into!.id, from: [] })).status).toBe(400)
    expect((await call('POST', '/v1/personas/merge', { into: into!.id, from: [from!.id] })).body.code).toBe('persona_state')
  })
})
