import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../../engine/access/keys.ts'
import { say } from '../../../engine/features/testing/shopLog.ts'
import type { CustomerId } from '../../../engine/ids.ts'
import { fillShop, PROFILING, runBoth, UNTIL } from '../../../engine/personas/testing/threeKinds.ts'
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

  it('approves by checks, publishes from a date, and goes back by one call', async () => {
    const { id } = summary.personas[1]!
    await call('POST', `/v1/personas/${id}/submit`, { reason: 'looks right' })
    expect((await call('POST', `/v1/personas/${id}/approve`, { override: true })).body.code).toBe('reason_missing')
    const approved = await call('POST', `/v1/personas/${id}/approve`, { override: true, reason: 'seen and discussed in the team' })
    expect(approved.body.lineage.at(-1)).toMatchObject({ kind: 'approved', by: expect.stringMatching(/^key:/), reason: 'seen and discussed in the team' })
    expect((await call('POST', `/v1/personas/${id}/publish`, { effectiveAt: 'tomorrow' })).status).toBe(400)
    const effectiveAt = new Date(UNTIL.getTime() + 86_400_000).toISOString()
    expect((await call('POST', `/v1/personas/${id}/publish`, { effectiveAt })).body.inUse).toEqual({ effectiveAt, runId: summary.runId })
    const sets = await call('GET', '/v1/persona-sets')
    expect(sets.body.data[0]).toMatchObject({ kind: 'published', runId: summary.runId, entries: [{ personaId: id, effectiveAt }] })
    expect((await call('POST', '/v1/persona-sets/rollback', {})).status).toBe(400)
    const back = await call('POST', '/v1/persona-sets/rollback', { to: sets.body.data.at(-1).seq, reason: 'too early' })
    expect(back.status).toBe(200)
    expect(back.body.data[0].kind).toBe('rolled_back')
  })

  it('keeps comments, pins and settings', async () => {
    const { id } = summary.personas[1]!
    expect((await call('POST', `/v1/personas/${id}/comments`, { text: ' Who are they? ' })).body).toMatchObject({ text: 'Who are they?', by: expect.stringMatching(/^key:/) })
    expect((await call('GET', `/v1/personas/${id}/comments`)).body.data).toHaveLength(1)
    expect((await call('POST', `/v1/personas/${id}/comments`, { text: ' ' })).status).toBe(400)
    expect((await call('PATCH', `/v1/personas/${id}`, { pinned: true })).body.pinned).toBe(true)
    expect((await call('PATCH', '/v1/personas/settings', { exclude: ['hour:*'], sensitive: ['gender'] })).body).toMatchObject({ exclude: ['hour:*'], sensitive: ['gender'], method: 'kmeans' })
    expect((await call('PATCH', '/v1/personas/settings', { k: { from: 9, to: 3 } })).status).toBe(400)
    expect((await call('PATCH', '/v1/personas/settings', { metod: 'nmf' })).status).toBe(400)
    expect((await call('GET', '/v1/personas/settings')).body.exclude).toEqual(['hour:*'])
    await call('PATCH', '/v1/personas/settings', { fourEyes: true })
    expect((await call('GET', '/v1/personas/settings')).body).toMatchObject({ exclude: ['hour:*'], sensitive: ['gender'], fourEyes: true })
    await call('PATCH', '/v1/personas/settings', { fourEyes: false })
  })

  it('sets two personas side by side', async () => {
    const [a, b] = [summary.personas[1]!, summary.personas[2]!]
    const { body } = await call('GET', `/v1/personas/compare?a=${a.id}&b=${b.id}`)
    expect(body.features.length).toBeGreaterThan(10)
    expect(Math.abs(body.features[0].effect)).toBeGreaterThan(1)
    expect(body.features[0].low).toBeLessThanOrEqual(body.features[0].effect)
    expect((await call('GET', `/v1/personas/compare?a=${a.id}&b=${a.id}&runB=${summary.runId}`)).body.features.every((row: { effect: number | null }) => row.effect === null || row.effect === 0)).toBe(true)
    expect((await call('GET', `/v1/personas/compare?a=${a.id}&b=none`)).status).toBe(404)
  })

  it('says why somebody is where they are, while they allow a profile', async () => {
    const [row] = await store.sql<{ customer_id: CustomerId; persona_id: string }[]>`select customer_id, persona_id from persona_members where run_id = ${summary.runId} and persona_id is not null limit 1`
    await store.sql`insert into identifiers (kind, value, customer_id, first_seen) values ('user_id', 'u-1', ${row!.customer_id}, ${UNTIL})`
    const asking = (await createKey(store, { name: 'c', kind: 'secret', scopes: ['customers:read'] }, 'test', UNTIL)).key
    const { body } = await call('GET', '/v1/customers/u-1/persona', undefined, asking)
    expect(body.persona).toMatchObject({ id: row!.persona_id })
    expect(body.alternatives.length).toBe(summary.personas.length - 1)
    expect(body.because.reduce((sum: number, one: { pull: number }) => sum + Math.abs(one.pull), 0)).toBeLessThanOrEqual(1.0001)
    expect(body.because[0].pull).toBeGreaterThan(0)
    expect((await call('GET', '/v1/customers/nobody/persona', undefined, asking)).status).toBe(404)
    expect((await call('GET', '/v1/customers/u-1/persona', undefined, reader)).status).toBe(403)
    await say(store, [row!.customer_id], PROFILING, false, UNTIL)
    expect((await call('GET', '/v1/customers/u-1/persona', undefined, asking)).body.code).toBe('profiling_not_allowed')
    await say(store, [row!.customer_id], PROFILING, true, UNTIL)
  })

  it('tells what to offer, of the recommender only what it knows', async () => {
    expect((await call('GET', `/v1/personas/${summary.personas[1]!.id}/offers`)).body).toEqual({ recommender: null, offers: [] })
  })

  it('has no migration before the first run, and no alerts', async () => {
    expect((await call('GET', `/v1/persona-runs/${summary.runId}/migration`)).body.code).toBe('nothing_before')
    expect((await call('GET', '/v1/persona-alerts')).body).toEqual({ data: [], nextCursor: null })
    expect((await call('POST', '/v1/persona-alerts/none/seen')).status).toBe(404)
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
