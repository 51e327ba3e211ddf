import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CUSTOMERS, fillSmallShop, NOW } from '../../engine/recommender/testing/smallShop.ts'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { evaluateShop } from './shop.ts'
import { shopLines } from './shopLines.ts'

let store: Store
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
})
afterAll(() => store.close())

describe('lotse evaluate shop', { timeout: 120_000 }, () => {
  it('shows what is served beside popularity, over all and by slice, and keeps nothing', async () => {
    const evaluation = await evaluateShop(store, 11, NOW, () => {})
    const { served, popularity } = evaluation.report.lists
    expect(evaluation.data.people).toBe(CUSTOMERS)
    for (const [figures, flat] of [[served, evaluation.result], [popularity, evaluation.baselines.popularity]] as const) {
      for (const metric of ['hr@20', 'ndcg@20'] as const) {
        const { mean = NaN, low = NaN, high = NaN } = figures[metric] ?? {}
        ;[mean, low, high].forEach((value, at) => { expect(value).toBeCloseTo([flat[metric], ...flat.intervals[metric]][at], 4) })
      }
    }
    // Everybody keeps to one of six categories: lists that know it are less alike, and within themselves more so.
    expect(served.personalisation).toBeGreaterThan(popularity.personalisation ?? NaN)
    expect(served.diversity?.mean).toBeLessThan(popularity.diversity?.low ?? NaN)
    expect(served.miscalibration?.high).toBeLessThan(popularity.miscalibration?.low ?? NaN)
    const names = evaluation.report.slices.map(({ name }) => name)
    expect(names).toEqual(['history', 'customer', 'age of the item bought', 'popularity of the item bought', 'country'])
    for (const { slices } of evaluation.report.slices) for (const { n } of slices) expect(n).toBeGreaterThanOrEqual(20)
    const text = shopLines(evaluation).join('\n')
    for (const words of ['NDCG@20 by country', 'DE ', 'coverage of the catalogue', `n = ${evaluation.result.n}`]) expect(text).toContain(words)
    expect(text).not.toMatch(/NaN|undefined|null/)
    const [{ artefacts, people }] = await store.sql<{ artefacts: number; people: number }[]>`select (select count(*)::int from artefacts) artefacts, (select count(*)::int from run_population) people`
    expect([artefacts, people]).toEqual([0, 0])
  })
})
