import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../engine/access/keys.ts'
import { openStore, type Store } from '../../engine/store/connect.ts'
import { migrateStore } from '../../engine/store/migrate.ts'
import { buildServer } from '../server.ts'

describe('ingest while PostgreSQL is killed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lotse-outage-'))
  let store: Store
  beforeAll(async () => { store = await openStore({ folder: path.join(folder, 'pg') }, 4); await migrateStore(store) }, 60_000)
  afterAll(async () => { await store.close(); rmSync(folder, { recursive: true, force: true }) })

  it('answers 503 with Retry-After, and has every acknowledged event once when clients send the rest again', async () => {
    const { key } = await createKey(store, { name: 'k', kind: 'secret', scopes: ['ingest'] }, 'test', new Date())
    const app = await buildServer({ store, now: () => new Date() })
    const acknowledged = new Set<number>()
    const statuses = new Set<number>()
    const send = async (batch: number) => {
      const messages = Array.from({ length: 20 }, (_, i) => ({ type: 'track', event: 'Product Added', messageId: `${batch}-${i}`, userId: `u${i % 5}`, anonymousId: `d${batch % 3}`, properties: { product_id: 'p' } }))
      const answer = await app.inject({ method: 'POST', url: '/v1/batch', headers: { authorization: `Bearer ${key}` }, payload: { batch: messages } })
      statuses.add(answer.statusCode)
      if (answer.statusCode === 200) acknowledged.add(batch)
      else expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)])
    }
    const killAt = 12
    await Promise.all(Array.from({ length: 3 }, async (_, client) => {
      for (let batch = client; batch < 40; batch += 3) {
        if (batch === killAt) process.kill(Number(readFileSync(path.join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
        await send(batch)
      }
    }))
    expect([...statuses].sort()).toEqual([200, 503])
    const kept = new Set(acknowledged)

    // The embedded database is started again by whoever finds it gone.
    await expect.poll(() => store.sql`select 1`.then(() => true, () => false), { timeout: 20_000 }).toBe(true)
    const there = new Set((await store.sql<{ batch: number }[]>`select split_part(message_id, '-', 1)::int as batch from events group by 1 having count(*) = 20`).map((row) => row.batch))
    expect([...kept].filter((batch) => !there.has(batch))).toEqual([])
    for (let tries = 0; acknowledged.size < 40 && tries < 200; tries++) {
      await Promise.all(Array.from({ length: 40 }, (_, batch) => acknowledged.has(batch) ? undefined : send(batch)))
      await sleep(50)
    }
    expect(await store.sql`select count(*)::int n, count(distinct message_id)::int messages from events`).toEqual([{ n: 800, messages: 800 }])
    expect(await store.sql`select count(*)::int n from event_items`).toEqual([{ n: 800 }])
    await app.close()
  })
})
