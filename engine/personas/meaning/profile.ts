import { quantile } from '../../../models/quantile.ts'
import { momentsOf, momentsOfRest } from '../../../models/groupMoments.ts'
import { centreOf, type Places } from '../../features/places.ts'
import { kpisOf, toldOf } from './distinctions.ts'
import { typicalOf } from './typical.ts'
import { experienceOf } from './experience.ts'
import { LEAST_PEOPLE, withheldFacts, type Distinction, type PersonaFacts, type PlaceCount, type Rules, type Words } from './facts.ts'
import type { Gathered } from './gather.ts'
import { categoryTallies, couponsOf, funnelOf, hoursOf, liftedShares, sharesOf, topItems } from './shares.ts'
import type { HomeTally, Tallies } from './tallies.ts'
import { tellGroup } from './tellGroup.ts'

export type ProfileInput = {
  readonly gathered: Gathered
  readonly tallies: Tallies
  readonly places: Places
  /** Bootstrap Jaccard per group; NaN where not measured. */
  readonly stability: ArrayLike<number>
}

/** The facts of one group, under the name it was given. A group smaller than LEAST_PEOPLE shows its size and name only. */
export function profileOf(input: ProfileInput, grp: number, distinguishing: Distinction[], rules: Rules | null, name: Words): PersonaFacts {
  const { gathered, tallies, places } = input
  const size = gathered.sizes[grp]!
  const all = gathered.sizes.reduce((sum, n) => sum + n, 0)
  const jaccard = input.stability[grp] ?? NaN
  const stability = { jaccard: Number.isNaN(jaccard) ? null : jaccard }
  const named = (description: Words) => ({ de: { name: name.de, description: description.de }, en: { name: name.en, description: description.en } })
  const bare = withheldFacts({ size, share: all > 0 ? size / all : 0, text: named({ de: '', en: '' }), stability })
  if (size < LEAST_PEOPLE) return bare
  const facts: PersonaFacts = {
    ...bare, withheld: false, distinguishing, ...valueOf(gathered, grp, tallies.felt.find((row) => row.grp === grp)?.currency ?? null),
    places: placesOf(tallies.homes, places, grp), regions: regionsOf(tallies.homes, grp), channels: sharesOf(tallies.channels, grp), devices: sharesOf(tallies.devices, grp),
    hours: hoursOf(tallies.hours, grp), topItems: topItems(tallies.items, grp, size, all - size), categories: liftedShares(categoryTallies(tallies.items), grp),
    experience: experienceOf(tallies, grp), journey: { funnel: funnelOf(tallies.days, grp), stages: sharesOf(tallies.stages, grp) }, coupons: couponsOf(tallies.coupons, grp),
    certainty: { margin: gathered.leads[grp]! / size, narrow: gathered.narrow[grp]! / size }, kpis: kpisOf(gathered, grp), told: toldOf(gathered, grp), rules, exemplar: typicalOf(gathered, grp),
  }
  return { ...facts, text: named(tellGroup(facts)) }
}

/** Money, orders and recency by the features themselves. */
function valueOf({ columns, groups, plain, sizes, sample }: Gathered, grp: number, currency: string | null): Pick<PersonaFacts, 'revenue' | 'orders' | 'recencyDays'> {
  const at = (name: string) => columns.findIndex((column) => column.name === name)
  const total = (column: number, group: number) => { const { n, mean } = momentsOf(plain, group, column); return n > 0 ? n * mean : 0 }
  const [money, orders, recency] = [at('revenue_365d'), at('orders_365d'), at('recency_days')]
  const own = money < 0 ? 0 : total(money, grp)
  let shop = 0
  if (money >= 0) for (let g = 0; g < groups; g++) shop += total(money, g)
  const ordered = orders < 0 ? null : momentsOf(plain, grp, orders)
  const others = orders < 0 ? null : momentsOfRest(plain, grp, orders)
  const days = recency < 0 ? [] : Array.from(sample.groupOf, (g, i) => (g === grp ? sample.x.data[i * sample.x.cols + recency]! : NaN)).filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  return {
    revenue: shop > 0 ? { total: cents(own), share: own / shop, perCustomer: cents(own / sizes[grp]!), currency } : null,
    orders: ordered === null || others === null || ordered.n < LEAST_PEOPLE || others.n < LEAST_PEOPLE ? null : { perCustomer: ordered.mean, perCustomerRest: others.mean },
    recencyDays: days.length >= LEAST_PEOPLE ? quantile(days, 0.5) : null,
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
  return [...counts.values()].filter((place) => place.customers >= LEAST_PEOPLE).sort((a, b) => b.customers - a.customers || (a.city < b.city ? -1 : 1))
}

function regionsOf(homes: readonly HomeTally[], grp: number): PersonaFacts['regions'] {
  const rows = homes.flatMap(({ grp: of, region, n }) => (region === null ? [] : [{ grp: of, name: region, n }]))
  const enough = new Map<string, number>()
  for (const { grp: of, name, n } of rows) if (of === grp) enough.set(name, (enough.get(name) ?? 0) + n)
  return sharesOf(rows, grp).filter(({ name }) => (enough.get(name) ?? 0) >= LEAST_PEOPLE)
}
