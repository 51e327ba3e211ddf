import { gaussian, integer } from '../../models/draws.ts'
import { derive, type Rng } from '../../models/rng.ts'

export type ShopSize = { readonly customers: number; readonly items: number; readonly events: number }

/** A row per item an event speaks of, in order of time. Rows of one order have one `order` ≥ 0; −1: no order. */
export type DrawnShop = {
  readonly customer: Int32Array
  readonly item: Int32Array
  readonly action: Uint8Array // place in ACTIONS
  readonly at: Float64Array // ms
  readonly order: Int32Array
}

export const ACTIONS = ['view', 'cart', 'purchase', 'return'] as const
const [VIEW, CART, PURCHASE, RETURN] = [0, 1, 2, 3]
const DAY = 86_400_000
const DAYS = 730
const PER_CATEGORY = 100
const STYLES = 5

/** Category of an item, and its place in it: the lower the more popular, with five styles in turn. */
export function categoryOf(item: number, items: number): number {
  return item % categories(items)
}

function categories(items: number): number {
  return Math.max(1, Math.floor(items / PER_CATEGORY))
}

/**
 * A shop with something to learn: customers keep to a few categories, in each to a style; what goes with a category is bought after it;
 * popular things are popular everywhere, some are bought again, and a third of the range came later. Visits go from views to carts to an
 * order, over two years before `until`. Who is active is log-normal. The same size gives the same rows.
 */
export function drawShop({ customers, items, events }: ShopSize, until: number): DrawnShop {
  const activity = Float64Array.from({ length: customers }, (_, c) => Math.exp(gaussian(derive('activity', `${c}`))))
  const perUnit = events / activity.reduce((sum, value) => sum + value, 0)
  const rows = { customer: new Int32Array(events), item: new Int32Array(events), action: new Uint8Array(events), at: new Float64Array(events), order: new Int32Array(events) }
  let size = 0
  let orders = 0
  let due = 0
  const add = (customer: number, item: number, action: number, at: number, order: number): void => {
    if (size >= events) return
    rows.customer[size] = customer
    rows.item[size] = item
    rows.action[size] = action
    rows.at[size] = at
    rows.order[size++] = order
  }
  for (let c = 0; c < customers; c++) {
    due += activity[c] * perUnit
    const target = c === customers - 1 ? events : Math.round(due)
    const person = createPerson(derive('customer', `${c}`), items)
    while (size < target) {
      const visit = person.visit()
      const order = visit.bought.length > 0 ? orders++ : -1
      const start = until - DAY * visit.daysAgo
      const looks = Math.min(visit.looked.length, target - size)
      for (let k = 0; k < looks; k++) {
        add(c, visit.looked[k], VIEW, start + 40_000 * k, -1)
        if (visit.carted.has(visit.looked[k])) add(c, visit.looked[k], CART, start + 40_000 * k + 15_000, -1)
      }
      for (const item of visit.bought) add(c, item, PURCHASE, start + 40_000 * looks, order)
      if (visit.returned !== null) add(c, visit.returned, RETURN, Math.min(until - 1, start + 9 * DAY), -1)
    }
  }
  return inOrder(rows)
}

type Visit = { readonly daysAgo: number; readonly looked: number[]; readonly carted: ReadonlySet<number>; readonly bought: readonly number[]; readonly returned: number | null }

function createPerson(rng: Rng, items: number): { visit: () => Visit } {
  const among = categories(items)
  const favourites = Array.from({ length: 2 + integer(rng, 4) }, () => ({ category: Math.floor(among * rng() ** 1.5), style: integer(rng, STYLES) }))
  const since = DAYS * (0.15 + 0.85 * Math.sqrt(rng()))
  const known: number[] = []
  const draw = (category: number, style: number, daysAgo: number): number => {
    for (;;) {
      let place = Math.floor(PER_CATEGORY * rng() ** 2.2)
      if (rng() < 0.7) place = place - (place % STYLES) + style
      const item = Math.min(items - 1, place * among + category)
      // A third of the range came later, evenly over the two years.
      const came = item % 3 === 0 ? DAYS * ((item * 7919) % 1000) / 1000 : Infinity
      if (came > daysAgo) return item
    }
  }
  return {
    visit: () => {
      const daysAgo = since * rng() + 0.02
      const { category, style } = favourites[Math.floor(favourites.length * rng() ** 1.5)]
      const kind = rng()
      const there = kind < 0.75 ? category : kind < 0.9 ? (category * 31 + 7) % among : Math.floor(among * rng() ** 2)
      const looked = Array.from({ length: 1 + integer(rng, 6) }, () => known.length > 0 && rng() < 0.12 ? known[integer(rng, known.length)] : draw(there, style, daysAgo))
      const carted = new Set(looked.filter(() => rng() < 0.25))
      const bought = carted.size > 0 && rng() < 0.5 ? [...carted] : []
      known.push(...bought)
      return { daysAgo, looked, carted, bought, returned: bought.length > 0 && daysAgo > 10 && rng() < 0.05 ? bought[0] : null }
    },
  }
}

function inOrder(x: DrawnShop): DrawnShop {
  const order = Int32Array.from(x.at, (_, row) => row).sort((a, b) => x.at[a] - x.at[b] || a - b)
  return {
    customer: order.map((row) => x.customer[row]), item: order.map((row) => x.item[row]), action: Uint8Array.from(order, (row) => x.action[row]),
    at: Float64Array.from(order, (row) => x.at[row]), order: order.map((row) => x.order[row]),
  }
}
