import { column, plain, type ColumnRecipe } from './column.ts'
import { nearestKm, type Point } from './geography.ts'
import type { Home } from './homes.ts'
import { placeKey, storeKm, type Places } from './places.ts'
import { putFigure, type Raw } from './raw.ts'

/** A town as those customers make it who allow their precise place: how many they are, and how far it lies from a store; null where nobody told us where it lies. */
export type Town = { readonly town: string; readonly customers: number; readonly km: number | null }

/** What is said of somebody of whom no more than the region may be known: the mean of those who allow more, null for fewer than LEAST_IN_REGION of them. */
export type RegionMeans = { readonly km: number | null; readonly urbanity: number | null }

export type PlaceBasis = {
  /** The country most people live in. */
  readonly home: string | null
  /** Those that have a column. */
  readonly countries: readonly string[]
  readonly regions: readonly string[]
  readonly stores: readonly Point[]
  /** By country|region. */
  readonly byRegion: Readonly<Record<string, RegionMeans>>
}

/** A country or region becomes a column when at least this share of the people live there, and at most so many do. */
const LEAST_SHARE = 0.03
const MOST = 24

/** A mean of fewer people would be a hint where they live. */
export const LEAST_IN_REGION = 20

function townOf({ country, city }: Home): string | null {
  return city === null ? null : placeKey(country, city)
}

function regionOf({ country, region }: Home): string | null {
  return region === null ? null : placeKey(country, region)
}

export function fitPlace(homes: readonly Home[], places: Places): { readonly basis: PlaceBasis; readonly towns: readonly Town[] } {
  const counts = countBy(homes, townOf)
  const towns = new Map<string, Town>()
  for (const home of homes) {
    const town = townOf(home)
    if (town !== null && !towns.has(town)) towns.set(town, { town, customers: counts.get(town)!, km: storeKm(places, home.country, home.city!) })
  }
  const { stores } = places
  return {
    basis: { home: mostOf(countBy(homes, (each) => each.country)), countries: frequent(homes, (each) => each.country), regions: frequent(homes, (each) => each.region), stores, byRegion: meansByRegion(homes, towns, stores) },
    towns: [...towns.values()],
  }
}

function meansByRegion(homes: readonly Home[], towns: ReadonlyMap<string, Town>, stores: readonly Point[]): Record<string, RegionMeans> {
  const living = new Map<string, Home[]>()
  for (const home of homes) {
    const region = regionOf(home)
    if (region === null) continue
    const known = living.get(region)
    if (known === undefined) living.set(region, [home])
    else known.push(home)
  }
  const means = [...living].map(([region, of]) => [region, { km: meanOf(of, (home) => ownKm(home, towns, stores)), urbanity: meanOf(of, (home) => ownUrbanity(home, towns)) }] as const)
  return Object.fromEntries(means)
}

function meanOf(homes: readonly Home[], valueOf: (home: Home) => number | null): number | null {
  const values = homes.map(valueOf).filter((value) => value !== null)
  return values.length < LEAST_IN_REGION ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** From the own door, else from the town; null without either. */
function ownKm(home: Home, towns: ReadonlyMap<string, Town>, stores: readonly Point[]): number | null {
  return home.lat === null || home.lon === null ? towns.get(townOf(home) ?? '')?.km ?? null : nearestKm({ lat: home.lat, lon: home.lon }, stores)
}

/** log₁₀ of the customers in town. */
function ownUrbanity(home: Home, towns: ReadonlyMap<string, Town>): number | null {
  const town = towns.get(townOf(home) ?? '')
  return town === undefined ? null : Math.log10(town.customers)
}

/** The figures of place: homes[i] is where raw.people[i] lives. */
export function putPlace(raw: Raw, homes: readonly Home[], towns: readonly Town[], { home: most, countries, regions, stores, byRegion }: PlaceBasis): void {
  const known = new Map(towns.map((town) => [town.town, town]))
  const put = (name: string, valueOf: (home: Home) => number | null) => putFigure(raw, name, (row) => valueOf(homes[row]!))
  const region = (home: Home) => byRegion[regionOf(home) ?? '']
  put('store_km', (home) => ownKm(home, known, stores) ?? region(home)?.km ?? null)
  put('urbanity', (home) => ownUrbanity(home, known) ?? region(home)?.urbanity ?? null)
  put('abroad', ({ country }) => (country === null ? null : Number(country !== most)))
  for (const name of countries) put(`country:${name}`, ({ country }) => (country === null ? null : Number(country === name)))
  for (const name of regions) put(`region:${name}`, (home) => (home.region === null ? null : Number(home.region === name)))
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
    ['Luftlinie zur nächsten Filiale von daheim oder vom Ort aus; wer den genauen Ort nicht freigibt, bekommt das Mittel der Region', 'Kilometres to the nearest store as the crow flies, from home or town; the mean of the region for who keeps the exact place private'], plain('store_km'), true),
  column('place', 'urbanity', 'log10', 'now', ['Stadtnähe', 'urbanity'],
    ['Zehnerlogarithmus der Kundschaft am selben Ort: 0 im Dorf, 2 bei hundert; wer den genauen Ort nicht freigibt, bekommt das Mittel der Region', 'Decimal logarithm of the customers in the same town: 0 in a village, 2 with a hundred; the mean of the region for who keeps the exact place private'], plain('urbanity')),
  column('place', 'abroad', 'yes/no', 'now', ['wohnt im Ausland', 'lives abroad'], ['1, wer nicht im Land der meisten wohnt', '1 for who lives outside the country of most'], plain('abroad')),
]
