import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectionDefaults } from '../../../models/content/projectCold.ts'
import { createRng } from '../../../models/rng.ts'
import { gainsOf } from '../figures.ts'
import { attributeKnn, coldInLists, random } from '../generators/coldItems.ts'
import { judge } from '../judge.ts'
import { customerCold } from './customerCold.ts'
import { itemCold } from './itemCold.ts'

const movies = '../shared/data/ml-100k'
const fit = { behaviours: [{ source: 1, target: 1 }], halfLifeDays: null, maxHistory: 1000, customerExponent: 0.25, rowExponent: 0.5, columnExponent: 0.3, shrinkage: 0, gap: null, selfWeight: 0, topK: 400 }

describe.skipIf(!existsSync(movies))('cold start on MovieLens-100k (needs ../shared/data/ml-100k)', () => {
  it('content puts new films before those who liked films like them, better than attribute kNN and far above chance', async () => {
    const { given, cases } = (await itemCold.load(movies, () => {}, 1)).test
    const { content } = projectionDefaults
    const judged = [
      await coldInLists.fit(given, { fit, projection: { ...projectionDefaults, perRow: 200, learn: true } }, createRng(1)),
      await attributeKnn.fit(given, { content: { ...content, topK: 1000 } }, createRng(1)),
      await random.fit(given, {}, createRng(1)),
    ].map((scorer) => judge(cases, scorer, itemCold.metrics, 20))
    expect(cases.customers.length).toBeGreaterThan(800)
    expect(gainsOf(judged[0], judged[1], 1)['ndcg@20'].low).toBeGreaterThan(0)
    expect(gainsOf(judged[0], judged[2], 1)['ndcg@20'].low).toBeGreaterThan(0.05)
  }, 60_000)

  it('newcomers are asked the same however much is known of them', async () => {
    const load = async (k: number) => (await customerCold[k].load(movies, () => {}, 1)).test
    const [none, five] = [await load(0), await load(3)]
    expect(five.cases.relevant).toEqual(none.cases.relevant)
    expect([none.given.histories.item.length, five.given.histories.item.length]).toEqual([0, 5 * five.cases.customers.length])
  })
})
