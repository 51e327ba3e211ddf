import { isInStock, isListed, isReduced, type Article } from './catalogue.ts'
import { day, monthOf } from './clock.ts'
import { chance, drawIndex, drawOne, uniform } from './draw.ts'
import { families, seasonWeights } from './families.ts'
import type { Habits } from './habits.ts'
import type { Life } from './life.ts'

/** Why an article was picked; a refill goes to the cart far more often than a fresh look. */
export type Pick = { readonly article: Article; readonly why: 'refill' | 'companion' | 'again' | 'similar' | 'fresh' }

/** What a visit starts from: a consumable that ran out, something that goes with a recent purchase, last visit's interest, or a new wish. */
export function firstPick(life: Life, habits: Habits, at: number): Pick | null {
  const { rng } = life
  const due = dueRefill(life, at)
  if (due && chance(rng, 0.5)) return { article: due, why: 'refill' }
  if (life.owned.size > 0 && chance(rng, 0.35)) {
    const companion = companionOf(life, lastBought(life, at), at)
    if (companion) return { article: companion, why: 'companion' }
  }
  if (life.seen.length > 0 && at - life.seenAt < 30 * day && chance(rng, 0.45)) {
    const article = life.world.articles[drawOne(rng, life.seen)]!
    if (isListed(article, at) && wanted(life, article)) return { article, why: 'again' }
  }
  return freshPick(life, habits, at)
}

/** The next look within a visit: mostly near the last one (goes with it, or competes with it), else a new wish. */
export function nextPick(life: Life, habits: Habits, at: number, last: Article, added: boolean): Pick | null {
  const turn = life.rng()
  const toCompanion = added ? 0.6 : 0.24
  if (turn < toCompanion) {
    const companion = companionOf(life, last, at)
    if (companion) return { article: companion, why: 'companion' }
  } else if (turn < (added ? 0.7 : 0.66)) {
    const similar = pickWithin(life, habits, last.family, at, last.index)
    if (similar) return { article: similar, why: 'similar' }
  }
  return freshPick(life, habits, at)
}

export function freshPick(life: Life, habits: Habits, at: number): Pick | null {
  const weights = life.familyWeights
  const inSeason = seasonFactors(monthOf(at))
  for (let f = 0; f < weights.length; f++) weights[f] = habits.families[f]! * inSeason[f]!
  const article = pickWithin(life, habits, drawIndex(life.rng, weights), at, -1)
  return article && { article, why: 'fresh' }
}

const byMonth = Array.from({ length: 12 }, (_, month) => Float64Array.from(families, (family) => seasonWeights[family.season][month]!))

function seasonFactors(month: number): Float64Array {
  return byMonth[month]!
}

/** By style, price level, appeal and sale; null when nothing in the family is on the shelf. */
function pickWithin(life: Life, habits: Habits, family: number, at: number, except: number): Article | null {
  const shelf = life.world.byFamily[family]!
  const weights = life.shelfWeights
  for (let i = 0; i < weights.length; i++) {
    const article = shelf[i]!
    weights[i] = article.index === except || !isListed(article, at) ? 0 : liking(life, habits, article, at)
  }
  const chosen = drawIndex(life.rng, weights)
  return chosen < 0 ? null : shelf[chosen]!
}

const tierWidth = 0.24

function liking(life: Life, habits: Habits, article: Article, at: number): number {
  const style = 0.03 + habits.styles[article.styleIndex]!
  const off = (article.tier - habits.tier) / tierWidth
  const reduced = isReduced(article, at) ? 1.3 + habits.coupon : 1
  return style * Math.exp(-0.5 * off * off) * article.appeal * reduced * (wanted(life, article) ? 1 : 0.06)
}

/** Nobody needs a second one of what lasts. */
function wanted(life: Life, article: Article): boolean {
  return isConsumable(article) || !life.owned.has(article.index)
}

export function isConsumable(article: Article): boolean {
  return families[article.family]!.cycle !== undefined
}

/** Companions come in order of fit; the first is taken about as often as all others together. */
function companionOf(life: Life, article: Article | null, at: number): Article | null {
  if (!article) return null
  const { articles } = life.world
  const weights = article.together.map((index, rank) => {
    const other = articles[index]!
    return isListed(other, at) && wanted(life, other) ? (rank % 2 === 0 ? 2.5 : 1) : 0
  })
  const chosen = drawIndex(life.rng, weights)
  return chosen < 0 ? null : articles[article.together[chosen]!]!
}

function lastBought(life: Life, at: number): Article | null {
  let newest = -1
  let newestAt = at - 60 * day
  for (const [index, boughtAt] of life.owned) {
    if (boughtAt > newestAt && boughtAt <= at) {
      newest = index
      newestAt = boughtAt
    }
  }
  return newest < 0 ? null : life.world.articles[newest]!
}

/** The consumable longest overdue, if one is. */
function dueRefill(life: Life, at: number): Article | null {
  let longest = 0
  let due: Article | null = null
  for (const [index, boughtAt] of life.owned) {
    const article = life.world.articles[index]!
    const cycle = families[article.family]!.cycle
    if (cycle === undefined || !isListed(article, at) || !isInStock(article, at)) continue
    const overdue = at - boughtAt - cycle * day * uniform(life.rng, 0.8, 1.3)
    if (overdue > longest && overdue < 200 * day) {
      longest = overdue
      due = article
    }
  }
  return due
}
