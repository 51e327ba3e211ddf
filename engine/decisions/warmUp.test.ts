import { availableParallelism } from 'node:os'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { admitAll, fillSmallShop, NOW } from '../recommender/testing/smallShop.ts'
import { trainRecommender } from '../recommender/trainRecommender.ts'
import { connect, type Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { readSignals } from '../consent/signals.ts'
import type { KeyId } from '../ids.ts'
import { createDecider } from './decider.ts'
import { holdCatalogue, layOut } from './shelf.ts'
import { warmUp } from './warmUp.ts'

const LOG = { info: () => {}, warn: () => {} }
const CONNECTIONS = 3
let home: Store
let store: Store
beforeAll(async () => {
  home = await createTestStore()
  store = await connect(home.connection, CONNECTIONS, async () => {})
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

const REQUEST = { customer: { userId: 'u7' }, context: {}, slots: [{ slot: 'home', kind: 'items' as const }], deadlineMs: 5000 }

it('opens every connection and has the statements of a decision planned on each', async () => {
  expect((await plannedPerConnection(store.sql)).flat().filter((text) => text.includes('event_items'))).toEqual([])
  const catalogue = await holdCatalogue(store, LOG, () => {})
  await warmUp(store, layOut(catalogue.current(), null))
  await catalogue.close()
  const planned = await plannedPerConnection(store.sql)
  expect(planned).toHaveLength(CONNECTIONS)
  for (const statements of planned) {
    expect(statements.some((text) => text.includes('consent_records'))).toBe(true)
    expect(statements.some((text) => text.includes('event_items'))).toBe(true)
  }
})

it('is done before a decider answers, whose first decision goes by the profile', async () => {
  const warnings: string[] = []
  const decider = await createDecider(home, { secret: 'a secret of at least 32 characters', log: { ...LOG, warn: (words) => warnings.push(words) } })
  const warm = await home.sql`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like '%from event_items where%'`
  const first = await decider.decide(REQUEST, { keyId: '01900000-0000-7000-8000-000000000001' as KeyId, kind: 'secret', signals: readSignals({}) }, NOW)
  await decider.close()
  expect(warnings).toEqual([])
  expect(warm.length).toBeGreaterThan(availableParallelism())
  expect(first).toMatchObject({ degraded: false, personalised: true })
})
