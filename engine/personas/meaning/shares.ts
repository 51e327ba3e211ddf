import { LEAST_PEOPLE, type Felt, type LiftedShare, type NamedShare, type TopItem } from './facts.ts'
import type { CouponTally, DayTally, ItemTally, Tally } from './tallies.ts'

const MOST_ITEMS = 12

/** Shares of one group beside the shares of everybody else, greatest first. */
export function sharesOf(rows: readonly Tally[], grp: number): NamedShare[] {
  const own = totals(rows.filter((row) => row.grp === grp))
  const rest = totals(rows.filter((row) => row.grp !== grp))
  const names = [...new Set([...own.by.keys(), ...rest.by.keys()])]
  return names.map((name) => ({ name, share: part(own, name), rest: part(rest, name) })).sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
}

export function liftedShares(rows: readonly Tally[], grp: number): LiftedShare[] {
  return sharesOf(rows, grp).map((row) => ({ ...row, lift: row.rest > 0 ? row.share / row.rest : null }))
}

/** 24 shares of the group's browsing; empty without any. */
export function hoursOf(rows: readonly Tally[], grp: number): number[] {
  const own = totals(rows.filter((row) => row.grp === grp))
  return own.all === 0 ? [] : Array.from({ length: 24 }, (_, hour) => part(own, String(hour)))
}

/**
 * What they buy more than others do: p · ln(p / q), p and q being the shares of the group and of the rest that bought the item. Each item
 * has at least LEAST_PEOPLE buyers in the group, so that nobody is recognised by what they bought.
 */
export function topItems(rows: readonly ItemTally[], grp: number, size: number, restSize: number): TopItem[] {
  const everywhere = new Map<string, number>()
  for (const row of rows) everywhere.set(row.itemId, (everywhere.get(row.itemId) ?? 0) + row.buyers)
  const scored = rows.filter((row) => row.grp === grp && row.buyers >= LEAST_PEOPLE).map((row) => {
    const share = row.buyers / size
    const rest = restSize > 0 ? (everywhere.get(row.itemId)! - row.buyers) / restSize : 0
    // One buyer more among the rest, so that an item nobody else bought has a finite score.
    return { row, share, rest, score: share * Math.log(share / (rest + 1 / (restSize + 1))) }
  })
  return scored.sort((a, b) => b.score - a.score || (a.row.itemId < b.row.itemId ? -1 : 1)).slice(0, MOST_ITEMS)
    .map(({ row, share, rest }) => ({ itemId: row.itemId, title: row.title ?? row.itemId, customers: row.buyers, lift: rest > 0 ? share / rest : null }))
}

/** How often people of a group met an item of a category; of LEAST_PEOPLE and more. */
export function categoryTallies(rows: readonly ItemTally[]): Tally[] {
  const sums = new Map<string, Tally>()
  for (const { grp, category, met } of rows) {
    if (category === null) continue
    const key = `${grp} ${category}`
    sums.set(key, { grp, name: category, n: (sums.get(key)?.n ?? 0) + met })
  }
  return [...sums.values()].filter(({ n }) => n >= LEAST_PEOPLE)
}

/** What redeemed coupons tell: shares of all orders, the group's favourites first. */
export function couponsOf(rows: readonly CouponTally[], grp: number): LiftedShare[] {
  const sum = (of: readonly CouponTally[], figure: 'orders' | 'people') => of.reduce((total, row) => total + row[figure], 0)
  const [own, rest] = [rows.filter((row) => row.grp === grp), rows.filter((row) => row.grp !== grp)]
  const [orders, ordersOfRest] = [sum(own, 'orders'), sum(rest, 'orders')]
  return own.flatMap(({ coupon, orders: redeemed, people }): LiftedShare[] => {
    const elsewhere = rest.filter((row) => row.coupon === coupon)
    if (coupon === null || people < LEAST_PEOPLE || sum(elsewhere, 'people') < LEAST_PEOPLE) return []
    const [share, other] = [redeemed / orders, sum(elsewhere, 'orders') / ordersOfRest]
    return [{ name: coupon, share, rest: other, lift: share / other }]
  }).sort((a, b) => b.share - b.rest - (a.share - a.rest) || (a.name < b.name ? -1 : 1))
}

const STEPS = ['viewed', 'carted', 'checkout', 'ordered'] as const

/** How far a day with the shop goes: shares of the days on which they looked at anything. Empty where nobody is seen looking. */
export function funnelOf(rows: readonly DayTally[], grp: number): NamedShare[] {
  const sum = (of: readonly DayTally[], figure: 'days' | (typeof STEPS)[number]) => of.reduce((total, row) => total + row[figure], 0)
  const [own, rest] = [rows.filter((row) => row.grp === grp), rows.filter((row) => row.grp !== grp)]
  const [days, daysOfRest] = [sum(own, 'days'), sum(rest, 'days')]
  if (days === 0) return []
  return STEPS.map((name) => ({ name, share: sum(own, name) / days, rest: daysOfRest > 0 ? sum(rest, name) / daysOfRest : 0 }))
}

export type Fraction = { readonly grp: number; readonly of: number; readonly per: number; readonly customers: number }

/** of / per in the group and in the rest; null where fewer people than LEAST_PEOPLE stand behind it. */
export function feltOf(rows: readonly Fraction[], grp: number): Felt {
  const own = rows.find((row) => row.grp === grp)
  if (own === undefined || own.customers < LEAST_PEOPLE || own.per === 0) return null
  const rest = rows.filter((row) => row.grp !== grp).reduce((sum, row) => ({ of: sum.of + row.of, per: sum.per + row.per, customers: sum.customers + row.customers }), { of: 0, per: 0, customers: 0 })
  return { mean: own.of / own.per, rest: rest.per > 0 && rest.customers >= LEAST_PEOPLE ? rest.of / rest.per : null, customers: own.customers }
}

function totals(rows: readonly Tally[]): { by: Map<string, number>; all: number } {
  const by = new Map<string, number>()
  let all = 0
  for (const { name, n } of rows) {
    by.set(name, (by.get(name) ?? 0) + n)
    all += n
  }
  return { by, all }
}

function part({ by, all }: { by: ReadonlyMap<string, number>; all: number }, name: string): number {
  return all > 0 ? (by.get(name) ?? 0) / all : 0
}
