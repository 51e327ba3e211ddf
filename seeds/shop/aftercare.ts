import { derive, type Rng } from '../../models/rng.ts'
import { day, hour, minute } from './clock.ts'
import { chance, clamp, drawIndex, drawKey, drawOne, normal, poisson, uniform } from './draw.ts'
import { noteTrack } from './diary.ts'
import { families } from './families.ts'
import type { Habits } from './habits.ts'
import { toCents } from './history.ts'
import type { Life } from './life.ts'
import { serverSender } from './senders.ts'
import type { Order } from './till.ts'
import type { TrackProperties } from './wire.ts'
import { reviewBody } from './words.ts'

/** What follows an order: cancellation, delivery, reviews, a survey, a complaint, contact, a return. Late parcels and poor articles make all of it worse. */
export function follow(life: Life, habits: Habits, order: Order, carriedHome: boolean): void {
  const { rng, diary, profile } = life
  const from = serverSender(profile.userId)
  if (!carriedHome && chance(rng, 0.012)) {
    noteTrack(diary, order.at + uniform(rng, 1, 20) * hour, from, 'Order Cancelled', { order_id: order.id, total: order.total, currency: 'EUR' })
    for (const article of order.articles) life.owned.delete(article.index)
    return
  }
  const late = carriedHome ? 0 : drawDaysLate(life)
  const arrivedAt = carriedHome ? order.at : order.at + (uniform(rng, 1.6, 4.6) + late) * day
  if (!carriedHome) noteTrack(diary, arrivedAt, from, 'Order Delivered', { order_id: order.id, days_late: late })
  const quality = order.articles.reduce((sum, article) => sum + article.quality, 0) / order.articles.length
  const annoyed = 0.3 * late - quality
  const complains = chance(rng, clamp(habits.complaint * Math.exp(0.8 * annoyed), 0, 0.8))
  if (complains) complain(life, order, arrivedAt, late)
  if (chance(rng, clamp(habits.contact * (complains ? 1.6 : 0.9), 0, 0.9))) contact(life, habits, order, arrivedAt, complains)
  sendBack(life, habits, order, arrivedAt)
  review(life, habits, order, arrivedAt, late)
  if (chance(rng, habits.survey)) {
    const score = clamp(Math.round(normal(rng, habits.nps - annoyed - (complains ? 1 : 0), 1)), 0, 10)
    noteTrack(diary, arrivedAt + uniform(rng, 4, 9) * day, from, 'Survey Answered', { kind: 'nps', score, scale: 10, order_id: order.id })
  }
}

/** Five of six parcels are on time. Customs make Swiss ones later. */
function drawDaysLate(life: Life): number {
  const tardy = life.profile.traits.country === 'CH' ? 0.26 : 0.16
  return chance(life.rng, tardy) ? 1 + Math.min(6, poisson(life.rng, 0.9)) : 0
}

function complain(life: Life, order: Order, arrivedAt: number, late: number): void {
  const topic = late > 0 ? 'late_delivery' : drawKey(life.rng, { damaged: 3, quality: 3, wrong_item: 1, invoice: 1 })
  noteTrack(life.diary, arrivedAt + uniform(life.rng, 0.1, 3) * day, serverSender(life.profile.userId), 'Complaint Filed', { topic, order_id: order.id })
}

const contactWays = ['phone', 'email', 'chat'] as const

function contact(life: Life, habits: Habits, order: Order, arrivedAt: number, complains: boolean): void {
  const { rng, diary, profile } = life
  const [web = 0, app = 0, store = 0, phone = 0] = habits.channels
  // Who buys by phone or in the store calls, who buys in the app chats.
  const channel = contactWays[drawIndex(rng, [phone * 4 + store + 0.1, web * 0.6 + 0.1, app + 0.08])]!
  const topic = complains ? 'complaint' : drawKey(rng, { delivery: 3, assembly: 2, advice: 3, invoice: 1 })
  const matter = { topic, channel, order_id: order.id }
  const resolvedAt = talk(life, rng, arrivedAt + uniform(rng, 0.1, 5) * day, matter)
  // Drawn apart, so that whether they ask again changes nothing else.
  const later = derive(life.world.seed, `again:${order.id}`)
  if (chance(later, habits.again)) talk(life, later, resolvedAt + uniform(later, 0.3, 6) * day, matter)
  if (!chance(rng, 0.3)) return
  const score = clamp(Math.round(normal(rng, habits.nps / 2, 0.8)), 1, 5)
  noteTrack(diary, resolvedAt + uniform(rng, 1, 20) * hour, serverSender(profile.userId), 'Survey Answered', { kind: 'csat', score, scale: 5 })
}

/** One contact from its opening to when the shop thinks it resolved, which is the answer. */
function talk({ diary, profile }: Life, rng: Rng, openedAt: number, matter: TrackProperties['Contact Resolved']): number {
  const resolvedAt = openedAt + (matter.channel === 'phone' ? uniform(rng, 5, 30) * minute : uniform(rng, 0.1, 3) * day)
  const from = serverSender(profile.userId, { channel: matter.channel, stage: 'service' })
  noteTrack(diary, openedAt, from, 'Contact Opened', matter)
  noteTrack(diary, resolvedAt, from, 'Contact Resolved', matter)
  return resolvedAt
}

function sendBack(life: Life, habits: Habits, order: Order, arrivedAt: number): void {
  const { rng } = life
  const lines = order.lines.filter((_, i) => {
    const article = order.articles[i]!
    return chance(rng, clamp(habits.returns * (families[article.family]!.returns ?? 1) * Math.exp(-0.5 * article.quality), 0, 0.8))
  })
  if (lines.length === 0) return
  const paid = order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
  const back = lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
  const total = toCents(Math.min(order.total, order.total * (back / paid)))
  const reason = drawKey(rng, { changed_mind: 4, not_as_described: 2, wrong_size: 2, damaged: 1, arrived_late: 0.5 })
  noteTrack(life.diary, arrivedAt + uniform(rng, 2, 13) * day, serverSender(life.profile.userId), 'Order Refunded', { order_id: order.id, total, currency: 'EUR', reason, products: lines })
}

function review(life: Life, habits: Habits, order: Order, arrivedAt: number, late: number): void {
  const { rng } = life
  if (!chance(rng, habits.review)) return
  const article = drawOne(rng, order.articles)
  const rating = clamp(Math.round(normal(rng, habits.rating + article.quality - 0.15 * late, 0.55)), 1, 5)
  const properties = { product_id: article.id, rating, review_body: reviewBody(rng, rating) }
  noteTrack(life.diary, arrivedAt + uniform(rng, 3, 20) * day, serverSender(life.profile.userId), 'Product Reviewed', properties)
}
