import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../engine/store/connect.ts'
import { createTestStore } from '../../engine/store/testing/testStore.ts'
import { importFiles } from './load.ts'
import { segmentNdjson } from './segmentNdjson.ts'

let store: Store
const folder = mkdtempSync(path.join(tmpdir(), 'lotse-'))
beforeAll(async () => { store = await createTestStore() })
afterAll(async () => { await store.close(); rmSync(folder, { recursive: true, force: true }) })

it('an import writes a rating with its item', async () => {
  const file = path.join(folder, 'reviews.ndjson')
  const review = (id: string, rating: number) => JSON.stringify({ type: 'track', event: 'Product Reviewed', messageId: id, userId: 'u1', timestamp: '2026-01-02T03:04:05Z', properties: { product_id: id, rating } })
  writeFileSync(file, [review('p1', 5), review('p2', 1.5), review('p3', 6)].join('\n'))
  const counts = await importFiles(segmentNdjson, [file], { store, now: () => new Date('2026-03-01'), grant: [], rejects: null, progress: () => {} })
  expect(counts).toMatchObject({ read: 3, accepted: 2, rejected: { invalid_event: 1 } })
  expect((await store.sql`select item_id, action, rating from event_items order by item_id`).map((row) => [row.item_id, row.action, row.rating])).toEqual([['p1', 'rate', 5], ['p2', 'rate', 1.5]])
})
