import { integer } from '../../../models/draws.ts'
import { createRng, type Rng } from '../../../models/rng.ts'
import { newId, type CustomerId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { addEvents, addItem, addPerson, say, type TestEvent } from './shopLog.ts'

export const UNTIL = new Date('2025-07-01T00:00:00Z')
const DAY = 86_400_000

const BERLIN = { country: 'DE', region: 'Berlin', city: 'Berlin', lat: 52.52, lon: 13.405 } as const
/** So many in Berlin that its mean may be said. */
const TOWNS = [
  BERLIN, BERLIN, BERLIN, { country: 'DE', region: 'Brandenburg', city: 'Potsdam', lat: 52.39, lon: 13.06 },
  { country: 'AT', region: 'Wien', city: 'Wien', lat: 48.208, lon: 16.373 }, { country: 'DE', region: 'Brandenburg' }, {},
] as const
const CATEGORIES = ['Garden/Tools', 'Garden/Plants', 'Kitchen/Pans', 'Living/Lamps', 'Living/Sofas'] as const
const ITEMS = 30

/**
 * A small shop in which a bit of everything happens, also what rarely does: two things in the same millisecond, a person under two ids, a
 * return without an order, somebody who never came, items without a price. Everybody allows profiling, every second one a precise place.
 */
export async function fillMotleyShop(store: Store, people: number, seed: number): Promise<CustomerId[]> {
  const rng = createRng(seed)
  await store.sql`insert into stores (store_id, name, city, country, lat, lon) values ('1', 'Berlin', 'Berlin', 'DE', 52.52, 13.405), ('2', 'Linz', 'Linz', 'AT', 48.306, 14.286)`
  for (let i = 0; i < ITEMS - 3; i++) await addItem(store, `item-${i}`, CATEGORIES[i % CATEGORIES.length]!, 5 + ((i * 7) % 40))
  const events: TestEvent[] = []
  const ids: CustomerId[] = []
  for (let i = 0; i < people; i++) {
    const town = TOWNS[integer(rng, TOWNS.length)]!
    const id = await addPerson(store, 'lat' in town ? { ...town, lat: town.lat + rng() / 10, lon: town.lon + rng() / 10 } : town)
    const names = rng() < 0.3 ? [id, await addPerson(store, {}, newId<CustomerId>(UNTIL), id)] : [id]
    ids.push(id)
    const visits = i === 0 ? 0 : integer(rng, 8)
    for (let v = 0; v < visits; v++) events.push(...visitOf(rng, names[integer(rng, names.length)]!, `${i}-${v}`))
  }
  await say(store, ids, 'personalize.content.profiling', true)
  await say(store, ids.filter((_, i) => i % 2 === 0), 'location.precise', true)
  await addEvents(store, events)
  return ids
}

function visitOf(rng: Rng, who: CustomerId, orderId: string): TestEvent[] {
  const start = UNTIL.getTime() - Math.floor(rng() * 500 * DAY) - 9 * DAY
  const at = (minute: number) => new Date(start + Math.floor(minute) * 60_000)
  const device = ['mobile', 'desktop', 'tablet'][integer(rng, 3)]!
  const line = (action: 'view' | 'cart' | 'purchase' | 'return') => ({ item: `item-${integer(rng, ITEMS)}`, action, quantity: 1 + integer(rng, 3), price: Math.floor(rng() * 10_000) / 100 })
  const looked: TestEvent[] = [
    // Tied: which of them opens the visit must not depend on the order of rows.
    { who, at: at(0), name: 'page', type: 'page', device },
    { who, at: at(0), name: 'Product Viewed', ...(rng() < 0.5 ? { device: 'desktop' } : {}), lines: [line('view')] },
    ...(rng() < 0.4 ? [{ who, at: at(1), name: 'Products Searched', device }] : []),
    ...(rng() < 0.4 ? [{ who, at: at(2), name: 'Product List Viewed', device }] : []),
    { who, at: at(rng() * 50), name: 'Product Added', device, lines: [line('cart')] },
  ]
  if (rng() < 0.4) return looked
  const money = () => Math.floor(rng() * 20_000) / 100
  const later: TestEvent[] = [
    { who, at: at(60), name: 'Order Completed', channel: ['web', 'app', 'store', 'phone'][integer(rng, 4)]!, orderId, amount: money(), discount: rng() < 0.5 ? money() / 10 : 0,
      properties: rng() < 0.3 ? { coupon: 'C' } : {}, lines: [line('purchase'), line('purchase')] },
    { who, at: at(3000), name: 'Order Delivered', orderId, properties: { days_late: integer(rng, 3) } },
    { who, at: at(4000), name: 'Product Reviewed', score: Math.floor(rng() * 50) / 10, scoreKind: 'rating' },
    { who, at: at(4000), name: 'Survey Answered', score: integer(rng, 11), scoreKind: 'nps' },
    { who, at: at(4000), name: 'Survey Answered', score: integer(rng, 11), scoreKind: 'nps' },
    { who, at: at(5000), name: 'Survey Answered', score: 1 + integer(rng, 5), scoreKind: 'csat' },
    { who, at: at(6000), name: 'Contact Opened', orderId, properties: { topic: ['delivery', 'advice'][integer(rng, 2)]! } },
    { who, at: at(6000 + rng() * 9000), name: 'Contact Resolved', properties: { topic: ['delivery', 'advice'][integer(rng, 2)]! } },
    { who, at: at(7000), name: 'Contact Opened', properties: { topic: 'delivery' } },
    { who, at: at(8000), name: 'Complaint Filed', orderId },
    { who, at: at(9000), name: 'Order Refunded', ...(rng() < 0.5 ? { orderId } : {}), amount: money() / 4, lines: [line('return')] },
    { who, at: at(9500), name: 'Order Cancelled', orderId },
    { who, at: at(12_000), name: 'Email Delivered', channel: 'email' }, { who, at: at(12_001), name: 'Email Opened', channel: 'email' }, { who, at: at(12_002), name: 'Email Link Clicked', channel: 'email' },
  ]
  return [...looked, ...later.filter(({ name }) => name === 'Order Completed' || rng() < 0.4)]
}
