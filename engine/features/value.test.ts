import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { admitPopulation } from '../consent/population.ts'
import { newId, type CustomerId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import type { ComputedFeatures } from './computeFeatures.ts'
import { createRaw, type Raw } from './raw.ts'
import { ofRun } from './scope.ts'
import { featuresAt, valueOf } from './testing/featuresAt.ts'
import { addEvents, addPeople, addPerson, say, type TestEvent } from './testing/shopLog.ts'
import { historyOf, meanRepeatSpend, netOrderValue, readValue } from './value.ts'

const PROFILING = 'personalize.content.profiling'
const NOW = new Date('2025-07-01T12:00:00Z')

describe('readValue', () => {
  const stores: Store[] = []
  let store: Store
  let buyer: CustomerId

  const order = (at: string, orderId: string, amount?: number): TestEvent => ({ who: buyer, at, name: 'Order Completed', orderId, ...(amount === undefined ? {} : { amount }) })
  const read = async (events: readonly TestEvent[]): Promise<Raw> => {
    await addEvents(store, events)
    const permit = await admitPopulation(store, newId<RunId>(NOW), PROFILING, NOW)
    const raw = createRaw([buyer])
    await store.sql.begin((tx) => readValue(raw, ofRun(tx, permit, NOW, 'UTC')))
    return raw
  }

  beforeEach(async () => {
    store = await createTestStore()
    stores.push(store)
    buyer = await addPerson(store)
    await say(store, [buyer], PROFILING, true)
  })
  afterAll(() => Promise.all(stores.map((each) => each.close())))

  it('takes the orders of a day for one purchase, and leaves out a cancelled one', async () => {
    const raw = await read([
      order('2025-06-01T23:00:00Z', 'A', 100), order('2025-06-11T08:00:00Z', 'B', 50), order('2025-06-11T20:00:00Z', 'C', 30), order('2025-06-20T08:00:00Z', 'D', 999),
      { who: buyer, at: '2025-06-20T09:00:00Z', name: 'Order Cancelled', orderId: 'D', amount: 999 },
    ])
    expect(historyOf(raw, 0)).toEqual({ x: 1, tx: 10, T: 30 })
    expect(netOrderValue(raw, 0)).toBe(90)
    expect(meanRepeatSpend(raw, 0)).toBe(80)
  })

  it('nets returns out of the order they name, and of all in proportion where they name none', async () => {
    const raw = await read([
      order('2025-06-01T08:00:00Z', 'A', 100), order('2025-06-11T08:00:00Z', 'B', 80),
      { who: buyer, at: '2025-06-12T08:00:00Z', name: 'Order Refunded', orderId: 'B', amount: 20 }, { who: buyer, at: '2025-06-13T08:00:00Z', name: 'Order Refunded', amount: 16 },
    ])
    // 100 + 60 stay; a tenth of them, 16, came back from somewhere.
    expect(netOrderValue(raw, 0)).toBeCloseTo(72, 12)
    expect(meanRepeatSpend(raw, 0)).toBeCloseTo(54, 12)
  })

  it('never goes below nothing', async () => {
    const raw = await read([order('2025-06-01T08:00:00Z', 'A', 10), order('2025-06-11T08:00:00Z', 'B', 10), { who: buyer, at: '2025-06-13T08:00:00Z', name: 'Order Refunded', orderId: 'B', amount: 15 }])
    expect([netOrderValue(raw, 0), meanRepeatSpend(raw, 0)]).toEqual([5, 0])
  })

  it('knows no money without prices, and no history without an order', async () => {
    const raw = await read([order('2025-06-01T08:00:00Z', 'A'), order('2025-06-11T08:00:00Z', 'B')])
    expect(historyOf(raw, 0)).toEqual({ x: 1, tx: 10, T: 30 })
    expect([netOrderValue(raw, 0), meanRepeatSpend(raw, 0)]).toEqual([NaN, NaN])
    const none = createRaw([buyer, newId<CustomerId>(NOW)])
    await store.sql.begin(async (tx) => readValue(none, ofRun(tx, await admitPopulation(store, newId<RunId>(NOW), PROFILING, NOW), NOW, 'UTC')))
    expect(historyOf(none, 1)).toBeNull()
    expect(netOrderValue(none, 1)).toBeNaN()
  })
})

const CDNOW = '../shared/data/cdnow/CDNOW_sample.txt'

describe.skipIf(!existsSync(CDNOW))('a shop whose figures are published: CDNOW (needs ../shared/data/cdnow)', () => {
  let store: Store
  let matrix: ComputedFeatures
  const people = new Map<string, CustomerId>()

  beforeAll(async () => {
    store = await createTestStore()
    const rows = readFileSync(CDNOW, 'utf8').trim().split('\n').map((line) => line.trim().split(/\s+/))
    const customers = [...new Set(rows.map(([, customer]) => customer!))]
    const ids = await addPeople(store, customers.length)
    customers.forEach((customer, i) => people.set(customer, ids[i]!))
    await say(store, [...people.values()], PROFILING, true)
    await addEvents(store, rows.map(([, customer, day, , money], i) => ({
      who: people.get(customer!)!, at: `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}T12:00:00Z`, name: 'Order Completed', orderId: `o${i}`, amount: Number(money),
    })))
    matrix = await featuresAt(store, new Date('1997-09-30T23:00:00Z'))
  }, 120_000)
  afterAll(() => store.close())

  it('gives the parameters of Fader, Hardie & Lee (2005), with times in days', () => {
    const { purchases, spend, customers, repeaters, correlation } = matrix.basis.value
    expect([customers, repeaters]).toEqual([2357, 946])
    expect(purchases!.r).toBeCloseTo(0.243, 3)
    expect(purchases!.alpha / 7).toBeCloseTo(4.414, 2)
    expect(purchases!.a).toBeCloseTo(0.793, 3)
    expect(purchases!.b).toBeCloseTo(2.426, 2)
    expect(spend!.p).toBeCloseTo(6.25, 1)
    expect(spend!.q).toBeCloseTo(3.74, 1)
    expect(spend!.v).toBeCloseTo(15.44, 0)
    expect(correlation).toBeCloseTo(0.114, 3)
  })

  it('says how many bought again how often, and how many were expected to', () => {
    const { actual, expected } = matrix.basis.value.repeats!
    expect(actual).toEqual([1411, 439, 214, 100, 62, 38, 29, 64])
    expect(expected.reduce((sum, n) => sum + n, 0)).toBeCloseTo(2357, 6)
    // Figure 1 of the paper: close in every bar.
    expected.forEach((n, k) => expect(Math.abs(n - actual[k]!)).toBeLessThan(25))
  })

  it('expects of customer 1, who bought again twice until week 30.43 of 38.86, 1.226 orders in 39 weeks', () => {
    const one = people.get('0001')!
    // Over 365 days it is a little more than over the 273 of the paper.
    expect(valueOf(matrix, one, 'orders_next_365d')).toBeGreaterThan(1.226)
    expect(valueOf(matrix, one, 'orders_next_365d')).toBeLessThan(1.226 * 365 / 273)
    expect(valueOf(matrix, one, 'clv_365d') / valueOf(matrix, one, 'orders_next_365d')).toBeCloseTo(24.65, 0)
  })

  it('scores by fifths', () => {
    const scores = [...people.values()].map((who) => valueOf(matrix, who, 'rfm_recency'))
    for (const score of [1, 2, 3, 4, 5]) expect(scores.filter((each) => each === score).length / scores.length).toBeCloseTo(0.2, 1)
  })
})
