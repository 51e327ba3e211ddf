import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admitPopulation } from '../consent/population.ts'
import { newId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { readMeetings } from './offerMeetings.ts'

const AS_OF = new Date('2026-03-01T12:00:00Z')
const daysBefore = (days: number) => new Date(AS_OF.getTime() - days * 86_400_000)
let store: Store
beforeAll(async () => {
  store = await createTestStore()
  await store.sql`select lotse_ensure_months(${daysBefore(120)}, ${AS_OF})`
})
afterAll(async () => { await store.close() })

async function person({ allows = true, mergedInto = null as string | null } = {}): Promise<string> {
  const id = randomUUID()
  await store.sql`insert into customers (customer_id, created_at, known, traits, merged_into) values (${id}, ${daysBefore(100)}, true, '{}', ${mergedInto})`
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
    values (${id}, ${randomUUID()}, 'train_ai_system', ${allows}, ${allows ? 'granted' : 'denied'}, ${daysBefore(100)}, 'banner', 'test', 'consent', 'test', 'test', '')`
  return id
}
async function decided(customer: string, at: Date, slot: object, personalised = true): Promise<void> {
  await store.sql`
    insert into decisions (customer_id, decided_at, decision_id, personalised, degraded, purpose, allowed, reason, policy_version, slots, versions, key_id, took_micros)
    values (${customer}, ${at}, ${randomUUID()}, ${personalised}, false, 'p', true, 'granted', 'test', ${store.sql.json([{ slot: 's', source: 'value', ...slot }])}, '{}', ${randomUUID()}, 1)`
}
async function did(customer: string, at: Date, action: string, item: string, coupon: string | null = null): Promise<void> {
  const event = randomUUID()
  await store.sql`insert into event_items (customer_id, occurred_at, event_id, line, item_id, action, quantity) values (${customer}, ${at}, ${event}, 0, ${item}, ${action}, 2)`
  if (coupon === null) return
  await store.sql`
    insert into events (customer_id, occurred_at, event_id, message_id, type, name, received_at, clock, channel, stage, source, properties)
    values (${customer}, ${at}, ${event}, ${event}, 'track', 'Order Completed', ${at}, 'kept', 'web', 'purchase', 'test', ${store.sql.json({ coupon })})`
}
const showing = (id: string) => ({ items: [{ id, score: 1, propensity: 1 }] })
async function meetings() {
  const permit = await admitPopulation(store, newId<RunId>(AS_OF), 'train_ai_system', AS_OF)
  return readMeetings(store, permit, ['a', 'b'], AS_OF)
}

describe('readMeetings', () => {
  it('knows what was known at the first meeting and what came within a week, whichever id it came under', async () => {
    const one = await person()
    const device = await person({ mergedInto: one })
    await decided(one, daysBefore(30), showing('a'))
    await decided(one, daysBefore(20), showing('a'))
    await did(device, daysBefore(31), 'view', 'item with spaces')
    await did(one, daysBefore(29), 'purchase', 'rake', ' Spring ')
    await did(device, daysBefore(24), 'purchase', 'lamp')
    await did(one, daysBefore(22), 'purchase', 'too late')
    expect((await meetings()).filter(({ personId }) => personId === one)).toEqual([{
      personId: one, offerId: 'a', at: daysBefore(30).getTime(), shown: true, chance: null, past: [{ action: 'view', itemId: 'item with spaces', at: daysBefore(31).getTime() }],
      bought: [{ quantity: 2, itemId: 'rake' }, { quantity: 2, itemId: 'lamp' }], coupons: ['spring'],
    }])
  })
  it('takes a lot before a showing without one, and a withheld offer for withheld', async () => {
    const one = await person()
    await decided(one, daysBefore(40), showing('a'))
    await decided(one, daysBefore(30), { items: [], lots: [{ id: 'a', shown: false, chance: 0.9 }, { id: 'b', shown: true, chance: 0.1 }] })
    expect((await meetings()).filter(({ personId }) => personId === one)).toMatchObject([{ offerId: 'a', shown: false, chance: 0.9, at: daysBefore(30).getTime() }, { offerId: 'b', shown: true, chance: 0.1 }])
  })
  it('leaves out who did not allow it, what was decided without a profile, what is not over, what is long past, other offers', async () => {
    const [refused, other] = [await person({ allows: false }), await person()]
    await decided(refused, daysBefore(30), showing('a'))
    await decided(other, daysBefore(30), showing('a'), false)
    await decided(other, daysBefore(6), showing('a'))
    await decided(other, daysBefore(91), showing('a'))
    await decided(other, daysBefore(30), showing('c'))
    const people = (await meetings()).map(({ personId }) => personId)
    expect(people).not.toContain(refused)
    expect(people).not.toContain(other)
  })
})
