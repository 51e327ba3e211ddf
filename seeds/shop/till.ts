import { priceAt, type Article } from './catalogue.ts'
import { drawOne, poisson, uniform } from './draw.ts'
import { families } from './families.ts'
import { toCents } from './history.ts'
import type { CartLine, Life } from './life.ts'
import { isConsumable } from './choose.ts'
import type { ShopOffer } from './offers.ts'
import type { OrderProperties, ProductLine } from './wire.ts'

/** Arithmetic of the till: lines, coupons, totals. */
export type Order = { readonly id: string; readonly at: number; readonly lines: readonly ProductLine[]; readonly articles: readonly Article[]; readonly total: number }

export function lineOf(life: Life, line: CartLine, at: number): ProductLine {
  const article = life.world.articles[line.article]!
  return { product_id: article.id, category: article.category, price: priceAt(article, at), quantity: line.quantity }
}

export function drawQuantity(life: Life, article: Article): number {
  if (isConsumable(article)) return 1 + Math.min(3, poisson(life.rng, 0.6))
  const few = families[article.family]!.price[1] < 110
  return few ? 1 + Math.min(3, poisson(life.rng, 0.2)) : 1
}

export function sumOf(lines: readonly ProductLine[]): number {
  return toCents(lines.reduce((sum, line) => sum + line.price * line.quantity, 0))
}

export type Coupon = { readonly offer: ShopOffer; readonly code: string; readonly discount: number }

/** One of the vouchers valid now that this basket earns, or null. */
export function findCoupon(life: Life, lines: readonly ProductLine[], at: number): Coupon | null {
  const earned = life.world.offers.flatMap((offer) => {
    const discount = discountOf(life, offer, lines, at)
    return offer.code !== undefined && discount > 0 ? [{ offer, code: offer.code, discount }] : []
  })
  return earned.length === 0 ? null : drawOne(life.rng, earned)
}

/** Euros the offer takes off these lines; 0 when it does not apply or is no voucher. */
function discountOf(life: Life, offer: ShopOffer, lines: readonly ProductLine[], at: number): number {
  const { categories, minBasket = 0, loyaltyOnly = false, newCustomersOnly = false, countries } = offer.eligibility
  const { traits } = life.profile
  if (offer.benefit === undefined || offer.benefit.type === 'free_shipping' || at < offer.validFrom.getTime() || at >= offer.validUntil.getTime()) return 0
  if (sumOf(lines) < minBasket || (loyaltyOnly && !traits.loyaltyId) || (newCustomersOnly && (life.profile.old || life.orders > 0))) return 0
  if (countries && !countries.includes(traits.country)) return 0
  const covered = categories ? lines.filter((line) => categories.includes(line.category.split('/')[0]!)) : lines
  const base = sumOf(covered)
  return toCents(offer.benefit.type === 'percent' ? (base * offer.benefit.amount) / 100 : Math.min(base, offer.benefit.amount))
}

const freeShippingFrom = 59

export function orderProperties(id: string, lines: readonly ProductLine[], affiliation: string, shipped: boolean, coupon: Coupon | null): OrderProperties {
  const discount = coupon?.discount ?? 0
  const revenue = toCents(sumOf(lines) - discount)
  const shipping = shipped && revenue < freeShippingFrom ? 4.95 : 0
  return {
    order_id: id, total: toCents(revenue + shipping), revenue, shipping, discount, ...(coupon ? { coupon: coupon.code } : {}), currency: 'EUR', affiliation, products: lines,
  }
}

export function nextOrderId(life: Life): string {
  return `o-${String(life.profile.index).padStart(6, '0')}-${String(++life.orders).padStart(3, '0')}`
}

/** Seconds between two clicks, in milliseconds; short enough that the longest visit stays under half an hour. */
export function thinkingTime(life: Life): number {
  return uniform(life.rng, 8, 60) * 1000
}
