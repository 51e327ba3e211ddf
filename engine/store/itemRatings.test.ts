import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from './connect.ts'
import { createTestStore } from './testing/testStore.ts'

const MIGRATION = readFileSync(new URL('./migrations/0003_item_ratings.sql', import.meta.url), 'utf8').split('--> statement-breakpoint')
const ONE = '00000000-0000-4000-8000-000000000001'
let store: Store
beforeAll(async () => { store = await createTestStore() })
afterAll(() => store.close())

it('fills in the ratings of a log that was there before, in every month, and leaves the log append-only', async () => {
  const { sql } = store
  await sql`select lotse_ensure_months('2026-01-01', '2026-02-01')`
  await sql`alter table event_items drop column rating`
  const event = (n: number, at: string, score: number | null, kind: string | null) => sql`
    insert into events (customer_id, occurred_at, event_id, message_id, type, name, received_at, clock, channel, stage, score, score_kind, source, properties)
    values (${ONE}, ${at}, md5(${n}::text)::uuid, ${`m${n}`}, 'track', 'x', ${at}, 'kept', 'web', 'loyalty', ${score}, ${kind}, 'test', '{}')`
  const item = (n: number, at: string, action: string) => sql`insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity) values (${ONE}, ${at}, md5(${n}::text)::uuid, 0, ${`i${n}`}, ${action}, 1)`
  for (const [n, at, score, kind, action] of [[1, '2026-01-05', 4.5, 'rating', 'rate'], [2, '2026-02-05', 1, 'rating', 'rate'], [3, '2026-02-06', 9, 'nps', 'view'], [4, '2026-02-07', null, null, 'purchase']] as const) {
    await event(n, at, score, kind)
    await item(n, at, action)
  }
  await item(5, '2026-02-08', 'rate') // whose event is not there
  await sql.begin(async (tx) => { for (const statement of MIGRATION) await tx.unsafe(statement) })
  expect((await sql`select item_id, rating from event_items order by item_id`).map(({ item_id: id, rating }) => [id, rating])).toEqual([['i1', 4.5], ['i2', 1], ['i3', null], ['i4', null], ['i5', null]])
  await expect(sql`update event_items set rating = 5`).rejects.toThrow('append-only')
})
