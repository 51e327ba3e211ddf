import type { TransactionSql } from 'postgres'
import type { PopulationPermit } from '../consent/population.ts'
import type { RunId } from '../ids.ts'
import { nearestKm, type Point } from './geography.ts'

/** Fewer people than this say nothing about where a city lies, or it would say where they live. */
const LEAST_FOR_CENTRE = 5

export type Places = {
  /** Where a city lies, by `placeKey`. */
  readonly centres: ReadonlyMap<string, Point>
  readonly stores: readonly Point[]
}

export function placeKey(country: string | null, city: string): string {
  return `${country ?? ''}|${city}`
}

/**
 * Where cities lie: where a store of the shop stands in one, there; else the middle of the people in it who allow their precise place,
 * if there are at least five. Nobody's own place comes out of this.
 */
export async function readPlaces(tx: TransactionSql, precise: PopulationPermit<'location.precise'> | null): Promise<Places> {
  const stores = await tx<{ country: string | null; city: string | null; lat: number; lon: number }[]>`select country, city, lat, lon from stores order by store_id`
  const centres = new Map<string, Point>()
  for (const row of precise === null ? [] : await livedIn(tx, precise.runId)) centres.set(placeKey(row.country, row.city), { lat: hundredth(row.lat), lon: hundredth(row.lon) })
  for (const { country, city, lat, lon } of stores) if (city !== null) centres.set(placeKey(country, city), { lat, lon })
  return { centres, stores }
}

/** About a kilometre: a city lies nowhere more exactly. */
function hundredth(degrees: number): number {
  return Math.round(degrees * 100) / 100
}

async function livedIn(tx: TransactionSql, runId: RunId): Promise<{ country: string | null; city: string; lat: number; lon: number }[]> {
  return tx`
    select c.country, c.city, avg(c.lat) lat, avg(c.lon) lon from customers c
    join run_population p on p.customer_id = c.customer_id and p.person_id = c.customer_id and p.run_id = ${runId} and p.purpose = 'location.precise'
    where exists (select 1 from run_population q where q.customer_id = c.customer_id and q.run_id = ${runId} and q.purpose = 'personalize.content.profiling')
      and c.city is not null and c.lat is not null and c.lon is not null group by c.country, c.city having count(*) >= ${LEAST_FOR_CENTRE} order by 1, 2`
}

/** Where a city lies, or null where nobody told us. A store without a country stands for the city of its name in any. */
export function centreOf({ centres }: Places, country: string | null, city: string): Point | null {
  return centres.get(placeKey(country, city)) ?? centres.get(placeKey(null, city)) ?? null
}

/** Kilometres from a city to the nearest store; null where nobody told us where it lies. */
export function storeKm(places: Places, country: string | null, city: string): number | null {
  const centre = centreOf(places, country, city)
  return centre === null ? null : nearestKm(centre, places.stores)
}
