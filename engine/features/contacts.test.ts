import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { featuresAt, valueOf } from './testing/featuresAt.ts'
import { addEvents, addPerson, say, type TestEvent } from './testing/shopLog.ts'

const NOW = new Date('2025-07-01T00:00:00Z')
const FCR = 'first_contact_resolution'
/** Drawn towards the shop's rate with the weight of two contacts. */
const drawn = (solved: number, of: number, shop: number) => (solved + 2 * shop) / (of + 2)

describe('contacts', () => {
  const stores: Store[] = []
  let store: Store
  let writer: CustomerId
  let other: CustomerId
  const opened = (who: CustomerId, at: string, topic: string, orderId?: string): TestEvent => ({ who, at: `2025-${at}T10:00:00Z`, name: 'Contact Opened', properties: { topic }, ...(orderId === undefined ? {} : { orderId }) })
  const resolved = (who: CustomerId, at: string, topic: string, hour = '10'): TestEvent => ({ who, at: `2025-${at}T${hour}:00:00Z`, name: 'Contact Resolved', properties: { topic } })

  beforeEach(async () => {
    store = await createTestStore()
    stores.push(store)
    writer = await addPerson(store)
    other = await addPerson(store)
    await say(store, [writer, other], 'personalize.content.profiling', true)
  })
  afterAll(() => Promise.all(stores.map((each) => each.close())))

  it('are settled at once when the matter does not come up again within 14 days', async () => {
    await addEvents(store, [
      opened(writer, '03-01', 'delivery'), opened(writer, '03-15', 'delivery'), // again on the 14th day
      opened(writer, '05-01', 'delivery'), opened(writer, '05-16', 'delivery'), // on the 15th: a matter of its own
      opened(other, '03-01', 'delivery'),
    ])
    const matrix = await featuresAt(store, NOW)
    // Three of the writer's four, and the other's: the shop has 4/5.
    expect(valueOf(matrix, writer, FCR)).toBeCloseTo(drawn(3, 4, 0.8), 6)
    expect(valueOf(matrix, other, FCR)).toBeCloseTo(drawn(1, 1, 0.8), 6)
    expect(valueOf(matrix, writer, 'resolution_hours')).toBeNaN()
  })

  it('about another topic or another order are another matter', async () => {
    await addEvents(store, [
      opened(writer, '03-01', 'delivery', 'A'), opened(writer, '03-02', 'invoice', 'A'), opened(writer, '03-03', 'delivery', 'B'),
      opened(other, '03-01', 'delivery', 'A'), opened(other, '03-03', 'delivery'), // may be about A
    ])
    const matrix = await featuresAt(store, NOW)
    expect(valueOf(matrix, writer, FCR)).toBeCloseTo(drawn(3, 3, 0.8), 6)
    expect(valueOf(matrix, other, FCR)).toBeCloseTo(drawn(1, 2, 0.8), 6)
  })

  it('count once 14 days have gone by, not before', async () => {
    await addEvents(store, [opened(writer, '06-20', 'delivery'), opened(other, '06-16', 'delivery')])
    const matrix = await featuresAt(store, NOW)
    expect(valueOf(matrix, writer, FCR)).toBeNaN()
    expect(valueOf(matrix, other, FCR)).toBeCloseTo(1, 6)
  })

  it('must also be reported as resolved in a shop that reports it', async () => {
    await addEvents(store, [
      opened(writer, '03-01', 'delivery'), resolved(writer, '03-01', 'delivery', '16'), opened(writer, '05-01', 'delivery'), resolved(writer, '05-20', 'delivery'),
      opened(other, '03-01', 'advice'), resolved(other, '03-03', 'advice'),
    ])
    const matrix = await featuresAt(store, NOW)
    expect(valueOf(matrix, writer, FCR)).toBeCloseTo(drawn(1, 2, 2 / 3), 6)
    expect(valueOf(matrix, other, FCR)).toBeCloseTo(drawn(1, 1, 2 / 3), 6)
    // 6 hours and 48: drawn towards their mean with the weight of one.
    expect(valueOf(matrix, writer, 'resolution_hours')).toBeCloseTo((6 + 27) / 2, 6)
  })

  it('leave those who never wrote unknown, and satisfaction to those who were asked', async () => {
    await addEvents(store, [opened(writer, '03-01', 'delivery'), { who: other, at: '2025-03-05T10:00:00Z', name: 'Survey Answered', score: 4, scoreKind: 'csat' }])
    const matrix = await featuresAt(store, NOW)
    expect(valueOf(matrix, other, FCR)).toBeNaN()
    expect(valueOf(matrix, other, 'csat_mean')).toBe(4)
    expect(valueOf(matrix, writer, 'csat_mean')).toBeNaN()
  })
})
