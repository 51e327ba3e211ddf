import { describe, expect, it } from 'vitest'
import { adjustedRand } from '../../models/adjustedRand.ts'
import { assign, fitKMeans } from '../../models/kmeans.ts'
import { fromRows } from '../../models/matrix.ts'
import { createRng } from '../../models/rng.ts'
import { applyScaler, fitScaler } from '../../models/scaling.ts'
import { departments } from './families.ts'
import { generateShop } from './generate.ts'
import { personaKeys } from './personas.ts'
import { nearestStore } from './stores.ts'

/**
 * Can the personas be found at all, by someone who knows nothing of them? Counts per person as any engine would make them, one column each,
 * drawn towards the shop's mean, scaled and clustered. Guards the data, not the engine: that has a feature set and a score of its own.
 */
const shop = generateShop({ seed: 5, customers: 3000, until: new Date('2026-11-01T00:00:00Z') })
const consenting = shop.customers.filter((customer) => customer.consents.at(-1)?.purposes['personalize.content.profiling'])
const rates: readonly (readonly [name: string, of: string, per: string])[] = [
  ...departments.map((department) => [department, `look:${department}`, 'looks'] as const),
  ...['mobile', 'desktop', 'tablet'].map((device) => [device, `on:${device}`, 'landings'] as const),
  ...['morning', 'noon', 'afternoon', 'evening', 'night'].map((hour) => [hour, `at:${hour}`, 'landings'] as const),
  ...['app', 'store', 'telefon'].map((place) => [place, `by:${place}`, 'orders'] as const),
  ['weekend', 'weekends', 'landings'], ['search', 'searches', 'landings'], ['list', 'lists', 'landings'], ['depth', 'looks', 'landings'], ['cart', 'added', 'looks'], ['coupon', 'coupons', 'orders'],
  ['returns', 'refunds', 'orders'], ['stars', 'stars', 'reviews'], ['nps', 'points', 'surveys'], ['contact', 'contacts', 'orders'], ['complaint', 'complaints', 'orders'],
]

function countEvents(): Map<string, Map<string, number>> {
  const counts = new Map(consenting.map((customer) => [customer.userId, new Map<string, number>()]))
  for (const event of shop.events()) {
    const own = event.userId === undefined ? undefined : counts.get(event.userId)
    if (!own) continue
    const add = (name: string, by = 1) => own.set(name, (own.get(name) ?? 0) + by)
    if (event.type === 'identify' || event.type === 'page' || event.type === 'screen') {
      const time = new Date(event.timestamp)
      const hour = (time.getUTCHours() + 2) % 24
      add('landings')
      add(`on:${event.context.device?.type}`)
      add(`at:${hour < 5 || hour >= 22 ? 'night' : hour < 11 ? 'morning' : hour < 14 ? 'noon' : hour < 18 ? 'afternoon' : 'evening'}`)
      if (time.getUTCDay() % 6 === 0) add('weekends')
    }
    if (event.type !== 'track') continue
    if (event.event === 'Product Viewed') {
      add('looks')
      add(`look:${event.properties.category.split('/')[0]}`)
    } else if (event.event === 'Order Completed') {
      add('orders')
      add(`by:${event.properties.affiliation.split(':')[0]}`)
      for (const line of event.properties.products) {
        add('looks', 2)
        add(`look:${line.category.split('/')[0]}`, 2)
      }
      if (event.properties.coupon !== undefined) add('coupons')
    } else if (event.event === 'Product Reviewed') {
      add('reviews')
      add('stars', event.properties.rating)
    } else if (event.event === 'Survey Answered' && event.properties.kind === 'nps') {
      add('surveys')
      add('points', event.properties.score)
    } else if (event.event === 'Products Searched') add('searches')
    else if (event.event === 'Product List Viewed') add('lists')
    else if (event.event === 'Product Added') add('added')
    else if (event.event === 'Order Refunded') add('refunds')
    else if (event.event === 'Contact Opened') add('contacts')
    else if (event.event === 'Complaint Filed') add('complaints')
  }
  return counts
}

const counts = countEvents()
const people = consenting.filter((customer) => counts.get(customer.userId)!.size > 0)
const truth = people.map((customer) => personaKeys.indexOf(shop.truth.get(customer.userId)!))
const sumOf = (name: string) => people.reduce((sum, customer) => sum + (counts.get(customer.userId)!.get(name) ?? 0), 0)
const inTown = (city: string) => people.filter((customer) => customer.traits.city === city).length
const columns = [...rates.map(([name]) => ({ name, group: name })), { name: 'km', group: 'km', log: true }, { name: 'town', group: 'town', log: true }, { name: 'north', group: 'north' }]
const means = rates.map(([, of, per]) => sumOf(of) / sumOf(per))
const x = fromRows(people.map((customer) => {
  const own = counts.get(customer.userId)!
  const drawn = rates.map(([, of, per], j) => ((own.get(of) ?? 0) + 3 * means[j]!) / ((own.get(per) ?? 0) + 3))
  return [...drawn, nearestStore(customer.traits).km, inTown(customer.traits.city), customer.traits.lat]
}))

describe('the latent personas', () => {
  it('are found again from consenting customers’ history, browsing, place and experience', () => {
    const scaled = applyScaler(fitScaler(x, columns), x)
    const found = adjustedRand(assign(fitKMeans(scaled, 7, createRng(1)), scaled), truth)
    console.info(`adjusted Rand ${found.toFixed(3)} of ${people.length} customers, ${columns.length} columns`)
    expect(found).toBeGreaterThan(0.85)
    // Fickle and new customers keep anyone from finding all of them.
    expect(found).toBeLessThan(0.99)
  })

  it('are told apart by no single column', () => {
    for (let j = 0; j < columns.length; j++) {
      const one = fromRows(people.map((_, i) => [x.data[i * x.cols + j]!]))
      expect(adjustedRand(assign(fitKMeans(one, 7, createRng(1)), one), truth)).toBeLessThan(0.35)
    }
  })
})
