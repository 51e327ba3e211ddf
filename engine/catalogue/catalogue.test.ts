import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { passesFilter } from './filter.ts'
import { getItem, patchItem } from './items.ts'
import { isSellable, itemProfit, loadItems } from './loadItems.ts'
import { CATALOGUE_CHANNEL } from './notify.ts'
import { OfferInput } from './offer.ts'
import { offersNow, putOffer } from './offers.ts'
import { putItems } from './putItems.ts'
import { loadSlots, putSlot, SlotInput } from './slots.ts'
import { loadStores, putStore, ShopStore } from './stores.ts'

const now = new Date('2026-03-01T10:00:00Z')
const later = new Date('2026-03-02T10:00:00Z')
const lamp = { id: 'lamp', title: 'Lampe', categories: ['Licht', 'Licht/Tisch'], price: 19.99, currency: 'EUR' }

let store: Store
beforeAll(async () => { store = await createTestStore() })
afterAll(async () => { await store.close() })

describe('putItems', () => {
  it('creates, leaves alone, updates, and says which', async () => {
    expect(await putItems(store, [lamp], now)).toEqual([{ index: 0, id: 'lamp', status: 'created' }])
    expect(await putItems(store, [lamp], later)).toEqual([{ index: 0, id: 'lamp', status: 'unchanged' }])
    expect(await putItems(store, [{ ...lamp, price: 0, stock: 0 }], later)).toEqual([{ index: 0, id: 'lamp', status: 'updated' }])
    expect(await getItem(store, 'lamp')).toMatchObject({ price: 0, stock: 0, margin: null, active: true, createdAt: now, updatedAt: later })
  })
  it('refuses a bad row alone and says where it is wrong', async () => {
    const results = await putItems(store, [
      { ...lamp, id: 'ok' }, { ...lamp, id: 'dm', currency: 'DEM' }, { ...lamp, id: 'fine', price: 1.00005 }, { ...lamp, id: 'bare', currency: undefined }, 'nothing',
      { ...lamp, id: 'nul', title: 'a\0b' },
    ], now)
    expect(results.map((result) => result.status)).toEqual(['created', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected'])
    expect(results.map((result) => ('errors' in result ? result.errors[0].path : null))).toEqual([null, 'currency', 'price', 'currency', '', 'title'])
  })
  it('lets the last of two rows with one id hold', async () => {
    const results = await putItems(store, [{ ...lamp, id: 'twice', title: 'first' }, { ...lamp, id: 'twice', title: 'second' }], now)
    expect(results.map((result) => result.status)).toEqual(['superseded', 'created'])
    expect((await getItem(store, 'twice')).title).toBe('second')
  })
  it('keeps prices digit for digit, as numbers and as text', async () => {
    await putItems(store, [{ ...lamp, id: 'p1', price: 0.1 }, { ...lamp, id: 'p2', price: '1234567890.1234' }, { ...lamp, id: 'p3', price: 33.33, margin: -0.25 }, { ...lamp, id: 'p4', price: null }], now)
    const rows = await store.sql<{ price: string | null; margin: string | null }[]>`select price, margin from items where item_id like 'p_' order by item_id`
    expect(rows.map((row) => row.price)).toEqual(['0.1000', '1234567890.1234', '33.3300', null])
    expect(rows[2].margin).toBe('-0.2500')
  })
  it('writes thousands in one call', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ ...lamp, id: `bulk-${i}` }))
    const results = await putItems(store, rows, now)
    expect(results.every((result) => result.status === 'created')).toBe(true)
    expect((await loadItems(store)).filter((item) => item.id.startsWith('bulk-'))).toHaveLength(5000)
  })
  it('tells the serving processes only when something changed', async () => {
    const listener = 'url' in store.connection ? postgres(store.connection.url) : postgres({ ...store.connection, path: `${store.connection.host}/.s.PGSQL.${store.connection.port}` })
    let heard = 0
    await listener.listen(CATALOGUE_CHANNEL, () => { heard++ })
    await putItems(store, [{ ...lamp, id: 'ok' }], now)
    await putItems(store, [{ ...lamp, id: 'ok', title: 'new' }], now)
    await listener`select 1`
    await expect.poll(() => heard).toBe(1)
    await listener.end()
  })
})

