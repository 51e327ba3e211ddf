import { describe, expect, it } from 'vitest'
import { createRng } from '../../models/rng.ts'
import { OfferInput, type Offer } from '../catalogue/offer.ts'
import { fitOf, interestsOf } from '../decisions/offers/interests.ts'
import { decodeOfferModel, encodeOfferModel, visitorFeatures } from '../decisions/offers/offerModel.ts'
import { worthOf } from '../decisions/offers/worth.ts'
import type { CustomerId } from '../ids.ts'
import { fitOffers } from './fitOffers.ts'
import type { Meeting } from './offerMeetings.ts'
import { outcomeOf, type Items } from './outcome.ts'

const DAY = 86_400_000
const AS_OF = new Date('2026-03-01T00:00:00Z')
const items: Items = new Map([
  ['rake', { categories: ['garden'], profit: 8, currency: 'EUR' }], ['lamp', { categories: ['living'], profit: 20, currency: 'EUR' }], ['gift', { categories: ['garden'], profit: null, currency: 'EUR' }],
])
const offer = (id: string, more: object = {}): Offer => ({ ...OfferInput.parse({ kind: 'incentive', title: id, value: { type: 'percent', amount: 10 }, code: id, cost: 2, categories: ['garden'], ...more }), id, updatedAt: AS_OF })
const person = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}` as CustomerId

/** Gardeners (every other person) take a garden voucher at `pull`, others never; `anyway` of either buy whatever they see. */
function drawn(n: number, { pull, anyway, lots }: { pull: number; anyway: number; lots: boolean }): Meeting[] {
  const rng = createRng('meetings')
  return Array.from({ length: n }, (_, k) => {
    const gardener = k % 2 === 0
    const shown = !lots || rng() < 0.5
    const taken = shown && gardener && rng() < pull
    const bought = taken || rng() < anyway
    return {
      personId: person(k), offerId: 'garden', at: AS_OF.getTime() - 20 * DAY, shown, chance: lots ? 0.5 : null,
      past: Array.from({ length: 3 }, (_item, e) => ({ itemId: gardener ? 'rake' : 'lamp', action: 'view', at: AS_OF.getTime() - (21 + e) * DAY })),
      bought: bought ? [{ itemId: 'rake', quantity: 1 }] : [], coupons: taken ? ['garden'] : [],
    }
  })
}
const GARDENER = [{ itemId: 'rake', action: 'view', at: AS_OF.getTime() - DAY }]
const OTHER = [{ itemId: 'lamp', action: 'view', at: AS_OF.getTime() - DAY }]
const worthFor = (fitted: ReturnType<typeof fitOffers>, past: typeof GARDENER, one = offer('garden')) =>
  worthOf(one, fitted.model, fitOf(one, interestsOf(past, items)).fit, visitorFeatures(past, AS_OF.getTime()))

describe('outcomeOf', () => {
  it('takes an offer by its coupon, and one without a code also by buying what it is about', () => {
    const meeting = { bought: [{ itemId: 'rake', quantity: 2 }], coupons: [] }
    expect(outcomeOf(meeting, offer('garden'), items)).toEqual({ taken: false, bought: true, profit: 16, currency: 'EUR' })
    expect(outcomeOf({ ...meeting, coupons: ['garden'] }, offer('garden'), items).taken).toBe(true)
    expect(outcomeOf(meeting, offer('garden', { code: undefined }), items).taken).toBe(true)
    expect(outcomeOf(meeting, offer('living', { categories: ['living'] }), items)).toEqual({ taken: false, bought: false, profit: null, currency: null })
  })
  it('says no profit where the catalogue does not say it for all that was bought', () => {
    expect(outcomeOf({ bought: [{ itemId: 'rake', quantity: 1 }, { itemId: 'gift', quantity: 1 }], coupons: [] }, offer('garden'), items)).toMatchObject({ bought: true, profit: null })
  })
})

describe('fitOffers', () => {
  it('learns who takes an offer, what an order leaves, and what showing it is worth to whom', () => {
    const fitted = fitOffers(drawn(2000, { pull: 0.4, anyway: 0.05, lots: false }), [offer('garden')], items, AS_OF, 1)
    expect(fitted.accept).toMatchObject({ kept: true, reason: 'holds' })
    expect(fitted.uplift).toMatchObject({ kept: false, reason: 'too_few', n: 0 })
    expect(fitted.model.offers.garden).toMatchObject({ people: 2000, effect: null, margin: 8, currency: 'EUR' })
    expect(fitted.model.offers.garden.rate).toBeCloseTo(0.2, 1)
    const [gardener, other] = [worthFor(fitted, GARDENER), worthFor(fitted, OTHER)]
    expect(gardener.pAccept).toBeCloseTo(0.4, 1)
    expect(other.pAccept).toBeLessThan(0.1)
    expect(gardener.uplift).toBeNull()
    expect(gardener.expected).toBeCloseTo((gardener.pAccept ?? NaN) * (8 - 2), 9)
  })
  it('learns from lots whom an offer moves', () => {
    const fitted = fitOffers(drawn(4000, { pull: 0.5, anyway: 0.2, lots: true }), [offer('garden')], items, AS_OF, 1)
    expect(fitted.uplift).toMatchObject({ kept: true, reason: 'holds' })
    expect(worthFor(fitted, GARDENER).uplift).toBeGreaterThan(0.25)
    expect(Math.abs(worthFor(fitted, OTHER).uplift ?? NaN)).toBeLessThan(0.1)
    // Half of the gardeners' 0.5 · (1 − 0.2) = 0.4.
    expect(fitted.model.offers.garden.effect).toBeCloseTo(0.2, 1)
  })
  it('keeps no regression where nobody differs: the averages speak', () => {
    const same = drawn(2000, { pull: 0, anyway: 0.2, lots: true }).map((meeting, k) => ({ ...meeting, coupons: k % 5 === 0 ? ['garden'] : [] }))
    const fitted = fitOffers(same, [offer('garden')], items, AS_OF, 1)
    expect(fitted.accept).toMatchObject({ kept: false, reason: 'no_better' })
    expect(fitted.uplift).toMatchObject({ kept: false, reason: 'no_better' })
    expect(worthFor(fitted, GARDENER).pAccept).toBe(fitted.model.offers.garden.rate)
  })
  it('says nothing of an offer that few people met, nor of one it never met', () => {
    const fitted = fitOffers(drawn(19, { pull: 0.5, anyway: 0, lots: false }), [offer('garden'), offer('new')], items, AS_OF, 1)
    expect(fitted.model.offers.garden).toMatchObject({ people: 19, rate: null, effect: null, margin: null })
    expect(worthFor(fitted, GARDENER)).toEqual({ pAccept: null, uplift: null, expected: null })
    expect(worthFor(fitted, GARDENER, offer('new'))).toEqual({ pAccept: null, uplift: null, expected: null })
    expect(fitOffers([], [offer('garden')], items, AS_OF, 1).model.columns).toEqual([])
  })
  it('of the same meetings makes the same bytes, which come back as the same model', () => {
    const bytes = () => encodeOfferModel(fitOffers(drawn(600, { pull: 0.4, anyway: 0.1, lots: true }), [offer('garden')], items, AS_OF, 3).model)
    expect(bytes()).toEqual(bytes())
    const { model } = fitOffers(drawn(600, { pull: 0.4, anyway: 0.1, lots: true }), [offer('garden')], items, AS_OF, 3)
    expect(decodeOfferModel(bytes())).toEqual(model)
    expect(() => decodeOfferModel(Buffer.from('{"format":2}'))).toThrow(/another release/)
  })
})
