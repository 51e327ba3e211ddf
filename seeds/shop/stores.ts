import { cities, type City, type Country } from './cities.ts'

export type Store = { readonly id: string; readonly name: string; readonly city: string; readonly country: Country; readonly lat: number; readonly lon: number }

const storeCities = [
  'Berlin', 'Hamburg', 'München', 'Köln', 'Frankfurt am Main', 'Stuttgart', 'Leipzig', 'Dortmund', 'Hannover', 'Nürnberg', 'Kiel', 'Rostock', 'Kassel',
  'Koblenz', 'Ulm', 'Wien', 'Graz', 'Salzburg', 'Innsbruck', 'Zürich', 'Bern', 'Osnabrück', 'Magdeburg', 'Regensburg',
]

export const stores: readonly Store[] = storeCities.map((name, i) => {
  const city = cities.find((candidate) => candidate.city === name)
  if (!city) throw new RangeError(`A store needs a city of the table: ${name}`)
  return { id: `st-${String(i + 1).padStart(2, '0')}`, name: `Filiale ${name}`, city: name, country: city.country, lat: city.lat, lon: city.lon }
})

const earthRadiusKm = 6371

/** Great-circle distance in kilometres (haversine); coordinates in degrees. */
export function kilometres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180
  const h = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(h))
}

export function nearestStore(place: Pick<City, 'lat' | 'lon'>): { readonly store: Store; readonly km: number } {
  let best = { store: stores[0]!, km: Infinity }
  for (const store of stores) {
    const km = kilometres(place, store)
    if (km < best.km) best = { store, km }
  }
  return best
}
