import { derive } from '../../models/rng.ts'
import type { Rng } from '../../models/rng.ts'
import { clamp, drawOne, normal, uniform } from './draw.ts'
import { families, type Family } from './families.ts'
import { brands, coloursOf, series, styles, type Style } from './names.ts'
import { drawHistory, type History } from './history.ts'

/** One item of the catalogue with everything the simulation knows about it; the shop's customers of the API only ever see a ShopItem. */
export type Article = History & {
  readonly index: number
  readonly id: string
  readonly family: number
  readonly category: string
  readonly title: string
  readonly brand: string
  readonly style: Style
  readonly styleIndex: number
  readonly colour: string
  /** Place in the family's price range, 0 cheapest to 1 dearest. */
  readonly tier: number
  /** How far it sells above its looks, around 1. */
  readonly appeal: number
  /** Stars above or below what its buyer usually gives. */
  readonly quality: number
  /** Share of the price that is left after cost. */
  readonly margin: number
  readonly stock: number
  /** What is bought with it: article indices, the closest match first. */
  readonly together: readonly number[]
}

export const perFamily = 10

/** 600 articles over 60 families, ten each, styles spread evenly. Times are epoch milliseconds. */
export function drawCatalogue(seed: number, start: number, until: number): readonly Article[] {
  const bare = families.flatMap((family, f) => drawFamily(derive(seed, `family:${family.name}`), family, f, start, until))
  return bare.map((article) => ({ ...article, together: companions(article, bare) }))
}

type Bare = Omit<Article, 'together'>

function drawFamily(rng: Rng, family: Family, f: number, start: number, until: number): Bare[] {
  const shift = Math.floor(rng() * styles.length)
  const tierShift = Math.floor(rng() * perFamily)
  return Array.from({ length: perFamily }, (_, n) => {
    const style = styles[(n + shift) % styles.length]!
    const tier = clamp((((n * 3 + tierShift) % perFamily) + 0.5) / perFamily + normal(rng, 0, 0.04), 0, 1)
    const [low, high] = family.price
    const list = roundPrice(low * Math.pow(high / low, tier))
    const history = drawHistory(rng, list, start, until)
    const noun = family.nouns[n % family.nouns.length]!
    const colour = drawOne(rng, coloursOf[style])
    const index = f * perFamily + n
    return {
      index,
      id: `p-${String(index + 1).padStart(4, '0')}`,
      family: f,
      category: `${family.department}/${family.name}`,
      title: `${noun} ${series[(index * 7 + f) % series.length]!}, ${colour}`,
      brand: drawOne(rng, brands),
      style,
      styleIndex: (n + shift) % styles.length,
      colour,
      tier,
      appeal: Math.exp(normal(rng, 0, 0.35)),
      quality: normal(rng, 0, 0.3),
      margin: Math.round(uniform(rng, 0.22, 0.55) * 100) / 100,
      stock: Math.round(uniform(rng, 8, 240)),
      ...history,
    }
  })
}

/** Two from every family that goes with this one: same style first, then the nearest price level. */
function companions(article: Bare, all: readonly Bare[]): number[] {
  const names = families[article.family]!.together
  return names.flatMap((name) => {
    const distance = (other: Bare) => Math.abs(other.tier - article.tier) + (other.style === article.style ? 0 : 1)
    return all
      .filter((other) => families[other.family]!.name === name)
      .sort((a, b) => distance(a) - distance(b) || a.index - b.index)
      .slice(0, 2)
      .map((other) => other.index)
  })
}

/** A shop's price: 4.99, 24.95, 349.00. */
function roundPrice(price: number): number {
  if (price < 20) return Math.max(1, Math.round(price)) - 0.01
  if (price < 100) return Math.round(price) - 0.05
  return Math.round(price / 5) * 5 - 1
}

/** True when a customer can see it: launched and not yet retired. */
export function isListed(article: Article, at: number): boolean {
  return article.launchedAt <= at && at < article.retiredAt
}

export function isInStock(article: Article, at: number): boolean {
  return !article.outages.some((outage) => outage.from <= at && at < outage.until)
}

export function priceAt(article: Article, at: number): number {
  let price = article.prices[0]!.price
  for (const step of article.prices) {
    if (step.from > at) break
    price = step.price
  }
  return price
}

/** True while the price stands below the one before it. */
export function isReduced(article: Article, at: number): boolean {
  return article.sales.some((sale) => sale.from <= at && at < sale.until)
}
