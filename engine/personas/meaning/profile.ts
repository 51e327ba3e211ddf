import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import { centreOf, type Places } from '../../features/places.ts'
import { quantile } from '../../../models/quantile.ts'
import { describeGroup } from './describeGroup.ts'
import { distinguish } from './distinctions.ts'
import { LEAST_IN_CITY, LEAST_PEOPLE, type Distinction, type PersonaFacts, type PlaceCount, type Words } from './facts.ts'
import { categoryTallies, feltOf, hoursOf, liftedShares, sharesOf, topItems, type Fraction } from './shares.ts'
import type { FeltTally, HomeTally, Tallies } from './tallies.ts'

export type ProfileInput = {
  readonly features: Pick<FeatureMatrix, 'columns' | 'x'>
  /** Group of each row of the features, 0..groups−1. */
  readonly groupOf: ArrayLike<number>
  readonly groups: number
  readonly tallies: Tallies
  readonly places: Places
  /** Bootstrap Jaccard per group; NaN where not measured. */
  readonly stability: ArrayLike<number>
}

/** What distinguishes each group, before it has a name. */
export function distinctionsOf({ features, groupOf, groups }: Pick<ProfileInput, 'features' | 'groupOf' | 'groups'>): Distinction[][] {
  return distinguish(features, groupOf, groups)
}

/** The facts of one group, under the name it was given. A group smaller than LEAST_PEOPLE shows its size and name only. */
export function profileOf(input: ProfileInput, grp: number, distinguishing: Distinction[], name: Words): PersonaFacts {
  const { tallies, features, groupOf } = input
  const all = features.x.rows
  const rows = Array.from({ length: all }, (_, i) => i).filter((i) => groupOf[i] === grp)
  const size = rows.length
  const description = size < LEAST_PEOPLE ? describeGroup([]) : describeGroup(distinguishing)
  const jaccard = input.stability[grp] ?? NaN
  const text = { de: { name: name.de, description: description.de }, en: { name: name.en, description: description.en } }
  const bare: PersonaFacts = {
    size, share: all > 0 ? size / all : 0, revenue: null, orders: null, recencyDays: null, distinguishing: [], places: [], regions: [], channels: [], devices: [], hours: [],
    topItems: [], categories: [], experience: { rating: null, nps: null, contactsPerOrder: null, complaintsPerOrder: null, returnRate: null },
    text, stability: { jaccard: Number.isNaN(jaccard) ? null : jaccard }, withheld: size < LEAST_PEOPLE,
  }
  if (bare.withheld) return bare
  return {
    ...bare, distinguishing, ...valueOf(features, rows, all, tallies.felt.find((row) => row.grp === grp)?.currency ?? null),
    places: placesOf(tallies.homes, input.places, grp), regions: regionsOf(tallies.homes, grp), channels: sharesOf(tallies.channels, grp), devices: sharesOf(tallies.devices, grp),
    hours: hoursOf(tallies.hours, grp), topItems: topItems(tallies.items, grp, size, all - size), categories: liftedShares(categoryTallies(tallies.items), grp),
    experience: experienceOf(tallies, grp),
  }
}

/** Money, orders and recency by the features themselves. */
function valueOf({ columns, x }: ProfileInput['features'], rows: readonly number[], all: number, currency: string | null): Pick<PersonaFacts, 'revenue' | 'orders' | 'recencyDays'> {
  const read = (name: string, of: readonly number[]) => {
    const j = columns.findIndex((column) => column.name === name)
    return j < 0 ? [] : of.map((i) => x.data[i * x.cols + j]!).filter((value) => !Number.isNaN(value))
  }
  const everybody = Array.from({ length: all }, (_, i) => i)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const own = sum(read('revenue_365d', rows))
  const shop = sum(read('revenue_365d', everybody))
  const orders = read('orders_365d', rows)
  const inside = new Set(rows)
  const others = read('orders_365d', everybody.filter((i) => !inside.has(i)))
  const recency = read('recency_days', rows).sort((a, b) => a - b)
  return {
    revenue: shop > 0 ? { total: cents(own), share: own / shop, perCustomer: cents(own / rows.length), currency } : null,
    orders: orders.length > 0 ? { perCustomer: sum(orders) / orders.length, perCustomerRest: others.length > 0 ? sum(others) / others.length : 0 } : null,
    recencyDays: recency.length > 0 ? quantile(recency, 0.5) : null,
  }
}

function cents(money: number): number {
  return Math.round(money * 100) / 100
}

function placesOf(homes: readonly HomeTally[], places: Places, grp: number): PlaceCount[] {
  const counts = new Map<string, PlaceCount>()
  for (const { country, city, n } of homes.filter((row) => row.grp === grp)) {
    if (city === null) continue
    const key = `${country}|${city}`
    const centre = centreOf(places, country, city)
    counts.set(key, { city, country, lat: centre?.lat ?? null, lon: centre?.lon ?? null, customers: (counts.get(key)?.customers ?? 0) + n })
  }
  return [...counts.values()].filter((place) => place.customers >= LEAST_IN_CITY).sort((a, b) => b.customers - a.customers || (a.city < b.city ? -1 : 1))
}

function regionsOf(homes: readonly HomeTally[], grp: number): PersonaFacts['regions'] {
  const rows = homes.flatMap(({ grp: of, region, n }) => (region === null ? [] : [{ grp: of, name: region, n }]))
  const enough = new Map<string, number>()
  for (const { grp: of, name, n } of rows) if (of === grp) enough.set(name, (enough.get(name) ?? 0) + n)
  return sharesOf(rows, grp).filter(({ name }) => (enough.get(name) ?? 0) >= LEAST_IN_CITY)
}

function experienceOf({ felt, items }: Tallies, grp: number): PersonaFacts['experience'] {
  const by = (fraction: (row: FeltTally) => Omit<Fraction, 'grp'>) => feltOf(felt.map((row) => ({ grp: row.grp, ...fraction(row) })), grp)
  const anyOf = (figure: 'contacts' | 'complaints') => felt.some((row) => row[figure] > 0)
  const pieces = new Map<number, { of: number; per: number }>()
  for (const row of items) {
    const sum = pieces.get(row.grp) ?? { of: 0, per: 0 }
    pieces.set(row.grp, { of: sum.of + Math.min(row.returned, row.pieces), per: sum.per + row.pieces })
  }
  const buyers = new Map(felt.map((row) => [row.grp, row.buyers]))
  const returns = [...pieces].map(([of, sum]) => ({ grp: of, ...sum, customers: buyers.get(of) ?? 0 }))
  return {
    rating: by((row) => ({ of: row.ratingSum, per: row.ratings, customers: row.raters })),
    nps: by((row) => ({ of: row.npsSum, per: row.surveys, customers: row.surveyed })),
    // A shop where nobody ever wrote does not record it.
    contactsPerOrder: anyOf('contacts') ? by((row) => ({ of: row.contacts, per: row.orders, customers: row.buyers })) : null,
    complaintsPerOrder: anyOf('complaints') ? by((row) => ({ of: row.complaints, per: row.orders, customers: row.buyers })) : null,
    returnRate: returns.some((row) => row.of > 0) ? feltOf(returns, grp) : null,
  }
}
