import { describe, expect, it } from 'vitest'
import { drawCatalogue, isInStock } from './catalogue.ts'
import { monthsBefore } from './clock.ts'
import { generateShop } from './generate.ts'
import type { SegmentEvent, TrackName, TrackProperties } from './wire.ts'

const until = new Date('2026-11-01T00:00:00Z')
const shop = generateShop({ seed: 11, customers: 1200, until })
const events = [...shop.events()]

function track<E extends TrackName>(name: E): { readonly event: SegmentEvent; readonly properties: TrackProperties[E] }[] {
  return events.flatMap((event) => (event.type === 'track' && event.event === name ? [{ event, properties: event.properties as TrackProperties[E] }] : []))
}
const orders = track('Order Completed')
const online = orders.filter(({ properties }) => properties.affiliation === 'onlineshop' || properties.affiliation === 'app')

describe('the funnel', () => {
  it('narrows from looks to carts, tills and orders', () => {
    const steps = [track('Product Viewed').length, track('Product Added').length, track('Checkout Started').length, online.length]
    expect(steps).toEqual([...steps].sort((a, b) => b - a))
    expect(online.length).toBeGreaterThan(1000)
  })

  it('knows a till visit before every online order, by the same person', () => {
    const started = new Map(track('Checkout Started').map(({ event, properties }) => [properties.order_id, event]))
    for (const { event, properties } of online) {
      const start = started.get(properties.order_id)
      expect(start?.userId).toBe(event.userId)
      expect(start!.timestamp <= event.timestamp).toBe(true)
    }
  })

  it('orders online only what the same person, or somebody on a device of theirs, had put into the cart', () => {
    const users = new Map<string, Set<string>>()
    for (const { anonymousId, userId } of events) {
      if (anonymousId !== undefined && userId !== undefined) users.set(anonymousId, (users.get(anonymousId) ?? new Set()).add(userId))
    }
    const added = new Set<string>()
    for (const { event, properties } of track('Product Added')) {
      const people = event.userId === undefined ? [...(users.get(event.anonymousId!) ?? [])] : [event.userId]
      for (const person of people) added.add(`${person}|${properties.product_id}`)
    }
    const never = online.flatMap(({ event, properties }) => properties.products.filter((line) => !added.has(`${event.userId}|${line.product_id}`)))
    expect(never).toEqual([])
  })

  it('adds up: revenue is lines less discount, total is revenue and postage', () => {
    for (const { properties } of orders) {
      const lines = properties.products.reduce((sum, line) => sum + line.price * line.quantity, 0)
      expect(properties.revenue).toBeCloseTo(lines - properties.discount, 2)
      expect(properties.total).toBeCloseTo(properties.revenue + properties.shipping, 2)
      expect(properties.discount > 0).toBe(properties.coupon !== undefined)
      expect(properties.revenue).toBeGreaterThan(0)
    }
  })

  it('has order ids of their own, and every delivery, return, complaint and cancellation belongs to an earlier order', () => {
    const placed = new Map(orders.map(({ event, properties }) => [properties.order_id, event.timestamp]))
    expect(placed.size).toBe(orders.length)
    const after = [...track('Order Delivered'), ...track('Order Refunded'), ...track('Complaint Filed'), ...track('Order Cancelled')]
    expect(after.length).toBeGreaterThan(1000)
    for (const { event, properties } of after) expect(placed.get(properties.order_id)! <= event.timestamp).toBe(true)
  })

  it('never refunds more than was paid, and never delivers what was cancelled', () => {
    const totals = new Map(orders.map(({ properties }) => [properties.order_id, properties.total]))
    for (const { properties } of track('Order Refunded')) expect(properties.total).toBeLessThanOrEqual(totals.get(properties.order_id)!)
    const cancelled = new Set(track('Order Cancelled').map(({ properties }) => properties.order_id))
    expect(cancelled.size).toBeGreaterThan(0)
    expect(track('Order Delivered').filter(({ properties }) => cancelled.has(properties.order_id))).toEqual([])
  })

  it('puts into carts and sells only what was in stock when they decided, minutes before', () => {
    const articles = new Map(drawCatalogue(11, monthsBefore(until, 18), until.getTime()).map((article) => [article.id, article]))
    const soldOut = (id: string, timestamp: string) => [0, 1, 2, 3, 4].every((minutes) => !isInStock(articles.get(id)!, Date.parse(timestamp) - minutes * 60_000))
    expect(track('Product Added').filter(({ event, properties }) => soldOut(properties.product_id, event.timestamp))).toEqual([])
    expect(online.filter(({ event, properties }) => properties.products.some((line) => soldOut(line.product_id, event.timestamp)))).toEqual([])
    expect(track('Product Viewed').filter(({ event, properties }) => soldOut(properties.product_id, event.timestamp)).length).toBeGreaterThan(100)
  })
})

describe('the till in the store', () => {
  const atTill = orders.filter(({ properties }) => properties.affiliation.startsWith('store:'))

  it('names a store that exists, and mostly a loyalty card', () => {
    const known = new Set(shop.stores.map((store) => `store:${store.id}`))
    expect(atTill.every(({ properties }) => known.has(properties.affiliation))).toBe(true)
    const withCard = atTill.filter(({ event }) => event.context.externalIds?.[0]?.type === 'loyalty_id')
    expect(withCard.length / atTill.length).toBeGreaterThan(0.5)
    expect(withCard.filter(({ event }) => event.userId === undefined).length).toBeGreaterThan(10)
  })

  it('gives a receipt without a user an id that nobody else has', () => {
    const receipts = atTill.flatMap(({ event }) => (event.userId === undefined ? [event.anonymousId] : []))
    expect(new Set(receipts).size).toBe(receipts.length)
    const elsewhere = new Set(events.filter((event) => event.userId !== undefined || event.channel !== 'server').map((event) => event.anonymousId))
    expect(receipts.filter((id) => elsewhere.has(id))).toEqual([])
  })
})
