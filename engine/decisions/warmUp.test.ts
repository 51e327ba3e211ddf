import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { admitAll, fillSmallShop, NOW } from '../recommender/testing/smallShop.ts'
import { trainRecommender } from '../recommender/trainRecommender.ts'
import type { Store } from '../store/connect.ts'
import { connect } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { readSignals } from '../consent/signals.ts'
import type { KeyId } from '../ids.ts'
import { createDecider } from './decider.ts'

const LOG = { info: () => {}, warn: () => {} }
const CONNECTIONS = 3
let home: Store
let store: Store
beforeAll(async () => {
  home = await createTestStore()
  await fillSmallShop(home, true)
  const { runId, permit } = await admitAll(home)
  await trainRecommender(home, { runId, permit, asOf: NOW, seed: 1, now: NOW })
})
afterAll(async () => { await store.close(); await home.close() })

/** The statements of a decision that this connection has planned, once each connection of the pool was asked. */
async function plannedPerConnection(sql: Sql): Promise<string[][]> {
  const held = await Promise.all(Array.from({ length: CONNECTIONS }, () => sql.reserve()))
  const rows = await Promise.all(held.map((one) => one<{ statement: string }[]>`select statement from pg_prepared_statements where generic_plans > 0`))
  for (const one of held) one.release()
  return rows.map((list) => list.map(({ statement }) => statement))
}

it('a fresh decider has every connection ready, and its first decision goes by the profile', async () => {
  store = await connect(home.connection, CONNECTIONS, async () => {})
  expect((await plannedPerConnection(store.sql)).flat().filter((text) => text.includes('event_items'))).toEqual([])
  const warnings: string[] = []
  const decider = await createDecider(store, { secret: 'a secret of at least 32 characters', log: { ...LOG, warn: (words) => warnings.push(words) } })
  const planned = await plannedPerConnection(store.sql)
  const first = await decider.decide({ customer: { userId: 'u7' }, context: {}, slots: [{ slot: 'home', kind: 'items' }], deadlineMs: 5000 }, { keyId: '01900000-0000-7000-8000-000000000001' as KeyId, kind: 'secret', signals: readSignals({}) }, NOW)
  await decider.close()
  expect(warnings).toEqual([])
  expect(planned).toHaveLength(CONNECTIONS)
  for (const statements of planned) {
    expect(statements.some((text) => text.includes('consent_records'))).toBe(true)
    expect(statements.some((text) => text.includes('event_items'))).toBe(true)
  }
  expect(first).toMatchObject({ degraded: false, personalised: true })
})
