import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPeople } from '../consent/checkPeople.ts'
import { integer } from '../../models/draws.ts'
import { createMatrix } from '../../models/matrix.ts'
import { createRng } from '../../models/rng.ts'
import type { CustomerId, RunId } from '../ids.ts'
import { newId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import type { ComputedFeatures } from './computeFeatures.ts'
import { featuresOf } from './featuresOf.ts'
import { loadBasis } from './keepBasis.ts'
import { saveFeatures } from './keepFeatures.ts'
import { createRaw } from './raw.ts'
import { putTaste } from './taste.ts'
import { featuresAt, valueOf } from './testing/featuresAt.ts'
import { addEvents, addItem, addPeople, say } from './testing/shopLog.ts'

const NOW = new Date('2025-07-01T00:00:00Z')
const PROFILING = 'personalize.content.profiling'

describe('putTaste', () => {
  it('spreads interest over topics by their weights, and knows nothing of who met nothing of any', () => {
    const raw = createRaw(['a', 'b'] as CustomerId[])
    const weights = createMatrix(2, 2)
    weights.data.set([1, 3])
    putTaste(raw, { weights, interest: Float64Array.of(8, 5) })
    expect([raw.figures.get('taste_0')![0], raw.figures.get('taste_1')![0], raw.figures.get('taste_interest')![0]]).toEqual([2, 6, 8])
    expect([raw.figures.get('taste_0')![1], raw.figures.get('taste_interest')![1]]).toEqual([NaN, NaN])
  })
})

describe('topics of taste', () => {
  const TASTES = 3
  const ITEMS = 20
  let store: Store
  let people: CustomerId[]
  let matrix: ComputedFeatures
  let runId: RunId

  beforeAll(async () => {
    store = await createTestStore()
    const rng = createRng(3)
    for (let taste = 0; taste < TASTES; taste++) for (let i = 0; i < ITEMS; i++) await addItem(store, `${taste}-${i}`, '', 10)
    people = await addPeople(store, 240)
    await say(store, people, PROFILING, true)
    await addEvents(store, people.slice(1).flatMap((who, i) => Array.from({ length: 8 }, (_, k) => {
      const taste = rng() < 0.9 ? (i + 1) % TASTES : integer(rng, TASTES)
      // One thing that everybody looks at tells no taste.
      return { who, at: NOW.getTime() - (k + 1) * 86_400_000, name: 'Product Viewed', lines: [{ item: `${taste}-${integer(rng, ITEMS)}`, action: rng() < 0.3 ? 'purchase' as const : 'view' as const }, { item: 'poster', action: 'view' as const }] }
    })))
    matrix = await featuresAt(store, NOW)
    runId = newId<RunId>(NOW)
    await saveFeatures(store, runId, matrix, NOW)
  })
  afterAll(() => store.close())

  const topics = () => matrix.columns.filter(({ name }) => name.startsWith('taste:')).map(({ name }) => name)
  const tasteOf = (who: CustomerId) => topics().map((name) => valueOf(matrix, who, name))

  it('are named by items that go together', () => {
    const { topics: names } = matrix.basis.taste!
    const tastes = names.map((three) => new Set(three.map((name) => name.replace('Item ', '').split('-')[0])))
    expect(tastes.every(({ size }) => size === 1)).toBe(true)
    expect(new Set(tastes.flatMap((of) => [...of]))).toEqual(new Set(['0', '1', '2']))
    expect(names.flat()).not.toContain('poster')
    expect(matrix.columns.find(({ name }) => name === 'taste:1')!.label.en).toBe(`taste: ${names[0]!.join(', ')}`)
  })

  it('make a mix that sums to 1 and tells who likes what', () => {
    const kindOf = matrix.basis.taste!.topics.map(([name]) => Number(name!.replace('Item ', '').split('-')[0]))
    const own = people.slice(1).map((who, i) => tasteOf(who).reduce((sum, share, k) => sum + (kindOf[k] === (i + 1) % TASTES ? share : 0), 0))
    for (const who of people.slice(1)) expect(tasteOf(who).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
    expect(own.reduce((sum, share) => sum + share, 0) / own.length).toBeGreaterThan(0.7)
    expect(tasteOf(people[0]!).every(Number.isNaN)).toBe(true)
  })

  it('fold one person in as the run did, to the bit, also among others', async () => {
    const kept = await loadBasis(store, runId)
    const answers = await checkPeople(store, people.map((personId) => ({ personId, customerIds: [personId] })), PROFILING, NOW)
    const permits = people.flatMap((who) => {
      const answer = answers.get(who)!
      return answer.allowed ? [answer.permit] : []
    })
    const row = (who: CustomerId) => Array.from(matrix.x.data.subarray(matrix.people.indexOf(who) * matrix.x.cols, (matrix.people.indexOf(who) + 1) * matrix.x.cols))
    for (const permit of permits.slice(0, 12)) expect(Array.from((await featuresOf(store, kept, { profiling: [permit] }, NOW)).x.data)).toEqual(row(permit.personId))
    const all = await featuresOf(store, kept, { profiling: permits.toReversed() }, NOW)
    expect(Array.from(all.x.data)).toEqual(permits.toReversed().flatMap(({ personId }) => row(personId)))
  })

  it('are of shelves where one department holds nearly everything, and fold one person in as the run did', async () => {
    await store.sql`update items set categories = array['All/Shelf ' || item_id] where item_id ~ '^[0-9]+-'`
    const shelved = await featuresAt(store, NOW)
    await saveFeatures(store, runId, shelved, NOW)
    const { topics: names } = shelved.basis.taste!
    expect(names.flat().every((name) => name.startsWith('Shelf '))).toBe(true)
    expect(names.every((three) => new Set(three.map((name) => name.replace('Shelf ', '').split('-')[0])).size === 1)).toBe(true)
    const answers = await checkPeople(store, people.map((personId) => ({ personId, customerIds: [personId] })), PROFILING, NOW)
    const permits = people.slice(0, 40).flatMap((who) => {
      const answer = answers.get(who)!
      return answer.allowed ? [answer.permit] : []
    })
    const again = await featuresOf(store, await loadBasis(store, runId), { profiling: permits }, NOW)
    const row = (who: CustomerId) => Array.from(shelved.x.data.subarray(shelved.people.indexOf(who) * shelved.x.cols, (shelved.people.indexOf(who) + 1) * shelved.x.cols))
    expect(Array.from(again.x.data)).toEqual(permits.flatMap(({ personId }) => row(personId)))
    await store.sql`update items set categories = '{}'`
    await saveFeatures(store, runId, matrix, NOW)
  })

  it('are not looked for where three categories tell the taste, nor of too few people', async () => {
    for (let taste = 0; taste < TASTES; taste++) await store.sql`update items set categories = array[${`Department ${taste}`}::text] where item_id like ${`${taste}-%`}`
    expect((await featuresAt(store, NOW)).basis.taste).toBeNull()
    await store.sql`update items set categories = '{}'`
    await say(store, people.slice(150), PROFILING, false)
    expect((await featuresAt(store, NOW)).basis.taste).toBeNull()
  })
})
