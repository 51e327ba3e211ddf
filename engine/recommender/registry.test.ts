import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { setCanaryShare } from './canary.ts'
import { sha256Of } from './model.ts'
import { KEPT } from './prune.ts'
import { inService, keepArtefact, loadChampion, loadPublished, publishedId } from './registry.ts'
import { publishArtefact, rollBack, startCanary } from './registrySteps.ts'
import { keepSmallModel, smallModel } from './testing/smallModel.ts'
import { admitAll, fillSmallShop, NOW } from './testing/smallShop.ts'

const store: Store = await createTestStore()
await fillSmallShop(store, true)
beforeEach(async () => {
  await store.sql`truncate artefacts, artefact_members`
  await store.sql`delete from installation where name = 'canary share'`
})
afterAll(() => store.close())

const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000)
const why = { actor: 'key:test', reason: 'because of the test' }
const statuses = async () => Object.fromEntries((await store.sql<{ id: string; status: string }[]>`select artefact_id as id, status from artefacts`).map((row) => [row.id, row.status]))
const audited = async (id: string) => (await store.sql<{ actor: string; action: string; detail: { reason: string } }[]>`select actor, action, detail from audit where subject = ${id} order by audit_id`).map(({ actor, action, detail }) => [actor, action, detail.reason])

describe('keeping', () => {
  it('publishes what passed its gate and retires what was published; what failed is kept and not served', async () => {
    const first = await keepSmallModel(store, 1, at(0))
    const second = await keepSmallModel(store, 2, at(1))
    const failed = await keepSmallModel(store, 3, at(2), false)
    expect([first.status, second.status, failed.status]).toEqual(['published', 'published', 'rejected'])
    expect(await statuses()).toEqual({ [first.artefactId]: 'retired', [second.artefactId]: 'published', [failed.artefactId]: 'rejected' })
    expect((await loadPublished(store))?.version).toBe(second.version)
  })

  it('keeps what a run made when the run is executed again and makes the same, and replaces it when it makes something else', async () => {
    const before = await keepSmallModel(store, 1, at(0))
    const { runId, permit } = await admitAll(store)
    const wish = { runId, permit, seed: 1, bytes: smallModel(2), learned: { people: [], items: 1, interactions: 1, fewestPerItem: 1 }, windowFrom: null, windowTo: NOW, settings: {}, metrics: {}, gate: { passed: true, reason: 'yes' } }
    const made = await keepArtefact(store, wish, at(1))
    expect(await keepArtefact(store, wish, at(2))).toEqual(made)
    const other = await keepArtefact(store, { ...wish, bytes: smallModel(3), gate: { passed: false, reason: 'no' } }, at(3))
    expect(await statuses()).toEqual({ [before.artefactId]: 'published', [other.artefactId]: 'rejected' })
    expect(await store.sql`select 1 from artefact_members where artefact_id = ${made.artefactId}`).toHaveLength(0)
  })

  it('lets go of the bytes of old models and keeps their rows and the way back', async () => {
    const kept = []
    for (let n = 0; n < KEPT + 4; n++) kept.push(await keepSmallModel(store, n, at(n)))
    const rows = await store.sql<{ id: string }[]>`select artefact_id as id from artefacts where bytes is null`
    expect(rows.map((row) => row.id).sort()).toEqual(kept.slice(0, 3).map((one) => one.artefactId).sort())
    expect(await store.sql`select 1 from artefacts`).toHaveLength(KEPT + 4)
    await expect(publishArtefact(store, kept[0].artefactId, why, at(90))).rejects.toMatchObject({ kind: 'conflict', code: 'bytes_pruned' })
  })
})

describe('the champion of a training', () => {
  it('is the published one, and nobody where that cannot be read: training must be able to end that', async () => {
    const { artefactId } = await keepSmallModel(store, 1, at(0))
    expect((await loadChampion(store))?.artefactId).toBe(artefactId)
    await store.sql`update artefacts set bytes = set_byte(bytes, 4, 99), sha256 = encode(sha256(set_byte(bytes, 4, 99)), 'hex')`
    await expect(loadPublished(store)).rejects.toMatchObject({ code: 'artefact_unreadable' })
    expect(await loadChampion(store)).toBeNull()
  })
})

describe('a canary share of the installation', () => {
  it('has new models tried beside the published one, which the first of all is at once', async () => {
    await setCanaryShare(store, 0.1, 'cli', NOW)
    const first = await keepSmallModel(store, 1, at(0))
    const second = await keepSmallModel(store, 2, at(1))
    const third = await keepSmallModel(store, 3, at(2))
    expect(await statuses()).toEqual({ [first.artefactId]: 'published', [second.artefactId]: 'retired', [third.artefactId]: 'canary' })
    expect(await inService(store)).toEqual({ published: first.artefactId, canary: { artefactId: third.artefactId, share: expect.closeTo(0.1, 6) } })
    await publishArtefact(store, third.artefactId, why, at(3))
    expect(await inService(store)).toEqual({ published: third.artefactId, canary: null })
    expect(await audited(third.artefactId)).toEqual([[expect.stringMatching(/^job:/), 'model.canary', expect.stringContaining('NDCG')], ['key:test', 'model.published', why.reason]])
  })
  it('is a share', async () => {
    for (const share of [-0.1, 1, NaN]) await expect(setCanaryShare(store, share, 'cli', NOW)).rejects.toMatchObject({ code: 'invalid_share' })
  })
})

