import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import type { Grouping, PlaceGrouping } from './itemFacts.ts'

/** A group of fewer people says too much about each of them. */
export const LEAST_PEOPLE = 20

/** Key of a place: a country, or a region of it. */
export function placeKey(country: string, region: string | null): string {
  return region === null ? country : `${country}/${region}`
}

/** Countries and regions of the people of the run (by number), each with at least 20 people; a person counts for both. */
export async function readPlaces(store: Store, permit: PopulationPermit<'train_ai_system'>, personIds: readonly CustomerId[]): Promise<PlaceGrouping | null> {
  const rows = await store.sql<{ person_id: CustomerId; country: string; region: string | null }[]>`
    select distinct p.person_id, c.country, c.region from run_population p join customers c on c.customer_id = p.person_id
    where p.run_id = ${permit.runId} and p.purpose = ${permit.purpose} and c.country is not null`
  const number = new Map(personIds.map((id, at) => [id, at]))
  const country = personIds.map((): string | null => null)
  const region = personIds.map((): string | null => null)
  for (const row of rows) {
    const at = number.get(row.person_id)
    if (at === undefined) continue
    country[at] = placeKey(row.country, null)
    region[at] = row.region === null ? null : placeKey(row.country, row.region)
  }
  const wide = grouped(country)
  if (wide === null) return null
  const narrow = grouped(region)
  const finest = wide.of.map((group, at) => (narrow === null || narrow.of[at] < 0 ? group : wide.keys.length + narrow.of[at]))
  return { keys: [...wide.keys, ...narrow?.keys ?? []], of: finest, countries: wide.keys.length, countryOf: wide.of }
}

/** Who belongs to which persona at a moment, by person id. */
export type PersonasThen = ReadonlyMap<CustomerId, string>

export function groupPersonas(personas: PersonasThen | null, personIds: readonly CustomerId[]): Grouping | null {
  return personas === null ? null : grouped(personIds.map((id) => personas.get(id) ?? null))
}

function grouped(keyOf: readonly (string | null)[]): Grouping | null {
  const keys = [...sizes(keyOf)].filter(([, people]) => people >= LEAST_PEOPLE).map(([key]) => key).sort()
  if (keys.length === 0) return null
  const place = new Map(keys.map((key, at) => [key, at]))
  return { keys, of: Int32Array.from(keyOf, (key) => (key === null ? -1 : place.get(key) ?? -1)) }
}

function sizes(keys: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
