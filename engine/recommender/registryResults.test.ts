import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { boundedFrom, outcomesOf } from './registryResults.ts'

let store: Store
const from = new Date('2026-02-01T00:00:00Z')
const to = new Date('2026-02-11T00:00:00Z')
beforeAll(async () => {
  store = await createTestStore()
  await store.sql`select lotse_ensure_months(${from}, ${to})`
  await store.sql`
    insert into decisions select gen_random_uuid(), ${from}::timestamptz + make_interval(secs => d * 86.4), gen_random_uuid(), false, false, 'p', true, 'granted', null, '1', null, '[]', '{"recommender":"a"}', gen_random_uuid(), 1
    from generate_series(0, 9999) d`
  await store.sql`analyze decisions`
})
afterAll(() => store.close())

it('looks at the latest part of a log that holds too much', async () => {
  expect(await boundedFrom(store, from, to)).toEqual(from)
  const late = await boundedFrom(store, from, to, 1000)
  const [{ decisions }] = await outcomesOf(store, ['a'], late, to, to)
  expect(decisions).toBeGreaterThan(700)
  expect(decisions).toBeLessThan(1300)
})

it('knows of no decisions of a version that made none', async () => {
  expect(await outcomesOf(store, ['b'], from, to, to)).toEqual([{ version: 'b', decisions: 0, personalised: 0, exposures: 0, people: null, looked: null, bought: null }])
})
