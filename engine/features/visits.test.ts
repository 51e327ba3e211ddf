import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import type { ComputedFeatures } from './computeFeatures.ts'
import { featuresAt, valueOf } from './testing/featuresAt.ts'
import { addEvents, addPerson, say } from './testing/shopLog.ts'

const NOW = new Date('2025-07-01T00:00:00Z')

describe('visits', () => {
  let store: Store
  let regular: CustomerId
  let once: CustomerId
  let matrix: ComputedFeatures

  beforeAll(async () => {
    store = await createTestStore()
    regular = await addPerson(store)
    once = await addPerson(store)
    await say(store, [regular, once], 'personalize.content.profiling', true)
    const look = (who: CustomerId, at: string, name = 'Product Viewed') => ({ who, at, name, device: 'mobile' })
    await addEvents(store, [
      // Four visits, 10, 20 and 30 days apart; the second lasts an hour, with never more than 30 minutes of silence.
      look(regular, '2025-04-30T10:00:00Z'), look(regular, '2025-05-10T10:00:00Z'), look(regular, '2025-05-10T10:30:00Z', 'Products Searched'), look(regular, '2025-05-10T11:00:00Z', 'Products Searched'),
      look(regular, '2025-05-30T10:00:00Z', 'Products Searched'), look(regular, '2025-06-29T10:00:00Z'),
      look(once, '2025-06-30T10:00:00Z'),
    ])
    matrix = await featuresAt(store, NOW)
  })
  afterAll(() => store.close())

  it('have a rhythm: the mean time between their beginnings, and its spread over the mean', () => {
    expect(valueOf(matrix, regular, 'visit_gap_days')).toBeCloseTo(20, 6)
    // Sample standard deviation of 10, 20, 30: 10.
    expect(valueOf(matrix, regular, 'visit_gap_spread')).toBeCloseTo(0.5, 6)
    expect(valueOf(matrix, once, 'visit_gap_days')).toBeNaN()
  })

  it('are counted over the last 30 and 90 days', () => {
    expect([valueOf(matrix, regular, 'visits_30d'), valueOf(matrix, regular, 'visits_90d'), valueOf(matrix, regular, 'sessions')]).toEqual([1, 4, 4])
    expect([valueOf(matrix, once, 'visits_30d'), valueOf(matrix, once, 'visits_90d')]).toEqual([1, 1])
  })

  it('with a search count once, however often was searched', () => {
    // Two of five visits of the shop: drawn towards 2/5 with the weight of two visits.
    expect(valueOf(matrix, regular, 'search_share')).toBeCloseTo((2 + 2 * 0.4) / (4 + 2), 6)
    expect(valueOf(matrix, regular, 'searches_per_session')).toBeCloseTo((3 + 2 * 0.6) / (4 + 2), 6)
  })
})
