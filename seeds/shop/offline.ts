import { isInStock, isListed, priceAt, type Article } from './catalogue.ts'
import { minute } from './clock.ts'
import { chance, poisson } from './draw.ts'
import { noteTrack } from './diary.ts'
import { placeOrder } from './checkout.ts'
import { firstPick, nextPick } from './choose.ts'
import type { Habits } from './habits.ts'
import { habitsToday, idOf, type Access, type Life } from './life.ts'
import type { PlannedVisit } from './plan.ts'
import { browserSender, serverSender, tillSender } from './senders.ts'
import { signIn, signOut, type Session } from './session.ts'
import { stores } from './stores.ts'
import { drawQuantity, findCoupon, lineOf, nextOrderId, orderProperties, sumOf, thinkingTime } from './till.ts'
import type { Sender } from './wire.ts'

/** A walk into the nearest store: now and then a look at the tablet there, mostly a purchase at the till. */
export function visitStore(life: Life, visit: PlannedVisit): void {
  const { rng, profile } = life
  const habits = habitsToday(life, visit.at)
  const basket = gather(life, habits, visit.at, 1 + poisson(rng, 0.7))
  if (basket.length === 0) return
  if (chance(rng, 0.12)) useTablet(life, visit.at, basket)
  if (!chance(rng, 0.86)) return
  const from = atTheTill(life)
  if (from) buy(life, habits, visit.at + 24 * minute, from, `store:${profile.store.id}`, basket)
}

/** An order by phone, taken down by the call centre. */
export function orderByPhone(life: Life, visit: PlannedVisit): void {
  const habits = habitsToday(life, visit.at)
  const basket = gather(life, habits, visit.at, 1 + poisson(life.rng, 0.5))
  if (basket.length === 0) return
  buy(life, habits, visit.at, serverSender(life.profile.userId, { channel: 'phone', stage: 'purchase' }), 'telefon', basket)
}

function gather(life: Life, habits: Habits, at: number, wishes: number): Article[] {
  const basket: Article[] = []
  for (let i = 0; i < wishes; i++) {
    const last = basket.at(-1)
    const pick = last ? nextPick(life, habits, at, last, true) : firstPick(life, habits, at)
    if (pick && isListed(pick.article, at) && isInStock(pick.article, at) && !basket.includes(pick.article)) basket.push(pick.article)
  }
  return basket
}

/** With a card the till always knows who it is, though only two in three times by name; without one only those who ask for a receipt by e-mail. */
function atTheTill(life: Life): Sender | null {
  const { rng, profile, world } = life
  const { loyaltyId } = profile.traits
  life.registered = life.registered || loyaltyId !== undefined
  const receiptId = idOf(world.seed, 'receipt', profile.index, life.receipts++)
  if (loyaltyId && chance(rng, 0.92)) return tillSender(chance(rng, 0.65) ? { userId: profile.userId, loyaltyId } : { receiptId, loyaltyId })
  return chance(rng, 0.6) ? tillSender({ userId: profile.userId }) : null
}

function buy(life: Life, habits: Habits, at: number, from: Sender, affiliation: string, basket: readonly Article[]): void {
  const lines = basket.map((article) => lineOf(life, { article: article.index, quantity: drawQuantity(life, article) }, at))
  const coupon = chance(life.rng, habits.coupon * 0.6) ? findCoupon(life, lines, at) : null
  if (sumOf(lines) <= 0) return
  placeOrder(life, habits, at, from, orderProperties(nextOrderId(life), lines, affiliation, affiliation === 'telefon', coupon))
}

/** The tablet on the counter: one anonymous id for everybody who signs in and out there. */
function useTablet(life: Life, at: number, basket: readonly Article[]): void {
  const { world, profile, diary } = life
  const anonymousId = idOf(world.seed, 'storeTablet', stores.indexOf(profile.store), 0)
  const access: Access = { anonymousId, device: 'tablet', app: false, key: 'store-tablet', shared: true }
  const session: Session = { access, campaign: undefined, at, signedIn: false, from: browserSender(profile, access, false, at) }
  signIn(life, session)
  for (const article of basket) {
    session.at += thinkingTime(life)
    noteTrack(diary, session.at, session.from, 'Product Viewed', { product_id: article.id, category: article.category, price: priceAt(article, session.at) })
  }
  signOut(life, session)
}
