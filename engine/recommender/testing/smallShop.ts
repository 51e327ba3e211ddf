import { admitPopulation, type PopulationPermit } from '../../consent/population.ts'
import { newId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'

export const NOW = new Date('2026-03-01T12:00:00Z')
export const CUSTOMERS = 300
export const ITEMS = 60

/**
 * 300 customers u1 … u300 (person id = personOf(n)) who agreed to everything, 60 items i1 … i60 of six categories. With `taste` each keeps to
 * one category, so that lists have something to find; without it everybody buys at random and nothing can beat popularity.
 */
export async function fillSmallShop(store: Store, taste: boolean): Promise<void> {
  await store.sql`select lotse_ensure_months(${new Date('2025-08-01T00:00:00Z')}, ${NOW})`
  await store.sql`
    insert into items (item_id, title, categories, price, currency, active, attributes, created_at, updated_at)
    select 'i' || i, 'Item ' || i, array['Category ' || (i % 6)], 5 + i, 'EUR', true, '{}', ${NOW}, ${NOW} from generate_series(1, ${ITEMS}) i`
  await store.sql`
    insert into customers (customer_id, created_at, known, traits, country, region)
    select md5('customer ' || c)::uuid, ${NOW}, true, '{}', 'DE', (array['Bayern', 'Hessen'])[1 + c % 2] from generate_series(1, ${CUSTOMERS}) c`
  await store.sql`insert into identifiers (kind, value, customer_id, first_seen) select 'user_id', 'u' || c, md5('customer ' || c)::uuid, ${NOW} from generate_series(1, ${CUSTOMERS}) c`
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
    select md5('customer ' || c)::uuid, md5('record ' || c || purpose)::uuid, purpose, true, 'granted', '2025-08-01', 'banner', 'test', 'consent', 'test', 'test', ''
    from generate_series(1, ${CUSTOMERS}) c, unnest(array['personalize.content.profiling', 'personalize.content.profiled', 'train_ai_system']) purpose`
  await store.sql`
    insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity, price)
    select md5('customer ' || c)::uuid, ${NOW}::timestamptz - make_interval(secs => h % 15000000 + 3600), md5('event ' || c || ' ' || e)::uuid, 0,
      'i' || 1 + case when ${taste} then c % 6 + 6 * ((h >> 20) % 10) else (h >> 20) % 60 end, case when e % 2 = 0 then 'purchase' else 'view' end, 1, 9.5
    from generate_series(1, ${CUSTOMERS}) c, generate_series(1, 12) e, lateral (select abs(hashint8extended(c * 1000 + e, 1) % 1000000000000) as h) drawn`
}

export async function personOf(store: Store, n: number): Promise<string> {
  const [row] = await store.sql<{ id: string }[]>`select md5('customer ' || ${n}::int)::uuid as id`
  return row.id
}

export async function admitAll(store: Store): Promise<{ runId: RunId; permit: PopulationPermit<'train_ai_system'> }> {
  const runId = newId<RunId>(NOW)
  return { runId, permit: await admitPopulation(store, runId, 'train_ai_system', NOW) }
}
