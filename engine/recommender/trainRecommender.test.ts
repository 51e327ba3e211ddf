import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { loadPublished, publishedId } from './registry.ts'
import { admitAll, fillSmallShop, NOW, personOf } from './testing/smallShop.ts'
import { trainRecommender } from './trainRecommender.ts'

let store: Store
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
})
afterAll(() => store.close())

async function train(asOf = NOW) {
  const { runId, permit } = await admitAll(store)
  return trainRecommender(store, { runId, permit, asOf, seed: 11, now: NOW })
}

async function bytesOf(artefactId: string): Promise<string> {
  const [row] = await store.sql<{ bytes: Uint8Array }[]>`select bytes from artefacts where artefact_id = ${artefactId}`
  return Buffer.from(row.bytes).toString('base64')
}

describe('training', { timeout: 120_000 }, () => {
  it('beats popularity where customers have a taste, publishes, and retires what was published before', async () => {
    const first = await train()
    expect(first.gate.passed).toBe(true)
    expect(first.lists.n).toBeGreaterThan(50)
    expect(first.gain['ndcg@20'].low).toBeGreaterThan(0)
    expect(first.lists['ndcg@20'].mean).toBeGreaterThan(2 * first.popularity['ndcg@20'].mean)
    expect(await publishedId(store)).toBe(first.artefactId)
    const second = await train()
    expect(await publishedId(store)).toBe(second.artefactId)
    const rows = await store.sql<{ artefact_id: string; status: string }[]>`select artefact_id, status from artefacts`
    expect(Object.fromEntries(rows.map((row) => [row.artefact_id, row.status]))).toEqual({ [first.artefactId]: 'retired', [second.artefactId]: 'published' })
  })

  it('makes the same bytes of the same log and seed', async () => {
    expect(await bytesOf((await train()).artefactId)).toBe(await bytesOf((await train()).artefactId))
  })

  it('does not look at what happened at or after asOf', async () => {
    const asOf = new Date('2026-02-01T00:00:00Z')
    const before = await bytesOf((await train(asOf)).artefactId)
    await store.sql`
      insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity)
      select md5('customer ' || c)::uuid, ${asOf}, md5('later ' || c)::uuid, 0, 'i7', 'purchase', 1 from generate_series(1, 300) c`
    expect(await bytesOf((await train(asOf)).artefactId)).toBe(before)
  })

  it('learns from nobody who did not agree to it', async () => {
    const person = await personOf(store, 5)
    await store.sql`insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity) values (${person}, '2026-01-05', md5('own')::uuid, 0, 'only-mine', 'purchase', 1)`
    await train()
    expect((await loadPublished(store))?.model.itemIds).toContain('only-mine')
    await store.sql`
      insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
      values (${person}, md5('no')::uuid, 'train_ai_system', false, 'withdrawn', ${NOW}, 'api', 'test', 'consent', 'test', 'test', '')`
    await train()
    expect((await loadPublished(store))?.model.itemIds).not.toContain('only-mine')
  })

  it('keeps no person in the artefact', async () => {
    const { artefactId } = await train()
    const text = Buffer.from(await bytesOf(artefactId), 'base64').toString('latin1')
    for (const n of [1, 2, 3]) expect(text).not.toContain(await personOf(store, n))
  })
})

describe('the gate', () => {
  it('rejects what does not beat popularity and leaves the published model in place', async () => {
    const random = await createTestStore()
    await fillSmallShop(random, false)
    const { runId, permit } = await admitAll(random)
    const summary = await trainRecommender(random, { runId, permit, asOf: NOW, seed: 11, now: NOW })
    expect(summary).toMatchObject({ published: false, gate: { passed: false } })
    expect(summary.gate.reason).toContain('does not beat popularity')
    expect(await publishedId(random)).toBeNull()
    expect((await random.sql`select status from artefacts`)[0].status).toBe('rejected')
    await random.close()
  })

  it('refuses to judge by a handful of customers', async () => {
    const empty = await createTestStore()
    const { runId, permit } = await admitAll(empty)
    await expect(trainRecommender(empty, { runId, permit, asOf: NOW, seed: 1, now: NOW })).rejects.toMatchObject({ kind: 'conflict', code: 'too_little' })
    await empty.close()
  })
})
