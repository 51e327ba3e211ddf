import { describe, expect, it } from 'vitest'
import { OfferInput, type Offer } from '../catalogue/offer.ts'
import { fillOffers } from './fillOffers.ts'
import { layOut, type Shelf } from './shelf.ts'
import { situate, type Situation } from './situation.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const PERSONA = '01900000-0000-7000-8000-000000000001'

const incentive = (id: string, more: object = {}): Offer => ({ ...OfferInput.parse({ kind: 'incentive', title: id, value: { type: 'percent', amount: 10 }, ...more }), id, updatedAt: NOW })
const content = (id: string, more: object = {}): Offer => ({ ...OfferInput.parse({ kind: 'content', title: id, ...more }), id, updatedAt: NOW })

const item = (id: string, category: string, price: number) => [id, { id, title: id, categories: [category], price, currency: 'EUR', profit: null, stock: null, active: true, createdAt: 0 }] as const

function shelfWith(...offers: Offer[]): Shelf {
  return layOut({ items: new Map([item('rake', 'garden', 20), item('lamp', 'living', 60)]), sellable: [], offers, slots: new Map() }, null)
}

const visitor: Situation = { personalised: true, past: [{ itemId: 'rake', action: 'purchase', at: 0 }, { itemId: 'lamp', action: 'view', at: 0 }], context: [], persona: { id: PERSONA, name: 'Gardeners', weight: 1 }, country: 'DE', region: null, locale: undefined, now: NOW.getTime() }
const stranger: Situation = { ...visitor, personalised: false, past: [], persona: null, country: null }

function shown(offers: Offer[], who: Situation, kind: 'offers' | 'content' = 'offers', count = 10) {
  const shelf = shelfWith(...offers)
  return fillOffers(situate(who, shelf), shelf, { slot: 's', kind, count }, new Set(), true)
}
const ids = (...given: Parameters<typeof shown>) => shown(...given).items.map(({ id }) => id)

describe('offers', () => {
  it('come by how well their category fits, and say so', () => {
    const filled = shown([incentive('all'), incentive('living', { categories: ['living'] }), incentive('garden', { categories: ['garden'] })], visitor)
    expect(filled.source).toBe('history')
    expect(filled.items.map(({ id }) => id)).toEqual(['garden', 'living', 'all'])
    expect(filled.items[0].reasons).toEqual([{ code: 'fits_interest', text: 'Fits your interest in garden', weight: 0.769 }])
    expect(filled.items[2].reasons[0].code).toBe('for_everyone')
  })
  it('are incentives in one kind of slot and content in the other', () => {
    const both = [incentive('voucher'), content('guide')]
    expect(ids(both, visitor)).toEqual(['voucher'])
    expect(ids(both, visitor, 'content')).toEqual(['guide'])
  })
  it('are shown while they are active and within their dates', () => {
    const offers = [
      incentive('off', { active: false }), incentive('over', { validUntil: '2026-03-01T12:00:00Z' }), incentive('soon', { validFrom: '2026-03-01T12:00:01Z' }),
      incentive('now', { validFrom: '2026-03-01T12:00:00Z', validUntil: '2026-03-01T12:00:01Z' }),
    ]
    expect(ids(offers, visitor)).toEqual(['now'])
  })
  it('are open to whom they name: what asks for a profile is closed where none may be read', () => {
    const offers = [
      incentive('germany', { eligibility: { countries: ['DE'] } }), incentive('gardeners', { eligibility: { personas: [PERSONA] } }), incentive('first order', { eligibility: { newCustomersOnly: true } }),
      incentive('segment', { eligibility: { segments: ['s'] } }), incentive('loyal', { eligibility: { loyaltyOnly: true } }), incentive('big basket', { eligibility: { minBasket: 70 } }), incentive('everybody'),
    ]
    expect(ids(offers, visitor)).toEqual(['everybody', 'gardeners', 'germany'])
    expect(ids(offers, { ...visitor, past: [], persona: null })).toEqual(['everybody', 'first order', 'germany'])
    expect(ids(offers, stranger)).toEqual(['everybody'])
    const cart = [{ itemId: 'rake', action: 'cart', at: 0 }, { itemId: 'lamp', action: 'cart', at: 0 }]
    expect(ids(offers, { ...stranger, context: cart })).toEqual(['big basket', 'everybody'])
  })
  it('of equal fit cost least first', () => {
    expect(ids([incentive('dear', { cost: 5 }), incentive('cheap', { cost: 1 })], visitor)).toEqual(['cheap', 'dear'])
  })
})
