import { describe, expect, it } from 'vitest'
import { createTestStore } from '../store/testing/testStore.ts'
import { readAttributes } from './readAttributes.ts'

describe('readAttributes', () => {
  it('reads words, category levels, prices and further attributes by item number; no row, no attributes', async () => {
    const store = await createTestStore()
    await store.sql`
      insert into items (item_id, title, categories, price, currency, active, attributes, created_at, updated_at) values
        ('lamp', 'Rote Lampe', array['Licht/Tisch'], 20, 'EUR', true, ${store.sql.json({ brand: 'Acme', dimmable: true })}, now(), now()),
        ('lamps', 'Lampen', array['Licht'], 20, 'EUR', true, ${store.sql.json({ brand: 'acme' })}, now(), now()),
        ('mug', 'Becher', '{}', null, null, true, '{}', now(), now())`
    const { items, vocabulary, offsets, attributes } = await readAttributes(store, ['gone', 'lamp', 'lamps', 'mug'])
    const of = (item: number): number[] => [...attributes.subarray(offsets[item], offsets[item + 1])]
    // brand=acme, licht, two price bands, lamp: what only one of the items has is no attribute.
    expect([items, vocabulary, of(0), of(1), of(2), of(3)]).toEqual([4, 5, [], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], []])
  })
})
