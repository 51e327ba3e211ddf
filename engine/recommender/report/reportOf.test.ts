import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../store/connect.ts'
import { createTestStore } from '../../store/testing/testStore.ts'
import type { CustomerId } from '../../ids.ts'
import { admitAll, CUSTOMERS, fillSmallShop, NOW, personOf } from '../testing/smallShop.ts'
import { trainRecommender } from '../trainRecommender.ts'
import type { SliceReport } from './sliceReport.ts'

let store: Store
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
})
afterAll(() => store.close())

describe('the report kept with an artefact', { timeout: 120_000 }, () => {
  it('is small, names personas as today, and holds nobody', async () => {
    const people = await Promise.all(Array.from({ length: CUSTOMERS }, async (_, c) => await personOf(store, c + 1) as CustomerId))
    // Today's persona goes by another key than the group of then that it continues; nothing continues the other one.
    const personasAt = async (at: Date) => Promise.resolve(new Map(people.map((id, c) => [id, at.getTime() === NOW.getTime() ? (c < 200 ? 'regulars' : `lone ${c % 3}`) : c < 200 ? '4' : '5'])))
    const { runId, permit } = await admitAll(store)
    const { artefactId } = await trainRecommender(store, { runId, permit, asOf: NOW, seed: 11, now: NOW, personasAt })
    const [{ report }] = await store.sql<{ report: SliceReport }[]>`select metrics->'report' report from artefacts where artefact_id = ${artefactId}`
    const text = JSON.stringify(report)
    expect(text.length).toBeLessThan(30_000)
    for (const id of people) expect(text).not.toContain(id)
    expect(report.slices.find(({ name }) => name === 'persona')?.slices.map(({ name }) => name)).toEqual(['regulars', 'earlier group 5'])
    expect(report.lists.served.coverage).toBeGreaterThan(report.lists.popularity.coverage ?? NaN)
  })
})