describe('patchItem', () => {
  it('changes what is named and nothing else', async () => {
    await putItems(store, [{ ...lamp, id: 'patch', stock: 3 }], now)
    expect(await patchItem(store, 'patch', { stock: 0, active: false }, later)).toMatchObject({ title: 'Lampe', price: 19.99, stock: 0, active: false, updatedAt: later })
  })
  it('refuses a price without a currency and an unknown item', async () => {
    await expect(patchItem(store, 'patch', { currency: null }, later)).rejects.toMatchObject({ code: 'currency_missing' })
    await expect(patchItem(store, 'nobody', { stock: 1 }, later)).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('items in memory', () => {
  it('reads a margin as a share, or as money above one', () => {
    expect([itemProfit(20, 0.25), itemProfit(20, 5), itemProfit(null, 0.25), itemProfit(20, null), itemProfit(20, 0)]).toEqual([5, 5, null, null, 0])
  })
  it('sells what is active and not out of stock', () => {
    expect([{ active: true, stock: null }, { active: true, stock: 0 }, { active: true, stock: 1 }, { active: false, stock: 1 }].map(isSellable)).toEqual([true, false, true, false])
  })
  it('filters by category and price, an unknown price passing no bound', () => {
    const item = { id: 'a', categories: ['x', 'y'], price: 0 }
    expect(passesFilter(item, {})).toBe(true)
    expect(passesFilter(item, { categories: ['y'], minPrice: 0, maxPrice: 0 })).toBe(true)
    expect(passesFilter(item, { excludeCategories: ['x'] })).toBe(false)
    expect(passesFilter({ ...item, price: null }, { minPrice: 0 })).toBe(false)
  })
})

describe('offers, slots, stores', () => {
  const voucher = OfferInput.parse({ kind: 'incentive', title: '10 %', value: { type: 'percent', amount: 10 }, cost: 6, budget: { total: 100, currency: 'EUR' }, validFrom: '2026-03-01T11:00:00+01:00', validUntil: '2026-03-02T10:00:00Z' })
  it('gives offers from their first moment up to, not at, their last', async () => {
    await putOffer(store, 'v', voucher, 'key:test', now)
    await putOffer(store, 'off', { ...voucher, active: false }, 'key:test', now)
    const at = async (time: string) => (await offersNow(store, new Date(time))).map((offer) => offer.id)
    expect(await at('2026-03-01T09:59:59Z')).toEqual([])
    expect(await at('2026-03-01T10:00:00Z')).toEqual(['v'])
    expect(await at('2026-03-02T10:00:00Z')).toEqual([])
    expect((await offersNow(store, now))[0]).toMatchObject({ ...voucher, updatedAt: now })
  })
  it('refuses an incentive without value, an unknown currency and dates the wrong way round', () => {
    expect(OfferInput.safeParse({ kind: 'incentive', title: 'x' }).success).toBe(false)
    expect(OfferInput.safeParse({ ...voucher, budget: { total: 1, currency: 'XYZ' }, validFrom: null, validUntil: null }).success).toBe(false)
    expect(OfferInput.safeParse({ kind: 'content', title: 'x', validFrom: '2026-03-02T00:00:00Z', validUntil: '2026-03-01T00:00:00Z' }).success).toBe(false)
  })
  it('keeps slots and physical shops', async () => {
    await putSlot(store, 'home', SlotInput.parse({ kind: 'items', count: 8, filter: { categories: ['Licht'] }, fallback: ['lamp'] }), 'key:test', now)
    expect(await loadSlots(store)).toEqual([{ slot: 'home', kind: 'items', count: 8, filter: { categories: ['Licht'] }, fallback: ['lamp'], updatedAt: now }])
    await putStore(store, 'st-1', ShopStore.parse({ name: 'Berlin', lat: 52.5, lon: 13.4 }), 'key:test', now)
    expect(await loadStores(store)).toEqual([{ id: 'st-1', name: 'Berlin', city: null, country: null, lat: 52.5, lon: 13.4 }])
  })
})
