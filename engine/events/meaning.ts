import { z } from 'zod'
import type { ItemAction } from '../store/schema/log.ts'
import type { EventItem } from './event.ts'

/** What the log keeps in columns of an event's properties. */
export type Meaning = {
  readonly items: readonly EventItem[]
  readonly orderId: string | null
  readonly amount: number | null
  readonly currency: string | null
  readonly discount: number | null
  readonly score: number | null
  readonly scoreKind: string | null
  readonly affiliation: string | null
  readonly contactChannel: string | null
}

export const NO_MEANING: Meaning = { items: [], orderId: null, amount: null, currency: null, discount: null, score: null, scoreKind: null, affiliation: null, contactChannel: null }

const MOST_MONEY = 1e9
const MOST_PIECES = 1e6
/** Lines of one event; 32 KB hold no more. */
const MOST_LINES = 1000

/** A number, or one written as text, as shops' templates have it. */
const numeric = z.union([z.number(), z.string().regex(/^-?\d{1,12}(\.\d{1,9})?$/).transform(Number)])
const price = numeric.pipe(z.number().min(0).max(MOST_MONEY)).nullish()
/** The sign of a return is its name. */
const money = numeric.pipe(z.number().min(-MOST_MONEY).max(MOST_MONEY)).transform(Math.abs).nullish()
const name = z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().min(1).max(200))
const quantity = numeric.pipe(z.number().gt(0).max(MOST_PIECES)).transform(Math.ceil).nullish()
const currency = z.string().regex(/^[A-Za-z]{3}$/).transform((code) => code.toUpperCase()).nullish()

const piece = { product_id: name.nullish(), sku: name.nullish(), price, quantity }
const named = (read: { product_id?: string | null | undefined; sku?: string | null | undefined }) => (read.product_id ?? read.sku ?? null) !== null
const unnamed = { path: ['product_id'], message: 'product_id or sku is needed' }
const line = z.object(piece).refine(named, unnamed)
const order = z.object({
  order_id: name.nullish(), total: money, revenue: money, value: money, discount: money, currency, affiliation: z.string().max(200).nullish(),
  products: z.array(line).max(MOST_LINES).nullish(),
})
const product = z.object({ ...piece, currency }).refine(named, unnamed)
const review = z.object({ ...piece, rating: numeric.pipe(z.number().min(1).max(5)), order_id: name.nullish() }).refine(named, unnamed)
const answer = z.object({ kind: z.string().min(1).max(30), score: numeric.pipe(z.number().min(-1e6).max(1e6)), order_id: name.nullish() })
const contact = z.object({ channel: z.string().max(30).nullish(), order_id: name.nullish() })
const reference = z.object({ order_id: name.nullish(), affiliation: z.string().max(200).nullish() })

type Reader = z.ZodType<Meaning>

function itemOf(read: z.output<typeof line>, action: ItemAction): EventItem {
  return { itemId: (read.product_id ?? read.sku) as string, action, quantity: read.quantity ?? 1, price: read.price ?? null }
}

function ofProduct(action: ItemAction): Reader {
  return product.transform((read) => ({ ...NO_MEANING, items: [itemOf(read, action)], currency: read.currency ?? null }))
}

function ofOrder(action: ItemAction | null): Reader {
  return order.transform((read) => ({
    ...NO_MEANING, orderId: read.order_id ?? null, amount: read.total ?? read.revenue ?? read.value ?? null, currency: read.currency ?? null, discount: read.discount ?? null,
    items: action === null ? [] : (read.products ?? []).map((each) => itemOf(each, action)), affiliation: read.affiliation ?? null,
  }))
}

const ofReview: Reader = review.transform((read) => ({ ...NO_MEANING, items: [itemOf(read, 'rate')], score: read.rating, scoreKind: 'rating', orderId: read.order_id ?? null }))
const ofSurvey: Reader = answer.transform((read) => ({ ...NO_MEANING, score: read.score, scoreKind: read.kind, orderId: read.order_id ?? null }))
const ofContact: Reader = contact.transform((read) => ({ ...NO_MEANING, orderId: read.order_id ?? null, contactChannel: read.channel ?? null }))
const ofReference: Reader = reference.transform((read) => ({ ...NO_MEANING, orderId: read.order_id ?? null, affiliation: read.affiliation ?? null }))

/** How to read the properties of the events that have a meaning for us; any other event's are kept as they are. */
export const MEANINGS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Product Viewed', ofProduct('view')], ['Product Added', ofProduct('cart')], ['Product Removed', ofProduct('uncart')],
  ['Checkout Started', ofOrder(null)], ['Order Updated', ofOrder(null)], ['Order Completed', ofOrder('purchase')],
  ['Order Refunded', ofOrder('return')], ['Order Cancelled', ofOrder(null)],
  ['Product Reviewed', ofReview], ['Survey Answered', ofSurvey],
  ['Contact Opened', ofContact], ['Contact Resolved', ofContact], ['Complaint Filed', ofContact], ['Order Delivered', ofReference], ['Coupon Applied', ofReference],
])
