import { describe, expect, it } from 'vitest'
import { generateShop } from './generate.ts'
import type { SegmentEvent } from './wire.ts'

const until = new Date('2026-11-01T00:00:00Z')
const options = { seed: 7, customers: 1200, until }
const began = performance.now()
const shop = generateShop(options)
const events = [...shop.events()]
console.info(`${events.length} events of ${options.customers} customers in ${Math.round(performance.now() - began)} ms`)

const productsOf = (event: SegmentEvent): readonly string[] => {
  if (event.type !== 'track') return []
  if ('products' in event.properties) return event.properties.products.map((line) => line.product_id)
  return 'product_id' in event.properties ? [event.properties.product_id] : []
}

describe('generateShop', () => {
  it('gives the same shop for the same options', () => {
    const again = generateShop(options)
    expect(again.items).toEqual(shop.items)
    expect(again.customers).toEqual(shop.customers)
    expect([...again.truth]).toEqual([...shop.truth])
    let at = 0
    for (const event of again.events()) if (JSON.stringify(event) !== JSON.stringify(events[at++])) expect(event).toEqual(events[at - 1])
    expect(at).toBe(events.length)
  })

  it('gives another shop for another seed', () => {
    const other = generateShop({ ...options, customers: 20, seed: 8 })
    expect(other.customers.map((customer) => customer.traits)).not.toEqual(shop.customers.slice(0, 20).map((customer) => customer.traits))
  })

  it('gives a customer the same months in a small shop as in a large one', () => {
    const small = generateShop({ ...options, customers: 40 })
    expect(small.customers).toEqual(shop.customers.slice(0, 40))
    const inSmall = [...small.events()].filter((event) => event.userId === 'u-000017').map((event) => event.messageId)
    expect(inSmall.length).toBeGreaterThan(0)
    expect(inSmall).toEqual(events.filter((event) => event.userId === 'u-000017').map((event) => event.messageId))
  })

  it('yields events in order of time, inside the window, with message ids of their own', () => {
    const times = events.map((event) => event.timestamp)
    expect(times).toEqual([...times].sort())
    expect(times[0]! >= '2025-05-01').toBe(true)
    expect(times.at(-1)! < until.toISOString()).toBe(true)
    expect(new Set(events.map((event) => event.messageId)).size).toBe(events.length)
  })

  it('has about fifty events per customer, 600 items and 18 months', () => {
    expect(events.length / options.customers).toBeGreaterThan(45)
    expect(events.length / options.customers).toBeLessThan(60)
    expect(shop.items).toHaveLength(600)
    expect(new Set(events.map((event) => event.timestamp.slice(0, 7))).size).toBe(18)
  })

  it('names somebody on every event, and only known customers', () => {
    const known = new Set(shop.customers.map((customer) => customer.userId))
    for (const event of events) {
      expect(event.userId ?? event.anonymousId).toBeDefined()
      if (event.userId !== undefined) expect(known.has(event.userId)).toBe(true)
    }
  })

  it('never speaks of an item that does not exist or was not launched', () => {
    const launched = new Map(shop.items.map((item) => [item.id, item.attributes.launchedAt]))
    const early = events.filter((event) => productsOf(event).some((id) => !((launched.get(id) ?? '9') <= event.timestamp)))
    expect(early).toEqual([])
  })

  it('sells nothing after its retirement', () => {
    const retired = new Map(shop.items.map((item) => [item.id, item.attributes.retiredAt ?? '9']))
    const late = events.filter((event) => event.type === 'track' && event.event === 'Product Viewed' && productsOf(event).some((id) => event.timestamp >= retired.get(id)!))
    expect(late).toEqual([])
    expect(shop.items.filter((item) => !item.active).length).toBeGreaterThan(5)
  })
})

describe('the catalogue', () => {
  it('has different titles and ids, German categories of two levels, and prices that moved', () => {
    expect(new Set(shop.items.map((item) => item.id)).size).toBe(600)
    expect(new Set(shop.items.map((item) => item.title)).size).toBe(600)
    expect(shop.items.every((item) => item.categories[1]!.startsWith(`${item.categories[0]}/`))).toBe(true)
    const prices = new Map<string, Set<number>>()
    for (const event of events) {
      if (event.type !== 'track' || event.event !== 'Product Viewed') continue
      prices.set(event.properties.product_id, (prices.get(event.properties.product_id) ?? new Set()).add(event.properties.price))
    }
    expect([...prices.values()].filter((seen) => seen.size > 1).length).toBeGreaterThan(200)
  })
})
