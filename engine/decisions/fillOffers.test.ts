import { describe, expect, it } from 'vitest'
import { OfferInput, type Offer } from '../catalogue/offer.ts'
import type { CustomerId } from '../ids.ts'
import { fillOffers } from './fillOffers.ts'
import { EMPTY_DESK, type OfferDesk } from './offers/offerDesk.ts'
import { newOfferModel, type OfferModel } from './offers/offerModel.ts'
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

function shown(offers: Offer[], who: Situation, kind: 'offers' | 'content' = 'offers', count = 10, desk = EMPTY_DESK) {
  const shelf = shelfWith(...offers)
  return fillOffers(situate(who, shelf), shelf, desk, { slot: 's', kind, count }, new Set(), { explain: true, figures: true }).filled
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
  it('are open to members of a segment and to who has a loyalty card, while a profile may be read', () => {
    const offers = [incentive('segment', { eligibility: { segments: ['other', 'regulars'] } }), incentive('loyal', { eligibility: { loyaltyOnly: true } })]
    expect(ids(offers, { ...visitor, membership: { segments: new Set(['regulars']), loyal: false } })).toEqual(['segment'])
    expect(ids(offers, { ...visitor, membership: { segments: new Set(), loyal: true } })).toEqual(['loyal'])
    expect(ids(offers, { ...visitor, membership: null })).toEqual([])
  })
  it('with a budget wait until what they spent is known', () => {
    expect(ids([incentive('counted', { cost: 1, budget: { total: 10, currency: 'EUR' } }), incentive('free')], visitor)).toEqual(['free'])
  })
})

