import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeGroup, figure } from './describeGroup.ts'
import type { Distinction } from './facts.ts'
import { nameGroups } from './nameGroups.ts'
import { themeOf } from './themes.ts'

const say = (column: string, effect: number, rest: Partial<Distinction> = {}): Distinction => ({
  column, label: { de: `${column} (de)`, en: column }, unit: 'share', direction: effect > 0 ? 'more' : 'less', effect, low: effect - 0.1, high: effect + 0.1, mean: 0.4, rest: 0.1, ...rest,
})
const nameOf = (...distinctions: Distinction[]) => nameGroups([distinctions], [])[0]!

describe('nameGroups', () => {
  it('names a topic of taste by its first item', () => {
    const label = { de: 'Geschmack: TEEKANNE ROT, TASSE', en: 'taste: RED TEAPOT, CUP' }
    expect(nameOf(say('taste:2', 2, { label }))).toEqual({ en: 'Shoppers for RED TEAPOT', de: 'Kundschaft für TEEKANNE ROT' })
  })

  it('says when, where, who, what and how', () => {
    expect(nameOf(say('category:Wohnen', 2), say('hour:evening', 1.5), say('channel:app', 1.2), say('view_to_buy', -0.9), say('return_rate', 0.8))).toEqual({
      en: 'Evening app browsers for Wohnen', de: 'Stöberer für Wohnen, abends in der App',
    })
    expect(nameOf(say('channel:app', 1.2), say('hour:evening', 1.1), say('return_rate', 0.8))).toEqual({
      en: 'Evening app shoppers with many returns', de: 'Kundschaft, abends in der App, mit vielen Rücksendungen',
    })
  })

  it('names a second category only beside an equally strong first, and no other of a kind', () => {
    expect(nameOf(say('category:Garten', 2), say('category:Balkon', 1.9), say('category:Bad', 1.8), say('device:desktop', 0.7), say('device:tablet', 0.6)).en).toBe('Desktop shoppers for Garten and Balkon')
    expect(nameOf(say('category:Garten', 2), say('category:Balkon', 0.8)).en).toBe('Shoppers for Garten')
  })

  it('leaves weak habits out, unless there is nothing better', () => {
    expect(nameOf(say('category:Kinder', 2), say('coupon_share', 0.3)).en).toBe('Shoppers for Kinder')
    expect(nameOf(say('coupon_share', 0.3)).en).toBe('Bargain hunters')
    expect(nameOf().en).toBe('Shoppers')
  })

  it('says one thing more where two would have the same name', () => {
    const [a, b] = nameGroups([[say('category:Küche', 2)], [say('category:Küche', 1.5), say('weekend_share', 0.4)]], [])
    expect([a!.en, b!.en]).toEqual(['Shoppers for Küche', 'Weekend shoppers for Küche'])
  })

  it('never gives a name twice, in either language, nor one that is taken', () => {
    const columns = ['category:Bad', 'hour:night', 'coupon_share', 'discount_share', 'channel:store', 'unknown', 'return_rate', 'region:Wien']
    const group = fc.array(fc.tuple(fc.constantFrom(...columns), fc.double({ min: -3, max: 3, noNaN: true })).map(([column, effect]) => say(column, effect)), { maxLength: 6 })
    fc.assert(fc.property(fc.array(group, { minLength: 1, maxLength: 8 }), (groups) => {
      const taken = [{ en: 'shoppers', de: 'Kundschaft' }]
      const names = nameGroups(groups, taken)
      for (const language of ['en', 'de'] as const) {
        const all = [...taken, ...names].map((name) => name[language].toLowerCase())
        expect(new Set(all).size).toBe(all.length)
        expect(all.every((name) => name.trim() === name && name !== '' && !name.includes('  '))).toBe(true)
      }
    }))
  })
})

describe('themes', () => {
  it('are one for columns that tell the same story', () => {
    expect(themeOf('coupon_share')).toBe(themeOf('discount_share'))
    expect(themeOf('store_km')).toBe('store_km')
  })
})

describe('describeGroup', () => {
  it('tells what is more and what is less', () => {
    const { en, de } = describeGroup([say('coupon_share', 2, { mean: 0.5 }), say('store_km', -0.5, { unit: 'km', mean: 4.25, rest: 1250 })])
    expect(en).toBe('More than others: coupon_share (50% against 10%). Less than others: store_km (4.25 km against 1,250 km).')
    expect(de).toBe('Mehr als andere: coupon_share (de) (50\u00a0% gegen 10\u00a0%). Weniger als andere: store_km (de) (4,25 km gegen 1.250 km).')
  })

  it('says so when there is nothing to tell', () => {
    expect(describeGroup([]).en).toMatch(/Nothing sets this group apart/)
  })

  it('shows zero as zero', () => {
    expect(figure(0, 'share', 'en')).toBe('0%')
    expect(figure(0, 'count', 'de')).toBe('0')
  })
})
