import { isInStock, isListed, priceAt, type Article } from './catalogue.ts'
import { families } from './families.ts'

/** An item in the shape of PUT /v1/items; price, stock and activity as of the end of the window. Margin is a share of the price. */
export type ShopItem = {
  readonly id: string
  readonly title: string
  readonly categories: readonly string[]
  readonly price: number
  readonly currency: 'EUR'
  readonly margin: number
  readonly stock: number
  readonly active: boolean
  readonly attributes: {
    readonly brand: string
    readonly style: string
    readonly colour: string
    readonly room: string
    readonly consumable: boolean
    readonly launchedAt: string
    readonly retiredAt?: string
  }
}

export function shopItem(article: Article, at: number): ShopItem {
  const family = families[article.family]!
  return {
    id: article.id,
    title: article.title,
    categories: [family.department, article.category],
    price: priceAt(article, at),
    currency: 'EUR',
    margin: article.margin,
    stock: isInStock(article, at) ? article.stock : 0,
    active: isListed(article, at),
    attributes: {
      brand: article.brand,
      style: article.style,
      colour: article.colour,
      room: family.room,
      consumable: family.cycle !== undefined,
      launchedAt: new Date(article.launchedAt).toISOString(),
      ...(article.retiredAt < Infinity ? { retiredAt: new Date(article.retiredAt).toISOString() } : {}),
    },
  }
}
