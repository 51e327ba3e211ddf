import { describe, expect, it } from 'vitest'
import { generateShop } from './generate.ts'
import { partsOf } from './part.ts'

const until = new Date('2026-11-01T00:00:00Z')
const shop = generateShop({ seed: 5, customers: 60, until })
const whole = [...shop.events()]

describe('parts of a shop', () => {
  it('that follow one another are the whole: events and consents', () => {
    const parts = partsOf(shop, [new Date('2026-02-01T00:00:00Z'), new Date('2026-06-01T00:00:00Z'), until])
    const events = parts.map((part) => [...part.events()])
    expect(events.flat()).toEqual(whole)
    expect(events.every((own) => own.length > 100)).toBe(true)
    for (const [i, { consents }] of shop.customers.entries()) expect(parts.flatMap((part) => part.customers[i]!.consents)).toEqual(consents)
  })

  it('end before their moment, where the next begins', () => {
    const [first, second] = partsOf(shop, [new Date(whole[10]!.timestamp), until])
    expect([...first!.events()].length).toBe(10)
    expect(second!.events().next().value).toEqual(whole[10])
  })
})
