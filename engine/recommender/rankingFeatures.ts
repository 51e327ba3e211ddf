import type { Candidates } from './candidates.ts'
import type { Owned } from './cases.ts'
import { TERMS } from './explain.ts'
import type { ItemFacts } from './itemFacts.ts'
import { READINGS } from './recipe.ts'

/** What the ranker looks at, in this order. Training and serving compute them here and nowhere else. */
export const FEATURES = [
  'list_score', 'list_rank', 'own_share', 'order_share', 'context_share', 'popularity', 'persona_affinity', 'place_affinity', 'trend', 'price_fit', 'price_above', 'category_fit',
  'times_bought', 'days_since_bought', 'interest', 'days_since_interest', 'item_age', 'history_size', 'days_since_visit',
] as const

/** Facts of the catalogue by item number: price NaN and category −1 where unknown. */
export type CatalogueFacts = { readonly price: Float32Array; readonly category: Int32Array }

/** One customer at one moment. items, strengths and at have equal length, oldest first; persona and place are group numbers or −1. */
export type Visitor = {
  readonly items: Int32Array
  readonly strengths: Float32Array
  /** ms of the last interaction with the item. */
  readonly at: Float64Array
  readonly owned: ReadonlyMap<number, Owned>
  readonly persona: number
  readonly place: number
}

const DAY = 86_400_000
/** A share below this is noise: half a purchase in ten thousand. */
const LEAST_SHARE = 5e-5

const OWN = READINGS.indexOf('own')
const ORDER = READINGS.indexOf('order')
const CONTEXT = TERMS - 1

/** n × FEATURES.length, row major; NaN where nothing is known. `terms` are the candidates' (see termsInto), `now` in ms. */
export function rankingFeatures(visitor: Visitor, candidates: Candidates, terms: Float32Array, facts: ItemFacts, catalogue: CatalogueFacts, now: number): Float32Array {
  const n = candidates.items.length
  const width = FEATURES.length
  const out = new Float32Array(n * width)
  const taste = tasteOf(visitor, catalogue)
  const interest = new Map<number, number>()
  visitor.items.forEach((item, k) => interest.set(item, k))
  const bestScore = n > 0 ? candidates.scores[0] : NaN
  const days = (at: number) => Math.log1p(Math.max(0, now - at) / DAY)
  const lastVisit = visitor.at.length > 0 ? days(visitor.at.reduce((a, b) => Math.max(a, b))) : NaN
  for (let row = 0; row < n; row++) {
    const item = candidates.items[row]
    const share = Math.max(LEAST_SHARE, facts.share[item])
    const own = visitor.owned.get(item)
    const known = interest.get(item)
    const price = Math.log(catalogue.price[item])
    const category = catalogue.category[item]
    const shareOf = (term: number) => (candidates.scores[row] > 0 ? terms[row * TERMS + term] / candidates.scores[row] : NaN)
    out.set([
      candidates.scores[row] / bestScore,
      Math.log1p(row),
      shareOf(OWN),
      shareOf(ORDER),
      shareOf(CONTEXT),
      Math.log(share),
      affinity(facts.personas, visitor.persona, item, share),
      affinity(facts.places, visitor.place, item, share),
      facts.trend[item],
      Math.abs(price - taste.logPrice),
      price - taste.logPrice,
      category < 0 || taste.total === 0 ? NaN : (taste.byCategory.get(category) ?? 0) / taste.total,
      own === undefined ? 0 : Math.log1p(own.times),
      own === undefined ? NaN : days(own.at),
      known === undefined ? 0 : visitor.strengths[known],
      known === undefined ? NaN : days(visitor.at[known]),
      days(facts.firstSeen[item]),
      Math.log1p(visitor.items.length),
      lastVisit,
    ], row * width)
  }
  return out
}

function affinity(groups: ItemFacts['personas'], group: number, item: number, share: number): number {
  if (groups === null || group < 0) return NaN
  return Math.log(Math.max(LEAST_SHARE, groups.shares[group * groups.items + item]) / share)
}

type Taste = { readonly logPrice: number; readonly byCategory: ReadonlyMap<number, number>; readonly total: number }

/** Usual price (mean of logs) and categories, weighted by strength; NaN and empty without a history. */
function tasteOf(visitor: Visitor, catalogue: CatalogueFacts): Taste {
  const byCategory = new Map<number, number>()
  let total = 0
  let logs = 0
  let priced = 0
  for (let k = 0; k < visitor.items.length; k++) {
    const strength = visitor.strengths[k]
    if (!(strength > 0)) continue
    const item = visitor.items[k]
    const category = catalogue.category[item]
    if (category >= 0) {
      byCategory.set(category, (byCategory.get(category) ?? 0) + strength)
      total += strength
    }
    if (catalogue.price[item] > 0) {
      logs += strength * Math.log(catalogue.price[item])
      priced += strength
    }
  }
  return { logPrice: priced > 0 ? logs / priced : NaN, byCategory, total }
}
