import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'
import { column, plain, type ColumnRecipe } from './column.ts'
import { placeKey, readPlaces, storeKm } from './places.ts'
import { createRaw, type Raw } from './raw.ts'
import type { Scope } from './scope.ts'

type Home = { person_id: CustomerId; country: string | null; region: string | null; city: string | null; lat: number | null; lon: number | null }

/** A country or region becomes a column when at least this share of the people live there, and at most so many do. */
const LEAST_SHARE = 0.03
const MOST = 24

/** The people of the run in the order of their ids, with where they live. Their own point is read only of those who allow it. */
export async function readHomes({ tx, permit }: Scope, precise: PopulationPermit<'location.precise'> | null): Promise<Home[]> {
  const own = precise === null ? tx`null::float8 as lat, null::float8 as lon` : tx`
    case when exact.person_id is not null then c.lat end as lat, case when exact.person_id is not null then c.lon end as lon`
  const join = precise === null ? tx`` : tx`
    left join run_population exact on exact.customer_id = p.person_id and exact.run_id = ${precise.runId} and exact.purpose = ${precise.purpose}`
  return tx<Home[]>`
    select p.person_id, c.country, c.region, c.city, ${own} from (
      select distinct person_id from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose}) p
    join customers c on c.customer_id = p.person_id ${join} order by p.person_id`
}

/** Starts the count with the people and their places; returns the columns, of which those per country and region depend on who they are. */
export async function readPlace(scope: Scope, precise: PopulationPermit<'location.precise'> | null): Promise<{ raw: Raw; columns: ColumnRecipe[] }> {
  const homes = await readHomes(scope, precise)
  const places = await readPlaces(scope.tx, precise)
  const raw = createRaw(homes.map((home) => home.person_id))
  const cities = countBy(homes, (home) => (home.city === null ? null : placeKey(home.country, home.city)))
  const countries = frequent(homes, (home) => home.country)
  const regions = frequent(homes, (home) => home.region)
  const home = mostOf(countBy(homes, (each) => each.country))
  const put = (name: string, value: (home: Home) => number | null) => raw.counted.set(name, Float64Array.from(homes, (each) => value(each) ?? NaN))
  put('store_km', (each) => storeKm(places, each.lat === null || each.lon === null ? null : { lat: each.lat, lon: each.lon }, each.country, each.city))
  put('city_customers', (each) => (each.city === null ? null : cities.get(placeKey(each.country, each.city)) ?? null))
  put('abroad', (each) => (each.country === null ? null : Number(each.country !== home)))
  for (const country of countries) put(`country:${country}`, (each) => (each.country === null ? null : Number(each.country === country)))
  for (const region of regions) put(`region:${region}`, (each) => (each.region === null ? null : Number(each.region === region)))
  return { raw, columns: [...placeColumns, ...countries.map((name) => livesIn('country', name)), ...regions.map((name) => livesIn('region', name))] }
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

function livesIn(kind: 'country' | 'region', name: string): ColumnRecipe {
  return column('place', `${kind}:${name}`, 'yes/no', 'now', [`wohnt in ${name}`, `lives in ${name}`], [`1, wer in ${name} wohnt`, `1 for who lives in ${name}`], plain(`${kind}:${name}`))
}

const placeColumns: readonly ColumnRecipe[] = [
  column('place', 'store_km', 'km', 'now', ['Weg zur nächsten Filiale', 'distance to the nearest store'],
    ['Luftlinie zur nächsten Filiale, vom Ort aus', 'Kilometres to the nearest store as the crow flies, from the city'], plain('store_km'), true),
  column('place', 'city_customers', 'count', 'now', ['Kundschaft am Ort', 'customers in town'],
    ['Wie viele Kundinnen und Kunden am selben Ort wohnen, als Maß für Stadt und Land', 'How many customers live in the same town, as a measure of city and country'], plain('city_customers'), true),
  column('place', 'abroad', 'yes/no', 'now', ['wohnt im Ausland', 'lives abroad'], ['1, wer nicht im Land der meisten wohnt', '1 for who lives outside the country of most'], plain('abroad')),
]
