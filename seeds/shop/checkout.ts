import { isInStock, isListed } from './catalogue.ts'
import { chance, drawOne } from './draw.ts'
import { noteTrack } from './diary.ts'
import { follow } from './aftercare.ts'
import type { Habits } from './habits.ts'
import type { Life } from './life.ts'
import { signIn, type Session } from './session.ts'
import { findCoupon, lineOf, nextOrderId, orderProperties, sumOf, thinkingTime } from './till.ts'
import type { OrderProperties, Sender } from './wire.ts'

/** From the cart to an order, or away: the cart stays as it is when they leave. */
export function checkOut(life: Life, habits: Habits, session: Session): void {
  const { rng, diary, world } = life
  life.cart = life.cart.filter((line) => isListed(world.articles[line.article]!, session.at) && isInStock(world.articles[line.article]!, session.at))
  if (life.cart.length > 1 && chance(rng, 0.12)) {
    const dropped = drawOne(rng, life.cart)
    session.at += thinkingTime(life)
    noteTrack(diary, session.at, session.from, 'Product Removed', lineOf(life, dropped, session.at))
    life.cart = life.cart.filter((line) => line !== dropped)
  }
  if (life.cart.length === 0) return
  const leaves = !chance(rng, habits.checkout)
  if (leaves && chance(rng, 0.4)) return
  session.at += thinkingTime(life)
  const pricedAt = session.at
  const lines = life.cart.map((line) => lineOf(life, line, pricedAt))
  noteTrack(diary, session.at, session.from, 'Cart Viewed', { products: lines })
  if (leaves) return
  if (!session.signedIn) signIn(life, session)
  session.at += thinkingTime(life)
  const orderId = nextOrderId(life)
  noteTrack(diary, session.at, session.from, 'Checkout Started', { order_id: orderId, value: sumOf(lines), currency: 'EUR', products: lines })
  const coupon = chance(rng, habits.coupon) ? findCoupon(life, lines, session.at) : null
  if (coupon) {
    session.at += thinkingTime(life)
    noteTrack(diary, session.at, session.from, 'Coupon Applied', { order_id: orderId, coupon_id: coupon.code, discount: coupon.discount })
  }
  if (!chance(rng, habits.complete)) return
  session.at += thinkingTime(life)
  placeOrder(life, habits, session.at, session.from, orderProperties(orderId, lines, session.access.app ? 'app' : 'onlineshop', true, coupon))
  life.cart = []
}

/** Writes the order down and starts what follows from it. */
export function placeOrder(life: Life, habits: Habits, at: number, from: Sender, order: OrderProperties): void {
  noteTrack(life.diary, at, from, 'Order Completed', order)
  const articles = order.products.map((line) => life.world.articles[Number(line.product_id.slice(2)) - 1]!)
  for (const article of articles) life.owned.set(article.index, at)
  follow(life, habits, { id: order.order_id, at, lines: order.products, articles, total: order.total }, order.affiliation.startsWith('store:'))
}
