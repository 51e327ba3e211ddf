import { z } from 'zod'
import { ItemId, text } from './item.ts'
import { Currency } from './money.ts'

const amount = z.number().min(0).max(1e10)
const date = z.iso.datetime({ offset: true }).transform((value) => new Date(value))

/** What the customer saves. `amount` is a percentage or money; free shipping has none. */
const OfferValue = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('percent'), amount: z.number().positive().max(100) }),
  z.strictObject({ type: z.literal('amount'), amount: amount.positive() }),
  z.strictObject({ type: z.literal('free_shipping') }),
])

/** Who may have it. Every part that is there must hold; none at all means everybody. */
const Eligibility = z.strictObject({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code such as DE')).min(1).optional(),
  personas: z.array(z.uuid()).min(1).optional(),
  segments: z.array(text(100)).min(1).optional(),
  /** Without an order yet. */
  newCustomersOnly: z.boolean().optional(),
  /** With a loyalty id. */
  loyaltyOnly: z.boolean().optional(),
  /** Least worth of the cart. */
  minBasket: amount.optional(),
})
export type Eligibility = z.infer<typeof Eligibility>

/** PUT /v1/offers/{id}: an incentive (a voucher, free shipping) or a piece of content. */
export const OfferInput = z.strictObject({
  kind: z.enum(['incentive', 'content']),
  title: text(500).min(1),
  body: text(20_000).optional(),
  /** Where the content leads to. */
  link: text(2000).optional(),
  /** Voucher code: an order whose coupon is this code has redeemed the offer (its id, where it has no code). */
  code: text(100).optional(),
  /** What it is about: an offer for a category fits those who like it. */
  categories: z.array(text(200).min(1)).max(50).optional(),
  eligibility: Eligibility.default({}),
  value: OfferValue.optional(),
  /** Expected cost of one redemption (incentive) or of one showing (content). */
  cost: amount.default(0),
  /** What an order that takes it leaves with the shop before the incentive is paid; without it what such orders left so far. In the money of cost and budget. */
  margin: amount.optional(),
  budget: z.strictObject({ total: amount, currency: Currency }).optional(),
  /** Share of visitors for whom a lot decides against the rule whether they see it, always the same way for one person: what it adds can then be measured. 0: no lots. */
  explore: z.number().min(0).max(0.5).default(0),
  validFrom: date.nullable().default(null),
  validUntil: date.nullable().default(null),
  active: z.boolean().default(true),
}).refine((offer) => offer.kind === 'content' || offer.value !== undefined, { path: ['value'], message: 'is required for an incentive' })
  .refine((offer) => offer.validFrom === null || offer.validUntil === null || offer.validFrom < offer.validUntil, { path: ['validUntil'], message: 'must be after validFrom' })
  .meta({ id: 'OfferInput' })
export type OfferInput = z.infer<typeof OfferInput>

/** The part of an offer that is kept as one document; the rest has columns. */
export const OfferDefinition = z.object({
  body: z.string().optional(), link: z.string().optional(), code: z.string().optional(), categories: z.array(z.string()).optional(),
  eligibility: Eligibility, value: OfferValue.optional(), cost: z.number(), margin: z.number().optional(),
  budget: z.object({ total: z.number(), currency: z.string() }).optional(), explore: z.number().default(0),
})

export const OfferId = ItemId

export type Offer = OfferInput & { readonly id: string; readonly updatedAt: Date }

/** The coupon of an order that redeems it, as compared: case and outer spaces make no difference. */
export function couponOf(offer: Pick<Offer, 'id' | 'code'>): string {
  return (offer.code ?? offer.id).trim().toLowerCase()
}
