import { admitPopulation } from '../../engine/consent/population.ts'
import { newId, type RunId } from '../../engine/ids.ts'
import { trainRecommender, type RecommenderSummary } from '../../engine/recommender/trainRecommender.ts'
import type { Store } from '../../engine/store/connect.ts'

export const CUSTOMERS = 8000
export const ITEMS = 600
const EVENTS_EACH = 50
/** Items that belong together: what gives the lists something to find. */
const TASTES = 40

/**
 * A shop by arithmetic in SQL: each customer keeps to three of 40 tastes. 8,000 customers who agreed, 600 items, 400,000 item events over
 * 14 months up to `now`; then a published recommender. User ids are u1 … u8000, items i1 … i600.
 */
export async function fillShop(store: Store, now: Date): Promise<RecommenderSummary> {
  await store.sql`select lotse_ensure_months(${new Date(now.getTime() - 430 * 86_400_000)}, ${now})`
  await store.sql`
    insert into items (item_id, title, categories, price, currency, active, attributes, created_at, updated_at)
    select 'i' || i, 'Item ' || i, array['Category ' || (i % ${TASTES})], 5 + i % 90, 'EUR', true, '{}', ${now}, ${now} from generate_series(1, ${ITEMS}) i`
  await store.sql`
    insert into customers (customer_id, created_at, known, traits, country, region)
    select md5('customer ' || c)::uuid, ${now}, true, '{}', 'DE', (array['Bayern', 'Hessen', 'Berlin'])[1 + c % 3] from generate_series(1, ${CUSTOMERS}) c`
  await store.sql`insert into identifiers (kind, value, customer_id, first_seen) select 'user_id', 'u' || c, md5('customer ' || c)::uuid, ${now} from generate_series(1, ${CUSTOMERS}) c`
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
    select md5('customer ' || c)::uuid, md5('record ' || c || purpose)::uuid, purpose, true, 'granted', ${now}, 'import_grant', 'bench', 'consent', 'bench', 'bench', ''
    from generate_series(1, ${CUSTOMERS}) c, unnest(array['personalize.content.profiled', 'train_ai_system']) purpose`
  await store.sql`
    insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity, price)
    select md5('customer ' || c)::uuid, ${now}::timestamptz - make_interval(secs => (h >> 8) % 36000000 + 60), md5('event ' || c || ' ' || e)::uuid, 0,
      'i' || 1 + (((c * 7 + (h % 3) * 13) % ${TASTES}) + ${TASTES} * floor(power((h >> 20) % 1000 / 1000.0, 2) * ${ITEMS / TASTES})::int) % ${ITEMS}, case when e % 5 = 0 then 'purchase' when e % 5 = 1 then 'cart' else 'view' end, 1, 9.5
    from generate_series(1, ${CUSTOMERS}) c, generate_series(1, ${EVENTS_EACH}) e, lateral (select abs(hashint8extended(c * 1000 + e, 1) % 1000000000000) as h) drawn`
  // Now rather than by autovacuum in the middle of a measurement.
  await store.sql`vacuum analyze`
  const runId = newId<RunId>(now)
  const permit = await admitPopulation(store, runId, 'train_ai_system', now)
  return trainRecommender(store, { runId, permit, asOf: now, seed: 1, now })
}
