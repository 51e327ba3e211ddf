import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admitPopulation, type PopulationPermit } from '../consent/population.ts'
import { newId, type CustomerId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { computeFeatures, type ComputedFeatures } from './computeFeatures.ts'
import { loadFeatures, saveFeatures } from './keepFeatures.ts'
import { streamFeatures } from './streamFeatures.ts'
import { addEvents, addPeople, say } from './testing/shopLog.ts'

const NOW = new Date('2025-07-01T00:00:00Z')
const PROFILING = 'personalize.content.profiling'
/** More than one chunk. */
const PEOPLE = 2500

describe('streamFeatures', () => {
  let store: Store
  let permit: PopulationPermit<'personalize.content.profiling'>
  let matrix: ComputedFeatures

  beforeAll(async () => {
    store = await createTestStore()
    const people = await addPeople(store, PEOPLE)
    await say(store, people, PROFILING, true)
    await addEvents(store, people.map((who, i) => ({ who, at: NOW.getTime() - (i + 1) * 3_600_000, name: 'Order Completed', amount: i + 1 })))
    permit = await admitPopulation(store, newId<RunId>(NOW), PROFILING, NOW)
    matrix = await computeFeatures(store, permit, NOW)
    await saveFeatures(store, permit.runId, matrix, NOW)
  })
  afterAll(() => store.close())

  it('gives everybody once, in chunks, in the order of their ids', async () => {
    const people: CustomerId[] = []
    const data: number[] = []
    let chunks = 0
    for await (const chunk of streamFeatures(store, permit, permit.runId)) {
      chunks++
      people.push(...chunk.people)
      for (const value of chunk.x.data) data.push(value)
    }
    expect(chunks).toBeGreaterThan(1)
    expect(people).toEqual(matrix.people)
    expect(Float32Array.from(data)).toEqual(matrix.x.data)
  })

  it('refuses a run without features', async () => {
    await expect(streamFeatures(store, permit, newId<RunId>(NOW)).next()).rejects.toThrow(/no complete set/)
  })

  it('samples so many people, the same for the same seed, each with their own row', async () => {
    const sample = { people: 300, seed: 7 }
    const some = await loadFeatures(store, permit, permit.runId, sample)
    expect(some.people).toHaveLength(300)
    expect(some.people).toEqual([...some.people].sort())
    expect((await loadFeatures(store, permit, permit.runId, sample)).people).toEqual(some.people)
    const { cols } = some.x
    for (const [i, who] of some.people.entries()) {
      const at = matrix.people.indexOf(who)
      expect(some.x.data.subarray(i * cols, (i + 1) * cols)).toEqual(matrix.x.data.subarray(at * cols, (at + 1) * cols))
    }
    const other = await loadFeatures(store, permit, permit.runId, { people: 300, seed: 8 })
    const both = other.people.filter((who) => some.people.includes(who)).length
    // Expected 36, with a standard deviation of 5.3.
    expect(both).toBeGreaterThan(10)
    expect(both).toBeLessThan(70)
    // A larger sample holds the smaller one.
    expect((await loadFeatures(store, permit, permit.runId, { people: 600, seed: 7 })).people).toEqual(expect.arrayContaining([...some.people]))
  })

  it('is everybody where the sample would be larger', async () => {
    expect((await loadFeatures(store, permit, permit.runId, { people: 10 * PEOPLE, seed: 1 })).people).toEqual(matrix.people)
  })
})
