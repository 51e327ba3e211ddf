import { column, plain, type ColumnRecipe } from './column.ts'
import { nearestKm, type Point } from './geography.ts'
import type { Home } from './homes.ts'
import { placeKey, storeKm, type Places } from './places.ts'
import { putFigure, type Raw } from './raw.ts'

/** A town as the shop's customers make it: how many they are, and how far it lies from a store; null where nobody told us where it lies. */
export type Town = { readonly town: string; readonly customers: number; readonly km: number | null }

export type PlaceBasis = {
  /** The country most people live in. */
  readonly home: string | null
  /** Those that have a column. */
  readonly countries: readonly string[]
  readonly regions: readonly string[]
  readonly stores: readonly Point[]
}

/** A country or region becomes a column when at least this share of the people live there, and at most so many do. */
const LEAST_SHARE = 0.03
const MOST = 24

export function townOf({ country, city }: Pick<Home, 'country' | 'city'>): string | null {
  return city === null ? null : placeKey(country, city)
}

export function fitPlace(homes: readonly Home[], places: Places): { readonly basis: PlaceBasis; readonly towns: readonly Town[] } {
  const counts = countBy(homes, townOf)
  const towns = new Map<string, Town>()
  for (const home of homes) {
    const town = townOf(home)
    if (town !== null && !towns.has(town)) towns.set(town, { town, customers: counts.get(town)!, km: storeKm(places, home.country, home.city!) })
  }
  const basis = { home: mostOf(countBy(homes, (each) => each.country)), countries: frequent(homes, (each) => each.country), regions: frequent(homes, (each) => each.region), stores: places.stores }
  return { basis, towns: [...towns.values()] }
}

/** The figures of place: homes[i] is where raw.people[i] lives. */
export function putPlace(raw: Raw, homes: readonly Home[], towns: readonly Town[], { home: most, countries, regions, stores }: PlaceBasis): void {
  const known = new Map(towns.map((town) => [town.town, town]))
  const put = (name: string, value: (home: Home) => number | null) => putFigure(raw, name, (row) => value(homes[row]!))
  const town = (home: Home) => known.get(townOf(home) ?? '')
  put('store_km', (home) => (home.lat === null || home.lon === null ? town(home)?.km ?? null : nearestKm({ lat: home.lat, lon: home.lon }, stores)))
  put('city_customers', (home) => town(home)?.customers ?? null)
  put('abroad', ({ country }) => (country === null ? null : Number(country !== most)))
  for (const name of countries) put(`country:${name}`, ({ country }) => (country === null ? null : Number(country === name)))
  for (const name of regions) put(`region:${name}`, ({ region }) => (region === null ? null : Number(region === name)))
}

function countBy(homes: readonly Home[], keyOf: (home: Home) => string | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const home of homes) {
    const key = keyOf(home)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function frequent(homes: readonly Home[], keyOf: (home: Home) => string | null): string[] {
  const enough = [...countBy(homes, keyOf)].filter(([, n]) => n >= LEAST_SHARE * homes.length && n < homes.length)
  return enough.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST).map(([key]) => key).sort()
}

function mostOf(counts: ReadonlyMap<string, number>): string | null {
  let most: [string | null, number] = [null, 0]
  for (const [key, n] of counts) if (n > most[1] || (n === most[1] && most[0] !== null && key < most[0])) most = [key, n]
  return most[0]
}

export function placeColumns({ countries, regions }: PlaceBasis): ColumnRecipe[] {
  return [...COLUMNS, ...countries.map((name) => livesIn('country', name)), ...regions.map((name) => livesIn('region', name))]
}

function livesIn(kind: 'country' | 'region', name: string): ColumnRecipe {
  return column('place', `${kind}:${name}`, 'yes/no', 'now', [`wohnt in ${name}`, `lives in ${name}`], [`1, wer in ${name} wohnt`, `1 for who lives in ${name}`], plain(`${kind}:${name}`))
}

const COLUMNS: readonly ColumnRecipe[] = [
  column('place', 'store_km', 'km', 'now', ['Weg zur nächsten Filiale', 'distance to the nearest store'],
    ['Luftlinie zur nächsten Filiale, vom Ort aus', 'Kilometres to the nearest store as the crow flies, from the city'], plain('store_km'), true),
  column('place', 'city_customers', 'count', 'now', ['Kundschaft am Ort', 'customers in town'],
    ['Wie viele Kundinnen und Kunden am selben Ort wohnen, als Maß für Stadt und Land', 'How many customers live in the same town, as a measure of city and country'], plain('city_customers'), true),
  column('place', 'abroad', 'yes/no', 'now', ['wohnt im Ausland', 'lives abroad'], ['1, wer nicht im Land der meisten wohnt', '1 for who lives outside the country of most'], plain('abroad')),
]