describe('expected value', () => {
  const figures = (more: Partial<OfferModel['offers'][string]> = {}) => ({ people: 100, rate: 0.1, effect: null, margin: 30, currency: 'EUR', ...more })
  const deskOf = (offers: OfferModel['offers'], more: Partial<OfferModel> = {}): OfferDesk =>
    ({ ...EMPTY_DESK, version: 'v', model: newOfferModel({ asOf: 0, columns: Object.keys(offers).sort(), accept: null, uplift: null, offers, ...more }) })

  it('is P × margin − P × cost without an uplift, τ × margin − P × cost with one', () => {
    const filled = shown([incentive('rated', { cost: 10 }), incentive('measured', { cost: 10 })], visitor, 'offers', 10, deskOf({ rated: figures(), measured: figures({ effect: 0.05 }) }))
    expect(filled.items).toMatchObject([
      { id: 'rated', pAccept: 0.1, uplift: null, expectedValue: 0.1 * 30 - 0.1 * 10, score: 2 },
      { id: 'measured', pAccept: 0.1, uplift: 0.05, expectedValue: 0.05 * 30 - 0.1 * 10, score: 0.5 },
    ])
    expect(filled.source).toBe('value')
  })
  it('goes before a better fit, and what is not known comes after it and is not called 0', () => {
    const filled = shown([incentive('unknown', { cost: 1, categories: ['garden'] }), incentive('known', { cost: 1 })], visitor, 'offers', 10, deskOf({ known: figures() }))
    expect(filled.items.map(({ id, expectedValue }) => [id, expectedValue])).toEqual([['known', 2.9], ['unknown', null]])
  })
  it('keeps an incentive from those who would buy anyway', () => {
    const desk = deskOf({ voucher: figures({ rate: 0.4, effect: 0.01 }) })
    expect(shown([incentive('voucher', { cost: 5 })], visitor, 'offers', 10, desk).items).toEqual([])
    expect(shown([incentive('voucher', { cost: 0 })], visitor, 'offers', 10, desk).items).toHaveLength(1)
  })
  it('of content that costs nothing may be 0; each showing that costs must pay', () => {
    const desk = deskOf({ guide: figures({ rate: 0 }), film: figures({ rate: 0.01 }) })
    expect(shown([content('guide'), content('film', { cost: 0.5 })], visitor, 'content', 10, desk).items.map(({ id }) => id)).toEqual(['guide'])
  })
  it('takes the margin the shop names before the learned one, and none of another currency', () => {
    const desk = deskOf({ named: figures(), foreign: figures() })
    const filled = shown([incentive('named', { margin: 100 }), incentive('foreign', { budget: { total: 10, currency: 'USD' } })], visitor, 'offers', 10, { ...desk, budgets: { canPay: () => true, showed: () => {} } })
    expect(filled.items.map(({ id, expectedValue }) => [id, expectedValue])).toEqual([['named', 10], ['foreign', null]])
  })
  it('is a person\'s own where the model tells people apart', () => {
    const weights = [0, 1, 0, 0, 0, 0, 0]
    const desk = deskOf({ voucher: figures() }, { accept: { intercept: 0, weights, iterations: 1, converged: true } })
    const bought = (times: number) => ({ ...visitor, past: Array.from({ length: times }, () => ({ itemId: 'rake', action: 'purchase', at: 0 })) })
    const p = (who: Situation) => shown([incentive('voucher')], who, 'offers', 1, desk).items[0].pAccept
    expect(p(bought(0))).toBeCloseTo(0.5, 6)
    expect(p(bought(3))).toBeCloseTo(1 / (1 + 1 / 4), 6)
    expect(p(stranger)).toBeCloseTo(0.5, 6)
  })
  it('is told to nobody who may not know it', () => {
    const shelf = shelfWith(incentive('voucher'))
    const { filled } = fillOffers(situate(visitor, shelf), shelf, deskOf({ voucher: figures() }), { slot: 's', kind: 'offers' }, new Set(), { explain: false, figures: false })
    expect(Object.keys(filled.items[0])).toEqual(['id', 'score', 'propensity', 'reasons'])
  })

  describe('with a share to explore', () => {
    const people = Array.from({ length: 2000 }, (_, n) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}` as CustomerId)
    const fill = (offers: Offer[], person: CustomerId | undefined, count: number, desk: OfferDesk) => {
      const shelf = shelfWith(...offers)
      return fillOffers(situate({ ...visitor, ...person === undefined ? {} : { person } }, shelf), shelf, desk, { slot: 's', kind: 'offers', count }, new Set(), { explain: false, figures: true })
    }
    it('withholds an offer worth showing, and shows one that is not, at that rate; always the same for one person', () => {
      const offers = [incentive('good', { cost: 1, explore: 0.2 }), incentive('bad', { cost: 100, explore: 0.1 })]
      const desk = deskOf({ good: figures(), bad: figures() })
      const lots = people.map((person) => fill(offers, person, 2, desk).lots)
      const rate = (id: string) => lots.flat().filter((lot) => lot.id === id && lot.shown).length / people.length
      expect(rate('good')).toBeCloseTo(0.8, 1)
      expect(rate('bad')).toBeCloseTo(0.1, 1)
      expect(lots[0]).toEqual([{ id: 'good', shown: expect.any(Boolean), chance: 0.8 }, { id: 'bad', shown: expect.any(Boolean), chance: 0.1 }])
      expect(people.map((person) => fill(offers, person, 2, desk).lots)).toEqual(lots)
    })
    it('logs the chance that an offer is in the slot: what is seen agrees with it', () => {
      const offers = [incentive('a', { cost: 1, explore: 0.3 }), incentive('b', { cost: 2, explore: 0.5 }), incentive('c', { cost: 3 })]
      const desk = deskOf({ a: figures(), b: figures(), c: figures() })
      const seen = people.map((person) => fill(offers, person, 1, desk).filled.items[0])
      for (const [id, propensity] of [['a', 0.7], ['b', 0.15], ['c', 0.15]] as const) {
        const own = seen.filter((one) => one.id === id)
        expect(own.length / people.length).toBeCloseTo(propensity, 1)
        for (const one of own) expect(one.propensity).toBe(propensity)
      }
    })
    it('draws nothing for somebody it may not know, nor without a share', () => {
      expect(fill([incentive('voucher', { explore: 0.5 })], undefined, 1, EMPTY_DESK)).toMatchObject({ lots: [], filled: { items: [{ propensity: 1 }] } })
      expect(fill([incentive('voucher')], people[0], 1, EMPTY_DESK).lots).toEqual([])
    })
  })
})
