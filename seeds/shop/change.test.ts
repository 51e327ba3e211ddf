import { describe, expect, it } from 'vitest'
import { generateShop, truthAt } from './generate.ts'
import type { PersonaKey } from './personas.ts'
import type { SegmentEvent } from './wire.ts'

const until = new Date('2026-11-01T00:00:00Z')
const from = new Date('2026-08-01T00:00:00Z')
const options = { seed: 13, customers: 1500, until }
const same = generateShop(options)
const shop = generateShop({ ...options, change: { share: 0.15, from } })
const [before, after] = [[...same.events()], [...shop.events()]]
const changedAt = (userId: string | undefined) => (userId === undefined ? undefined : shop.changes.get(userId)?.at)

describe('a shop whose customers change', () => {
  it('is the same for the same options', () => {
    const again = generateShop({ ...options, change: { share: 0.15, from } })
    expect([...again.changes]).toEqual([...shop.changes])
    expect([...again.events()].map(({ messageId }) => messageId)).toEqual(after.map(({ messageId }) => messageId))
  })

  it('has the catalogue, homes, consents and personas of the one where nobody does', () => {
    expect(shop.items).toEqual(same.items)
    expect(shop.customers).toEqual(same.customers)
    expect([...shop.truth]).toEqual([...same.truth])
    expect(same.changes.size).toBe(0)
  })

  it('has the same events before the first change, and of everybody before their own', () => {
    const early = (events: readonly SegmentEvent[]) => events.filter(({ timestamp }) => timestamp < from.toISOString())
    expect(early(after)).toEqual(early(before))
    const own = (events: readonly SegmentEvent[]) => events.filter(({ userId, timestamp }) => userId !== undefined && timestamp < (changedAt(userId)?.toISOString() ?? '9'))
    expect(own(after)).toEqual(own(before))
  })

  it('has message ids of their own', () => {
    expect(new Set(after.map(({ messageId }) => messageId)).size).toBe(after.length)
  })

  it('changes the share asked for, each to another persona at a moment of their own that leaves time for it to show', () => {
    expect(Math.abs(shop.changes.size / options.customers - 0.15)).toBeLessThan(0.03)
    for (const [userId, { at, persona }] of shop.changes) {
      expect(persona).not.toBe(shop.truth.get(userId))
      expect(at >= from && at.getTime() < until.getTime() - 13 * 86_400_000).toBe(true)
    }
    const times = [...shop.changes.values()].map(({ at }) => at.getTime()).sort((a, b) => a - b)
    expect((times[Math.floor(times.length / 2)]! - from.getTime()) / (until.getTime() - from.getTime())).toBeGreaterThan(0.3)
  })

  it('knows who was which persona when', () => {
    expect([...truthAt(shop, from)].filter(([userId, persona]) => persona !== shop.truth.get(userId)).length).toBe(0)
    const [userId, { at, persona }] = [...shop.changes][0]!
    expect(truthAt(shop, new Date(at.getTime() - 1)).get(userId)).toBe(shop.truth.get(userId))
    expect(truthAt(shop, at).get(userId)).toBe(persona)
    expect(truthAt(shop, until).size).toBe(options.customers)
  })

  it('shows what they became: interests follow the new persona, homes stay', () => {
    const late = after.filter(({ userId, timestamp }) => timestamp >= (changedAt(userId)?.toISOString() ?? '9'))
    const kitchenShare = (who: (userId: string) => PersonaKey | undefined) => {
      const looks = late.flatMap((event) => (event.type === 'track' && event.event === 'Product Viewed' && who(event.userId!) === 'cook' ? [event.properties.category] : []))
      expect(looks.length).toBeGreaterThan(50)
      return looks.filter((category) => category.startsWith('Küche/')).length / looks.length
    }
    expect(kitchenShare((userId) => shop.changes.get(userId)!.persona)).toBeGreaterThan(3 * kitchenShare((userId) => shop.truth.get(userId)))
    const homes = new Map(shop.customers.map(({ userId, traits }) => [userId, traits.region]))
    for (const { userId, context } of late) if (context.location !== undefined) expect(context.location.region).toBe(homes.get(userId!))
  })

  it('refuses a share that is none and a moment outside its months', () => {
    const change = (wish: { share: number; from: Date }) => () => generateShop({ ...options, customers: 1, change: wish })
    expect(change({ share: 1.2, from })).toThrow(/change\.share/)
    expect(change({ share: NaN, from })).toThrow(/change\.share/)
    expect(change({ share: 0.1, from: new Date('2020-01-01') })).toThrow(/change\.from/)
    expect(change({ share: 0.1, from: new Date('2026-10-20') })).toThrow(/change\.from/)
  })
})
