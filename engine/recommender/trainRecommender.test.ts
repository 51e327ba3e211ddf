import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromItemRows, weightOf } from '../../models/itemLists.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { encodeRecommender, sha256Of } from './model.ts'
import type { Recipe } from './recipe.ts'
import { loadPublished, publishedId } from './registry.ts'
import { admitAll, fillSmallShop, ITEMS, NOW, personOf } from './testing/smallShop.ts'
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

describe('a new recipe', { timeout: 120_000 }, () => {
  it('takes the place of the one in use only when it is better beyond doubt, and the artefact says so', async () => {
    const shop = await createTestStore()
    await fillSmallShop(shop, true)
    const run = async (seconds: number, champion?: (recipe: Recipe) => Recipe) => {
      const published = await loadPublished(shop)
      if (published !== null && champion !== undefined) {
        // The one in use, with another recipe.
        const bytes = Buffer.from(encodeRecommender({ ...published.model, recipe: champion(published.model.recipe) }))
        await shop.sql`update artefacts set bytes = ${bytes}, sha256 = ${sha256Of(bytes)} where artefact_id = ${published.artefactId}`
      }
      const { runId, permit } = await admitAll(shop)
      const summary = await trainRecommender(shop, { runId, permit, asOf: NOW, seed: 11, now: NOW, seconds })
      return { summary, recipe: (await loadPublished(shop))?.model.recipe }
    }
    const first = await run(10)
    expect(first.summary).toMatchObject({ recipe: 'challenger', championGain: null })
    // Hardly another: a draw, and the one in use stays.
    const slightly = (recipe: Recipe): Recipe => ({ ...recipe, context: { ...recipe.context, everybody: recipe.context.everybody + 1e-4 } })
    const draw = await run(10, slightly)
    expect(draw.summary.recipe).toBe('champion')
    expect(draw.summary.championGain?.['ndcg@20'].low).toBeLessThanOrEqual(0)
    expect(draw.recipe).toEqual(slightly(first.recipe as Recipe))
    // One that shows everybody the same.
    const won = await run(10, (recipe) => ({ ...recipe, parts: [], context: { ...recipe.context, everybody: 1 } }))
    expect(won.summary.recipe).toBe('challenger')
    expect(won.summary.championGain?.['ndcg@20'].low).toBeGreaterThan(0)
    expect(won.recipe).toEqual(first.recipe)
    await shop.close()
  })
})

describe('an item that nobody has met', { timeout: 120_000 }, () => {
  it('has its place beside what is like it', async () => {
    const shop = await createTestStore()
    await fillSmallShop(shop, true)
    await shop.sql`
      insert into items (item_id, title, categories, price, currency, active, attributes, created_at, updated_at)
      values ('brand-new', 'Item 7', array['Category 1'], 12, 'EUR', true, '{}', ${NOW}, ${NOW}), ('gone', 'Item 8', array['Category 1'], 12, 'EUR', false, '{}', ${NOW}, ${NOW})`
    const { runId, permit } = await admitAll(shop)
    await trainRecommender(shop, { runId, permit, asOf: NOW, seed: 11, now: NOW })
    const model = (await loadPublished(shop))?.model
    expect(model?.itemIds).not.toContain('gone')
    const number = model?.itemIds.indexOf('brand-new') ?? -1
    expect(number).toBeGreaterThanOrEqual(0)
    const { lists } = model?.served ?? { lists: fromItemRows([]) }
    // Item 1, 7, 13 … are of Category 1: on average they lead to it with far more weight than the others do.
    const weights = Array.from({ length: ITEMS }, (_, item) => weightOf(lists, item, number) ?? 0)
    const mean = (kin: boolean) => {
      const of = weights.filter((_, item) => (Number(model?.itemIds[item].slice(1)) % 6 === 1) === kin)
      return of.reduce((a, b) => a + b, 0) / of.length
    }
    expect(mean(true)).toBeGreaterThan(0)
    expect(mean(true)).toBeGreaterThan(3 * mean(false))
    await shop.close()
  })
})
