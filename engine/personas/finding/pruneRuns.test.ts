import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { createTestStore } from '../../store/testing/testStore.ts'
import { putInUse } from '../testing/putInUse.ts'
import { pruneRuns } from './pruneRuns.ts'

const DAY = 86_400_000
const NOW = new Date('2026-11-15T03:00:00Z')

describe('old runs', () => {
  let store: Store
  /** A run a night for 420 nights, oldest first. */
  const runs = Array.from({ length: 420 }, (_, i) => ({ id: newId<RunId>(NOW), at: new Date(NOW.getTime() - (420 - i) * DAY) }))
  const left = async (table: string) => new Set((await store.sql<{ run_id: RunId }[]>`select distinct run_id from ${store.sql(table)}`).map((row) => row.run_id))

  beforeAll(async () => {
    store = await createTestStore()
    const who = newId(NOW)
    for (const { id, at } of runs) {
      await store.sql`insert into persona_runs (run_id, as_of, feature_run_id, n, k, choice, model, created_at, completed_at) values (${id}, ${at}, ${id}, 1, 2, '{}', '{}', ${at}, ${at})`
      await store.sql`insert into persona_members (customer_id, run_id, persona_id, weight, margin) values (${who}, ${id}, ${id}, 1, 1)`
      await store.sql`insert into feature_sets (run_id, as_of, rows, columns, created_at, completed_at) values (${id}, ${at}, 1, '[]', ${at}, ${at})`
      await store.sql`insert into feature_rows (customer_id, run_id, "values") values (${who}, ${id}, '{1}')`
    }
    await putInUse(store, runs[200]!.id, [], NOW)
    await pruneRuns(store.sql, NOW)
  })
  afterAll(() => store.close())

  it('keep who was where for the newest, for one of each month, and for what is in use', async () => {
    const kept = await left('persona_members')
    for (const { id } of runs.slice(-35)) expect(kept.has(id)).toBe(true)
    expect(kept.has(runs[200]!.id)).toBe(true)
    expect(kept.has(runs[201]!.id)).toBe(false)
    const months = new Set(runs.filter(({ id }) => kept.has(id)).map(({ at }) => at.toISOString().slice(0, 7)))
    // October 2025 to November 2026.
    expect(months.size).toBe(14)
    expect(kept.size).toBeLessThan(35 + 14 + 2)
  })

  it('keep features of those only by which somebody may still be put in place', async () => {
    const kept = new Set([runs[200]!.id, runs.at(-1)!.id])
    expect(await left('feature_rows')).toEqual(kept)
  })

  it('keep what a row is made from as long as somebody may go back to them', async () => {
    expect(await left('feature_sets')).toEqual(await left('persona_members'))
  })

  it('keep what they found', async () => {
    expect((await left('persona_runs')).size).toBe(runs.length)
  })
})
