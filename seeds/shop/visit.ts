import { isInStock, isListed, priceAt, type Article } from './catalogue.ts'
import { day } from './clock.ts'
import { chance, clamp, drawIndex, drawOne, poisson } from './draw.ts'
import { firstPick, isConsumable, nextPick, type Pick } from './choose.ts'
import { note, noteTrack } from './diary.ts'
import { families } from './families.ts'
import type { Habits } from './habits.ts'
import { habitsToday, openBrowser, type Access, type Life } from './life.ts'
import type { PlannedVisit } from './plan.ts'
import { browserSender, deviceTypes } from './senders.ts'
import { signInOften, signOut, type Session } from './session.ts'
import { checkOut } from './checkout.ts'
import { drawQuantity, lineOf, thinkingTime } from './till.ts'

const cartKept = 14 * day
const mostLooks = 9

/** One visit to the web shop or the app: landing, looks, cart, till. */
export function browse(life: Life, visit: PlannedVisit): void {
  const { rng } = life
  const habits = habitsToday(life, visit.at)
  const app = visit.where === 'app'
  const device = app ? 'mobile' : deviceTypes[drawIndex(rng, habits.devices)]!
  const access: Access = openBrowser(life, visit.campaign ? 'mobile' : device, app)
  const known = !access.shared && life.signedIn.get(access.key) === true && chance(rng, 0.93)
  const session: Session = { access, campaign: visit.campaign?.name, at: visit.at, signedIn: known, from: browserSender(life.profile, access, known, visit.at, visit.campaign?.name) }
  note(life.diary, session.at, session.from, { type: app ? 'screen' : 'page', name: 'Home', properties: { path: visit.campaign ? `/aktion/${visit.campaign.id}` : '/' } })
  signInOften(life, habits, session)
  if (session.at - life.cartAt > cartKept || life.cartKeeper !== keeperOf(session)) life.cart = []
  look(life, habits, session)
  if (life.cart.length > 0) checkOut(life, habits, session)
  life.cartAt = session.at
  life.cartKeeper = keeperOf(session)
  if (session.signedIn && access.shared) signOut(life, session)
}

function keeperOf(session: Session): string {
  return session.signedIn ? 'account' : session.access.anonymousId
}

function look(life: Life, habits: Habits, session: Session): void {
  const { rng } = life
  const looks = Math.min(mostLooks, 1 + poisson(rng, Math.max(0, habits.depth - 1)))
  const seen: number[] = []
  let last: Article | null = null
  let added = false
  for (let i = 0; i < looks; i++) {
    const pick: Pick | null = last ? nextPick(life, habits, session.at, last, added) : firstPick(life, habits, session.at)
    if (!pick) break
    const article: Article = pick.article
    if (pick.why === 'fresh' || pick.why === 'refill') find(life, habits, session, article)
    session.at += thinkingTime(life)
    noteTrack(life.diary, session.at, session.from, 'Product Viewed', { product_id: article.id, category: article.category, price: priceAt(article, session.at) })
    seen.push(article.index)
    added = addMaybe(life, habits, session, pick)
    last = article
  }
  if (seen.length > 0) {
    life.seen = seen
    life.seenAt = session.at
  }
}

/** The way to a product that is not linked from the last one: a search, a category page, or neither. */
function find(life: Life, habits: Habits, session: Session, article: Article): void {
  const turn = life.rng()
  if (turn >= habits.search + habits.list) return
  session.at += thinkingTime(life)
  if (turn < habits.search) noteTrack(life.diary, session.at, session.from, 'Products Searched', { query: queryFor(life, article) })
  else noteTrack(life.diary, session.at, session.from, 'Product List Viewed', { category: article.category })
}

function queryFor(life: Life, article: Article): string {
  const noun = article.title.split(' ')[0]!.toLowerCase()
  return drawOne(life.rng, [noun, noun, `${noun} ${article.colour}`, families[article.family]!.name.toLowerCase(), `${article.style} ${noun}`])
}

function addMaybe(life: Life, habits: Habits, session: Session, pick: Pick): boolean {
  const { article } = pick
  const eager = { refill: 2.2, companion: 1.25, again: 1.5, similar: 0.9, fresh: 0.8 }[pick.why] * (isConsumable(article) ? 1.15 : 1)
  const inCart = life.cart.some((line) => line.article === article.index)
  if (inCart || !isListed(article, session.at) || !isInStock(article, session.at) || !chance(life.rng, clamp(habits.cart * eager, 0, 0.95))) return false
  const line = { article: article.index, quantity: drawQuantity(life, article) }
  session.at += thinkingTime(life)
  noteTrack(life.diary, session.at, session.from, 'Product Added', lineOf(life, line, session.at))
  life.cart = [...life.cart, line]
  return true
}

