import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { behaviourCode } from './behaviours.ts'
import { readInteractions } from './readInteractions.ts'
import { admitAll, fillSmallShop, personOf } from './testing/smallShop.ts'

let store: Store
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
  const [one, two, three] = [await personOf(store, 1), await personOf(store, 2), await personOf(store, 3)]
  await store.sql`
    insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity, price) values
      (${one}, '2026-01-05 10:00:00.123456+00', md5('a')::uuid, 0, 'i2', 'purchase', 1, 1234567890.1234), (${one}, '2026-01-05 10:00:00.123456+00', md5('a')::uuid, 1, 'Käse №1', 'purchase', 1, 0.0005),
      (${one}, '2026-01-05 10:00:00.123456+00', md5('b')::uuid, 0, 'i2', 'view', 1, null), (${one}, '2026-01-04', md5('c')::uuid, 0, '', 'return', 1, 10000),
      (${two}, '2026-01-05', md5('d')::uuid, 0, 'i3', 'rate', 1, 5), (${two}, '2026-01-05', md5('e')::uuid, 0, 'i3', 'cart', 1, 0), (${two}, '2025-08-02', md5('f')::uuid, 0, 'i3', 'uncart', 1, 0)`
  await store.sql`insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity, rating) values (${two}, '2026-01-04', md5('g')::uuid, 0, 'i3', 'rate', 1, 5), (${two}, '2026-01-04', md5('h')::uuid, 0, 'i4', 'rate', 1, 3)`
  await store.sql`update customers set merged_into = ${one} where customer_id = ${three}`
})
afterAll(() => store.close())

/** The plain way: an object per row, sorted by a comparator. */
async function slowly(runId: string, from: Date | null, to: Date) {
  const rows = await store.sql<{ person: string; item: string; action: string; at: number; price: number | null; rating: number | null }[]>`
    select p.person_id as person, e.item_id as item, e.action, (extract(epoch from e.occurred_at) * 1000)::float8 as at, e.price::float8 as price, e.rating
    from event_items e join run_population p using (customer_id) where p.run_id = ${runId} and e.occurred_at < ${to} and (${from}::timestamptz is null or e.occurred_at >= ${from})`
  const known = rows.filter((row) => behaviourCode(row.action, row.rating) !== null)
  const items = [...new Set(known.map((row) => row.item))].sort()
  const people = [...new Set((await store.sql<{ id: string }[]>`select person_id as id from run_population where run_id = ${runId}`).map((row) => row.id))].sort()
  return known.map((row) => [people.indexOf(row.person), row.at, items.indexOf(row.item), behaviourCode(row.action, row.rating) ?? -1, Math.fround(row.price ?? NaN)])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3])
}

describe('reading the log', () => {
  it.each([[null, '2026-03-01T12:00:00Z'], ['2025-11-01T00:00:00Z', '2026-01-05T10:00:00.123Z']])('gives what a query row by row gives, from %s to %s', async (since, until) => {
    const { runId, permit } = await admitAll(store)
    const [from, to] = [since === null ? null : new Date(since), new Date(until)]
    const shop = await readInteractions(store, permit, { from, to })
    const { customer, item, behaviour, at } = shop.rows
    const expected = await slowly(runId, from, to)
    expect(expected.length).toBeGreaterThan(500)
    expect(Array.from(customer, (who, row) => [who, at[row], item[row], behaviour[row], shop.prices[row]])).toEqual(expected)
    expect(shop.rows.customers).toBe(permit.people)
    expect(shop.itemIds).toEqual([...shop.itemIds].sort())
  })

  it('has nothing to say of a run that admitted nobody', async () => {
    const { permit } = await admitAll(store)
    const { rows, itemIds, personIds } = await readInteractions(store, { ...permit, runId: '00000000-0000-4000-8000-000000000000' as typeof permit.runId }, { from: null, to: new Date('2026-03-01') })
    expect([rows.item.length, itemIds, personIds]).toEqual([0, [], []])
  })
})
