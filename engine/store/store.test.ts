import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from './connect.ts'
import { migrateStore } from './migrate.ts'

describe('the embedded store', () => {
  let store: Store
  const folder = mkdtempSync(path.join(tmpdir(), 'lotse-'))
  beforeAll(async () => { store = await openStore({ folder: path.join(folder, 'pg') }, 2) }, 60_000)
  afterAll(async () => { await store.close(); rmSync(folder, { recursive: true, force: true }) })

  it('migrates, twice without harm, also at once', async () => {
    await Promise.all([migrateStore(store), migrateStore(store)])
    const [{ n }] = await store.sql`select count(*)::int n from pg_tables where schemaname = 'public'`
    expect(n).toBeGreaterThan(25)
  })

  it('is shared by a second opener', async () => {
    const second = await openStore({ folder: path.join(folder, 'pg') }, 1)
    expect((await second.sql`select 1 as one`)[0].one).toBe(1)
    await second.close()
    expect((await store.sql`select 1 as one`)[0].one).toBe(1)
  })

  it('makes monthly partitions once', async () => {
    const from = new Date('2024-01-15T00:00:00Z')
    const until = new Date('2024-03-01T00:00:00Z')
    expect((await store.sql`select lotse_ensure_months(${from}, ${until}) made`)[0].made).toBe(9)
    expect((await store.sql`select lotse_ensure_months(${from}, ${until}) made`)[0].made).toBe(0)
  })

  it('makes a partition once though many ask at the same moment', async () => {
    const wide = await openStore({ folder: path.join(folder, 'pg') }, 8)
    const at = new Date('2031-05-05T00:00:00Z')
    const made = await Promise.all(Array.from({ length: 8 }, () => wide.sql<{ made: number }[]>`select lotse_ensure_months(${at}, ${at}) made`))
    expect(made.map(([row]) => row.made).reduce((a, b) => a + b)).toBe(3)
    await wide.close()
  })

  it('refuses to change what is append-only', async () => {
    await store.sql`insert into audit (at, actor, action, subject, detail) values (now(), 'test', 'a', 'b', '{}')`
    await expect(store.sql`update audit set actor = 'other'`).rejects.toThrow('append-only')
  })
})
