import { describe, expect, it } from 'vitest'
import { agreed } from './consents.ts'
import { generateShop } from './generate.ts'
import { personaKeys, personas, type PersonaKey } from './personas.ts'

const until = new Date('2026-11-01T00:00:00Z')
const shop = generateShop({ seed: 3, customers: 2500, until })
const events = [...shop.events()]
const lastRecords = shop.customers.flatMap((customer) => customer.consents.slice(-1))
const shareOf = (of: number) => of / shop.customers.length

describe('personas', () => {
  const members = (key: PersonaKey) => new Set([...shop.truth].flatMap(([userId, persona]) => (persona === key ? [userId] : [])))
  const groups = new Map(personaKeys.map((key) => [key, members(key)]))

  it('come in the shares they are drawn from', () => {
    for (const key of personaKeys) expect(Math.abs(shareOf(groups.get(key)!.size) - personas[key].share)).toBeLessThan(0.03)
    expect(personaKeys.reduce((sum, key) => sum + personas[key].share, 0)).toBeCloseTo(1, 10)
  })

  it.each(personaKeys)('%s: interests, styles, places and devices are shares that sum to 1', (key) => {
    const { departments, styles, classes, countries, channels, devices } = personas[key]
    for (const table of [departments, styles, classes, countries, channels, devices]) {
      expect(Object.values(table).reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 6)
    }
  })

  it('differ in what they look at, where they order and how content they are', () => {
    const rate = (key: PersonaKey, of: (event: (typeof events)[number]) => number | null) => {
      const values = events.filter((event) => event.userId !== undefined && groups.get(key)!.has(event.userId)).map(of).filter((value) => value !== null)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    const kitchen = (key: PersonaKey) => rate(key, (event) => (event.type === 'track' && event.event === 'Product Viewed' ? Number(event.properties.category.startsWith('Küche/')) : null))
    const inStore = (key: PersonaKey) => rate(key, (event) => (event.type === 'track' && event.event === 'Order Completed' ? Number(event.properties.affiliation.startsWith('store:')) : null))
    const stars = (key: PersonaKey) => rate(key, (event) => (event.type === 'track' && event.event === 'Product Reviewed' ? event.properties.rating : null))
    expect(kitchen('cook')).toBeGreaterThan(4 * kitchen('renovator'))
    expect(inStore('regular')).toBeGreaterThan(3 * inStore('nester'))
    expect(stars('cook')).toBeGreaterThan(stars('bargain') + 1)
  })
})

describe('consents', () => {
  it('are granted by about four in five for profiles and learning, by about half for mail and precise place', () => {
    const granted = (purpose: keyof (typeof lastRecords)[number]['purposes']) => shareOf(lastRecords.filter((record) => record.purposes[purpose]).length)
    expect(granted('personalize.content.profiling')).toBeGreaterThan(0.75)
    expect(granted('personalize.content.profiling')).toBeLessThan(0.85)
    expect(granted('train_ai_system')).toBeGreaterThan(0.74)
    expect(Math.abs(granted('marketing.communications.email') - 0.55)).toBeLessThan(0.06)
    expect(Math.abs(granted('location.precise') - 0.45)).toBeLessThan(0.06)
  })

  it('are missing for some, withdrawn by some, and in order of time', () => {
    expect(shop.customers.filter((customer) => customer.consents.length === 0).length).toBeGreaterThan(20)
    const withdrawn = shop.customers.filter(({ consents }) => consents.some((record) => record.purposes['personalize.content.profiling']) && !consents.at(-1)!.purposes['personalize.content.profiling'])
    expect(withdrawn.length).toBeGreaterThan(20)
    for (const { consents } of shop.customers) {
      const times = consents.map((record) => record.at.getTime())
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(times.every((time) => time <= until.getTime())).toBe(true)
    }
  })

  it('govern the mails sent and the precise places on events', () => {
    const consents = new Map(shop.customers.map((customer) => [customer.userId, customer.consents]))
    for (const event of events) {
      if (event.userId === undefined) continue
      const at = Date.parse(event.timestamp)
      const records = consents.get(event.userId)!
      if (event.type === 'track' && event.event === 'Email Delivered') expect(agreed(records, 'marketing.communications.email', at)).toBe(true)
      // A visit keeps the answer it began with, so the half hour before counts too.
      if (event.context.location?.latitude !== undefined) expect(agreed(records, 'location.precise', at) || agreed(records, 'location.precise', at - 1_800_000)).toBe(true)
    }
  })
})

describe('devices', () => {
  const users = new Map<string, Set<string>>()
  const anonymous = new Set<string>()
  for (const { anonymousId, userId } of events) {
    if (anonymousId === undefined) continue
    if (userId === undefined) anonymous.add(anonymousId)
    else users.set(anonymousId, (users.get(anonymousId) ?? new Set()).add(userId))
  }

  it('are first anonymous and known later, or anonymous for good', () => {
    expect([...anonymous].filter((id) => users.has(id)).length).toBeGreaterThan(500)
    expect([...anonymous].filter((id) => !users.has(id)).length).toBeGreaterThan(500)
  })

  it('are shared by couples and, on the counter of a store, by many', () => {
    const sizes = [...users.values()].map((owners) => owners.size)
    expect(sizes.filter((size) => size === 2).length).toBeGreaterThan(20)
    expect(sizes.filter((size) => size > 4).length).toBeGreaterThan(5)
    expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(0.9 * sizes.length)
  })

  it('of couples see one sign out before the other signs in', () => {
    const signedIn = new Map<string, string>()
    let handovers = 0
    for (const event of events) {
      if (event.anonymousId === undefined || users.get(event.anonymousId)?.size !== 2) continue
      const holder = signedIn.get(event.anonymousId)
      if (holder !== undefined) expect(event.userId).toBe(holder)
      if (event.type === 'identify') signedIn.set(event.anonymousId, event.userId!)
      if (event.type === 'track' && event.event === 'Signed Out') {
        signedIn.delete(event.anonymousId)
        handovers++
      }
    }
    expect(handovers).toBeGreaterThan(50)
  })
})

describe('contacts', () => {
  const personaOf = (event: (typeof events)[number]) => (event.userId === undefined ? undefined : shop.truth.get(event.userId))
  const opened = new Map<string, { persona: PersonaKey | undefined; topic: string; times: number }>()
  const resolved = new Map<string, number>()
  for (const event of events) {
    if (event.type !== 'track') continue
    if (event.event === 'Contact Resolved') resolved.set(event.properties.order_id!, (resolved.get(event.properties.order_id!) ?? 0) + 1)
    if (event.event !== 'Contact Opened') continue
    const { order_id: orderId = '', topic } = event.properties
    const known = opened.get(orderId)
    if (known === undefined) opened.set(orderId, { persona: personaOf(event), topic, times: 1 })
    else {
      expect(topic).toBe(known.topic)
      // The first is over before the second begins.
      expect(resolved.get(orderId)).toBe(1)
      known.times++
    }
  }

  it('are about an order, and a second one about the same matter comes as often as the persona says', () => {
    const again = (key: PersonaKey) => {
      const own = [...opened.values()].filter(({ persona }) => persona === key)
      expect(own.length).toBeGreaterThan(20)
      return own.filter(({ times }) => times === 2).length / own.length
    }
    for (const key of ['renovator', 'bargain', 'regular'] as const) expect(Math.abs(again(key) - personas[key].again)).toBeLessThan(0.09)
    expect(again('bargain')).toBeGreaterThan(again('regular') + 0.1)
  })
})

describe('sensitive attributes', () => {
  const told = shop.customers.map(({ userId, traits: { gender, birthYear } }) => ({ persona: shop.truth.get(userId)!, gender, birthYear }))

  it('of gender speak against the renovators alone', () => {
    for (const key of personaKeys) {
      const own = told.filter(({ persona, gender }) => persona === key && gender !== undefined)
      expect(Math.abs(own.filter(({ gender }) => gender === 'female').length / own.length - (key === 'renovator' ? 0.3 : 0.5))).toBeLessThan(0.1)
    }
  })

  it('of age speak against nobody', () => {
    for (const key of personaKeys) {
      const years = told.flatMap(({ persona, birthYear }) => (persona === key && birthYear !== undefined ? [birthYear] : []))
      expect(Math.abs(years.reduce((sum, year) => sum + year, 0) / years.length - 1977)).toBeLessThan(3.5)
    }
  })

  it('are told by some, in the identify calls', () => {
    const said = events.flatMap((event) => (event.type === 'identify' ? [event.traits] : []))
    expect(said.some(({ gender }) => gender === 'male') && said.some(({ gender }) => gender === undefined) && said.some(({ birthYear }) => birthYear !== undefined)).toBe(true)
  })
})
