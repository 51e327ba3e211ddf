import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { holdModel } from './modelHolder.ts'
import { ARTEFACT_CHANNEL, publishArtefact, rollBack, startCanary } from './registrySteps.ts'
import { keepSmallModel } from './testing/smallModel.ts'
import { fillSmallShop, NOW } from './testing/smallShop.ts'

let store: Store
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
})
afterAll(() => store.close())

const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000)
const why = { actor: 'key:test', reason: 'test' }
// Polled too seldom to matter: what swaps is the notice.
const SELDOM = 3_600_000

async function hold() {
  const told: string[] = []
  const log = { info: (words: string) => { told.push(words) }, warn: (words: string) => { told.push(words) } }
  const swaps = vi.fn()
  return { told, swaps, holder: await holdModel(store, log, swaps, SELDOM) }
}

describe('the served model', { timeout: 60_000 }, () => {
  it('is swapped when another is published, tried beside it as a canary, and swapped back', async () => {
    const { holder, swaps } = await hold()
    expect([holder.current(), holder.canary()]).toEqual([null, null])
    const first = await keepSmallModel(store, 1, at(0))
    await vi.waitFor(() => expect(holder.current()?.artefactId).toBe(first.artefactId), 5000)
    const inUse = holder.current()
    const second = await keepSmallModel(store, 2, at(1))
    await vi.waitFor(() => expect(holder.current()?.artefactId).toBe(second.artefactId), 5000)
    expect(inUse?.artefactId).toBe(first.artefactId)

    await startCanary(store, first.artefactId, 0.2, why, at(2))
    await vi.waitFor(() => expect(holder.canary()).toMatchObject({ share: 0.2, served: { version: first.version } }), 5000)
    const tried = holder.canary()?.served
    await startCanary(store, first.artefactId, 0.4, why, at(3))
    await vi.waitFor(() => expect(holder.canary()?.share).toBe(0.4), 5000)
    expect(holder.canary()?.served).toBe(tried)
    // What is in memory already is not read again.
    await publishArtefact(store, first.artefactId, why, at(4))
    await vi.waitFor(() => expect(holder.current()).toBe(tried), 5000)
    expect(holder.canary()).toBeNull()
    await rollBack(store, first.artefactId, why, at(5))
    await vi.waitFor(() => expect(holder.current()?.artefactId).toBe(second.artefactId), 5000)
    expect(swaps).toHaveBeenCalledTimes(6)
    await holder.close()
  })

  it('stays when the new one cannot be read, and a canary that cannot be read is nobody\'s', async () => {
    const good = await keepSmallModel(store, 3, at(10))
    const { holder, told } = await hold()
    expect(holder.current()?.artefactId).toBe(good.artefactId)
    const damaged = async (status: string) => {
      await store.sql`
        insert into artefacts (artefact_id, kind, version, run_id, status, share, bytes, sha256, settings, metrics, gate, created_at)
        select gen_random_uuid(), kind, 'damaged', gen_random_uuid(), ${status}, 0.5, substring(bytes from 1 for 100), sha256, settings, metrics, gate, created_at from artefacts where artefact_id = ${good.artefactId}`
      await store.sql`select pg_notify(${ARTEFACT_CHANNEL}, '')`
      await vi.waitFor(() => expect(told.at(-1)).toContain('still serving'), 5000)
      expect(told.pop()).toContain('not those that were kept')
    }
    await damaged('canary')
    expect([holder.current()?.artefactId, holder.canary()]).toEqual([good.artefactId, null])
    await store.sql`update artefacts set status = 'retired' where status in ('published', 'canary')`
    await damaged('published')
    expect(holder.current()?.artefactId).toBe(good.artefactId)
    await holder.close()
  })
})
