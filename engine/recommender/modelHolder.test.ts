import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { holdModel } from './modelHolder.ts'
import { ARTEFACT_CHANNEL } from './registrySteps.ts'
import { admitAll, fillSmallShop, NOW } from './testing/smallShop.ts'
import { trainRecommender } from './trainRecommender.ts'

let store: Store
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
})
afterAll(() => store.close())

async function train(seed: number) {
  const { runId, permit } = await admitAll(store)
  return trainRecommender(store, { runId, permit, asOf: NOW, seed, now: NOW })
}

describe('the served model', { timeout: 120_000 }, () => {
  it('is swapped when another is published, and stays when the new one cannot be read', async () => {
    const told: string[] = []
    const log = { info: (words: string) => { told.push(words) }, warn: (words: string) => { told.push(words) } }
    // Polled too seldom to matter: what swaps is the notice.
    const holder = await holdModel(store, log, () => {}, 3_600_000)
    expect(holder.current()).toBeNull()

    const first = await train(1)
    await vi.waitFor(() => expect(holder.current()?.artefactId).toBe(first.artefactId), 5000)
    const inUse = holder.current()

    const second = await train(2)
    await vi.waitFor(() => expect(holder.current()?.artefactId).toBe(second.artefactId), 5000)
    expect(inUse?.artefactId).toBe(first.artefactId)

    await store.sql`update artefacts set status = 'retired' where status = 'published'`
    await store.sql`
      insert into artefacts (artefact_id, kind, version, run_id, status, bytes, sha256, settings, metrics, gate, created_at)
      select gen_random_uuid(), kind, 'damaged', gen_random_uuid(), 'published', substring(bytes from 1 for 100), sha256, settings, metrics, gate, created_at from artefacts limit 1`
    await store.sql`select pg_notify(${ARTEFACT_CHANNEL}, '')`
    await vi.waitFor(() => expect(told.at(-1)).toContain('still serving'), 5000)
    expect(told.at(-1)).toContain('not those that were kept')
    expect(holder.current()?.artefactId).toBe(second.artefactId)
    await holder.close()
  })
})