describe('rolling back', () => {
  it('brings back the one before, then the one before that, and never the one just found wanting', async () => {
    const [a, b, c] = [await keepSmallModel(store, 1, at(0)), await keepSmallModel(store, 2, at(1)), await keepSmallModel(store, 3, at(2))]
    await rollBack(store, c.artefactId, why, at(3))
    expect(await publishedId(store)).toBe(b.artefactId)
    await rollBack(store, b.artefactId, why, at(4))
    expect(await publishedId(store)).toBe(a.artefactId)
    await expect(rollBack(store, a.artefactId, why, at(5))).rejects.toMatchObject({ kind: 'conflict', code: 'nothing_before' })
    await expect(rollBack(store, c.artefactId, why, at(5))).rejects.toMatchObject({ kind: 'conflict', code: 'not_served' })
    expect((await audited(c.artefactId)).at(-1)).toEqual(['key:test', 'model.rolled_back', why.reason])
    expect((await audited(a.artefactId)).at(-1)).toEqual(['key:test', 'model.restored', why.reason])
    await publishArtefact(store, c.artefactId, why, at(6))
    await rollBack(store, c.artefactId, why, at(7))
    expect(await publishedId(store)).toBe(a.artefactId)
  })

  it('of a canary leaves everybody with the published one', async () => {
    const [a, b] = [await keepSmallModel(store, 1, at(0)), await keepSmallModel(store, 2, at(1))]
    await startCanary(store, a.artefactId, 0.2, why, at(2))
    await startCanary(store, a.artefactId, 0.3, why, at(3))
    expect(await inService(store)).toEqual({ published: b.artefactId, canary: { artefactId: a.artefactId, share: expect.closeTo(0.3, 6) } })
    await rollBack(store, a.artefactId, why, at(4))
    expect(await inService(store)).toEqual({ published: b.artefactId, canary: null })
  })

  it('does not go back to bytes that cannot be read', async () => {
    const [a, b] = [await keepSmallModel(store, 1, at(0)), await keepSmallModel(store, 2, at(1))]
    await store.sql`update artefacts set bytes = substring(bytes from 1 for 100) where artefact_id = ${a.artefactId}`
    await expect(rollBack(store, b.artefactId, why, at(2))).rejects.toMatchObject({ kind: 'conflict', code: 'artefact_damaged' })
    expect(await publishedId(store)).toBe(b.artefactId)
  })
})

describe('another kind of artefact', () => {
  const keep = (minute: number, status: string, previous: string | null) => store.sql<{ id: string }[]>`
    insert into artefacts (artefact_id, kind, version, run_id, status, bytes, sha256, settings, metrics, gate, created_at, published_at, previous_id)
    values (gen_random_uuid(), 'offers', ${`v${minute}`}, gen_random_uuid(), ${status}, ${Buffer.from([minute])}, ${sha256Of(Uint8Array.of(minute))}, '{}', '{}', '{"passed": true, "reason": "test"}', ${at(minute)}, ${at(minute)}, ${previous})
    returning artefact_id as id`.then(([row]) => row.id)

  it('is published and rolled back by its bytes alone, and never a canary', async () => {
    const first = await keep(1, 'retired', null)
    const second = await keep(2, 'published', first)
    await rollBack(store, second, why, at(3))
    expect(await statuses()).toEqual({ [first]: 'published', [second]: 'retired' })
    await publishArtefact(store, second, why, at(4))
    expect(await statuses()).toEqual({ [first]: 'retired', [second]: 'published' })
    await expect(startCanary(store, first, 0.1, why, at(5))).rejects.toMatchObject({ kind: 'conflict', code: 'no_canary' })
    await store.sql`update artefacts set bytes = ${Buffer.from([9])} where artefact_id = ${first}`
    await expect(publishArtefact(store, first, why, at(6))).rejects.toMatchObject({ kind: 'conflict', code: 'artefact_damaged' })
  })
})

describe('what is refused', () => {
  it('says which step does not fit and changes nothing', async () => {
    const a = await keepSmallModel(store, 1, at(0))
    const failed = await keepSmallModel(store, 2, at(1), false)
    await expect(publishArtefact(store, failed.artefactId, why, at(2))).rejects.toMatchObject({ kind: 'conflict', code: 'gate_failed' })
    await expect(startCanary(store, a.artefactId, 0.1, why, at(2))).rejects.toMatchObject({ kind: 'conflict', code: 'already_published' })
    await expect(publishArtefact(store, a.artefactId, why, at(2))).rejects.toMatchObject({ kind: 'conflict', code: 'already_published' })
    for (const id of ['nonsense', '11111111-1111-4111-8111-111111111111']) await expect(rollBack(store, id, why, at(2))).rejects.toMatchObject({ kind: 'missing', code: 'artefact_unknown' })
    expect(await publishedId(store)).toBe(a.artefactId)
  })
})

describe('processes that publish at the same moment', () => {
  it('leave exactly one published, each with a way back', async () => {
    const models = []
    for (let n = 0; n < 5; n++) models.push(await keepSmallModel(store, n, at(n)))
    const other = await connect(store.connection, 4, async () => {})
    const retired = models.slice(0, 4)
    const done = await Promise.allSettled(retired.flatMap(({ artefactId }) => [publishArtefact(store, artefactId, why, at(9)), publishArtefact(other, artefactId, why, at(9))]))
    await other.close()
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'already_published' })
    expect(Object.values(await statuses()).filter((status) => status === 'published')).toHaveLength(1)
    const current = await publishedId(store)
    await rollBack(store, String(current), why, at(10))
    expect(await publishedId(store)).not.toBe(current)
  })

  it('and runs that end at the same moment as well', async () => {
    const kept = await Promise.all([1, 2, 3, 4].map((n) => keepSmallModel(store, n, at(n))))
    expect(kept.every((one) => one.published)).toBe(true)
    expect(Object.values(await statuses()).sort()).toEqual(['published', 'retired', 'retired', 'retired'])
  })
})
