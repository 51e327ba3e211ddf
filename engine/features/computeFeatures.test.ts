import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admitPopulation } from '../consent/population.ts'
import { newId, type CustomerId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { computeFeatures, type ComputedFeatures, type FeatureMatrix } from './computeFeatures.ts'
import { loadBasis } from './keepBasis.ts'
import { loadFeatures, saveFeatures } from './keepFeatures.ts'
import { addEvents, addItem, addPerson, say } from './testing/shopLog.ts'

const NOW = new Date('2025-07-01T00:00:00Z')
const PROFILING = 'personalize.content.profiling'

describe('computeFeatures', () => {
  let store: Store
  let buyer: CustomerId
  let phone: CustomerId
  let looker: CustomerId
  let silent: CustomerId
  let refuser: CustomerId
  let first: ComputedFeatures

  const run = async (asOf = NOW, precise = false) => {
    const runId = newId<RunId>(NOW)
    const permit = await admitPopulation(store, runId, PROFILING, NOW)
    const exact = precise ? await admitPopulation(store, runId, 'location.precise', NOW) : undefined
    return { permit, matrix: await computeFeatures(store, permit, asOf, { zone: 'UTC', ...(exact === undefined ? {} : { precise: exact }) }) }
  }
  const value = (matrix: FeatureMatrix, who: CustomerId, name: string) => {
    const row = matrix.people.indexOf(who)
    const col = matrix.columns.findIndex((column) => column.name === name)
    if (row < 0 || col < 0) throw new Error(`no ${row < 0 ? 'person' : name}`)
    return matrix.x.data[row * matrix.x.cols + col]
  }

  beforeAll(async () => {
    store = await createTestStore()
    await addItem(store, 'spade', 'Garden/Tools', 20)
    await addItem(store, 'rake', 'Garden/Tools', 40)
    await addItem(store, 'pan', 'Kitchen/Pans', 30)
    await store.sql`insert into stores (store_id, name, city, country, lat, lon) values ('1', 'Berlin', 'Berlin', 'DE', 52.52, 13.405)`
    buyer = await addPerson(store, { country: 'DE', region: 'Berlin', city: 'Berlin', lat: 52.5, lon: 13.5 })
    phone = await addPerson(store, {}, newId<CustomerId>(NOW), buyer)
    looker = await addPerson(store, { country: 'AT', region: 'Wien', city: 'Wien', lat: 48.208, lon: 16.373 })
    silent = await addPerson(store)
    refuser = await addPerson(store, { country: 'DE', city: 'Berlin' })
    await say(store, [buyer, looker, silent], PROFILING, true)
    await say(store, [looker], 'location.precise', true)
    await addEvents(store, [
      { who: buyer, at: '2025-06-01T08:00:00Z', name: 'Product Viewed', device: 'desktop', lines: [{ item: 'spade', action: 'view' }] },
      { who: buyer, at: '2025-06-01T08:10:00Z', name: 'Product Added', device: 'desktop', lines: [{ item: 'spade', action: 'cart' }] },
      { who: buyer, at: '2025-06-01T08:20:00Z', name: 'Order Completed', device: 'desktop', amount: 36, discount: 4, properties: { coupon: 'MAY' }, lines: [{ item: 'spade', action: 'purchase', quantity: 2, price: 20 }] },
      // The same person under a second id, 20 days later, on a Saturday night.
      { who: phone, at: '2025-06-21T22:30:00Z', name: 'Products Searched', device: 'mobile' },
      { who: phone, at: '2025-06-21T22:40:00Z', name: 'Order Completed', device: 'mobile', channel: 'app', amount: 30, lines: [{ item: 'pan', action: 'purchase', price: 30 }] },
      { who: buyer, at: '2025-06-25T09:00:00Z', name: 'Order Refunded', channel: 'web', lines: [{ item: 'spade', action: 'return', quantity: 1 }] },
      { who: buyer, at: '2025-06-26T09:00:00Z', name: 'Survey Answered', score: 3, scoreKind: 'nps' },
      { who: buyer, at: '2025-06-27T09:00:00Z', name: 'Survey Answered', score: 9, scoreKind: 'nps' },
      { who: buyer, at: '2025-06-28T09:00:00Z', name: 'Order Delivered', properties: { days_late: 2 } },
      { who: looker, at: '2025-06-30T12:00:00Z', name: 'Product Viewed', device: 'tablet', lines: [{ item: 'rake', action: 'view' }] },
      { who: looker, at: '2025-06-30T12:31:00Z', name: 'page', type: 'page', device: 'tablet' },
      { who: refuser, at: '2025-06-30T12:00:00Z', name: 'Order Completed', amount: 999, lines: [{ item: 'rake', action: 'purchase', price: 999 }] },
    ])
    first = (await run()).matrix
  })
  afterAll(() => store.close())

  it('has one row for each person who allows profiling, in the order of their ids, and nobody else', () => {
    expect(first.people).toEqual([buyer, looker, silent].sort())
    expect(first.people).not.toContain(refuser)
    expect(first.people).not.toContain(phone)
    expect(first.x.rows).toBe(3)
    expect(first.x.cols).toBe(first.columns.length)
    expect(new Set(first.columns.map((column) => column.name)).size).toBe(first.columns.length)
  })

  it('counts history over all ids of a person', () => {
    expect(value(first, buyer, 'orders')).toBe(2)
    expect(value(first, buyer, 'revenue')).toBe(66)
    expect(value(first, buyer, 'basket_value')).toBe(33)
    expect(value(first, buyer, 'items_per_order')).toBe(1.5)
    expect(value(first, buyer, 'distinct_items')).toBe(2)
    expect(value(first, buyer, 'discount_share')).toBeCloseTo(4 / 70, 6)
    expect(value(first, buyer, 'gap_days')).toBeCloseTo(20 + (14 * 60 + 20) / 1440, 3)
    expect(value(first, buyer, 'recency_days')).toBeCloseTo(9 + (24 * 60 - 22 * 60 - 40) / 1440, 3)
    expect(value(first, buyer, 'nps_last')).toBe(9)
    expect(value(first, buyer, 'nps_mean')).toBeCloseTo(6, 6)
  })

  it('draws rates towards the rate of the shop', () => {
    // One coupon in two orders, in a shop where that is the whole of it: (1 + 2 · ½) / (2 + 2).
    expect(value(first, buyer, 'coupon_share')).toBeCloseTo(0.5, 6)
    // Sessions: buyer 2 (1 search), looker 2 (0): shop rate ¼.
    expect(value(first, looker, 'searches_per_session')).toBeCloseTo((0 + 2 * 0.25) / (2 + 2), 6)
  })

  it('ends a visit after 30 minutes', () => {
    expect(value(first, looker, 'sessions')).toBe(2)
    expect(value(first, buyer, 'sessions')).toBe(2)
    expect(value(first, looker, 'depth')).toBe(1)
  })

  it('says NaN where nothing is known, and 0 where nothing happened', () => {
    expect(value(first, silent, 'orders')).toBe(0)
    expect(value(first, silent, 'basket_value')).toBeNaN()
    expect(value(first, silent, 'recency_days')).toBeNaN()
    expect(value(first, looker, 'nps_last')).toBeNaN()
    expect(value(first, looker, 'return_rate')).toBeNaN()
    expect(value(first, silent, 'store_km')).toBeNaN()
    expect(value(first, silent, 'abroad')).toBeNaN()
    // Nobody complained or wrote: this shop may not record it.
    expect(value(first, buyer, 'complaints_per_order')).toBeNaN()
  })

  it('names the top-level categories and prices a shelf from cheap to dear', () => {
    expect(first.columns.map((column) => column.name).filter((name) => name.startsWith('category:'))).toEqual(['category:Garden', 'category:Kitchen'])
    // Garden 7 + 1, Kitchen 4 in the shop; the buyer has 7 and 4, of a prior of 6.
    expect(value(first, buyer, 'category:Garden')).toBeCloseTo((7 + 6 * (8 / 12)) / (11 + 6), 5)
    expect(value(first, looker, 'price_level')).toBeGreaterThan(value(first, buyer, 'price_level')!)
  })

  it('measures the way to a store of those only who allow their precise place', async () => {
    expect(value(first, buyer, 'store_km')).toBeNaN()
    expect(value(first, looker, 'store_km')).toBeNaN()
    const { matrix } = await run(NOW, true)
    expect(value(matrix, buyer, 'store_km')).toBeNaN()
    expect(value(matrix, buyer, 'urbanity')).toBeNaN()
    expect(value(matrix, looker, 'store_km')).toBeCloseTo(524, 0)
    expect(value(matrix, looker, 'urbanity')).toBe(0)
    expect(matrix.basisRows.towns.map(({ town }) => town)).toEqual(['AT|Wien'])
  })

  it('is blind to what comes after the as-of time', async () => {
    const asOf = new Date('2025-06-21T22:35:00Z')
    const before = (await run(asOf)).matrix
    expect(value(before, buyer, 'orders')).toBe(1)
    await addEvents(store, [
      { who: buyer, at: '2025-06-21T22:35:01Z', name: 'Order Completed', amount: 1000, lines: [{ item: 'spade', action: 'purchase', price: 1 }] },
      { who: looker, at: '2025-06-29T22:35:01Z', name: 'Survey Answered', score: 1, scoreKind: 'nps' },
    ])
    const after = (await run(asOf)).matrix
    expect(after.columns).toEqual(before.columns)
    expect(after.x.data).toEqual(before.x.data)
    expect((await run()).matrix.x.data).not.toEqual(first.x.data)
  })

  it('makes do with views and purchases alone: no catalogue, places, money, devices or answers', async () => {
    const bare = await createTestStore()
    try {
      const visitor = await addPerson(bare)
      await say(bare, [visitor], PROFILING, true)
      await addEvents(bare, [
        { who: visitor, at: '2025-06-01T08:00:00Z', name: 'Product Viewed', lines: [{ item: '7', action: 'view' }] },
        { who: visitor, at: '2025-06-01T08:01:00Z', name: 'Product Viewed', lines: [{ item: '8', action: 'view' }] },
        { who: visitor, at: '2025-06-01T08:02:00Z', name: 'Order Completed', lines: [{ item: '8', action: 'purchase' }] },
      ])
      const permit = await admitPopulation(bare, newId<RunId>(NOW), PROFILING, NOW)
      const matrix = await computeFeatures(bare, permit, NOW)
      expect(value(matrix, visitor, 'orders')).toBe(1)
      expect(value(matrix, visitor, 'view_to_buy')).toBe(0.5)
      for (const name of ['revenue', 'basket_value', 'price_level', 'device:mobile', 'abroad', 'rating_mean']) expect(value(matrix, visitor, name)).toBeNaN()
      expect(matrix.columns.some((column) => column.name.startsWith('category:'))).toBe(false)
    } finally {
      await bare.close()
    }
  })

  it('comes back as it was kept, without those who left', async () => {
    const { permit, matrix } = await run()
    await saveFeatures(store, permit.runId, matrix, NOW)
    await saveFeatures(store, permit.runId, matrix, NOW)
    const { basis, basisRows: _, ...rows } = matrix
    expect(await loadFeatures(store, permit, permit.runId)).toEqual(rows)
    expect(await loadBasis(store, permit.runId)).toEqual({ runId: permit.runId, asOf: NOW, basis: JSON.parse(JSON.stringify(basis)) })
    await say(store, [looker], PROFILING, false)
    const later = await admitPopulation(store, newId<RunId>(NOW), PROFILING, NOW)
    expect((await loadFeatures(store, later, permit.runId)).people).toEqual([buyer, silent].sort())
    await expect(loadFeatures(store, later, later.runId)).rejects.toThrow(/no complete set/)
  })
})
