import type { Facts } from '../client/wire.ts'

export type CityRow = {
  readonly city: string
  readonly country: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly customers: number
  /** Members by persona, most first. */
  readonly members: readonly { readonly id: string; readonly customers: number }[]
  /** The persona found here most often compared with elsewhere. */
  readonly typical: string
}

/** Customers added to every city, spread as everywhere: a village with five gardeners is no stronghold. */
const PRIOR = 20

/** The cities of all personas together, largest first. Personas whose figures are withheld have no cities and don't appear. */
export function citiesOf(personas: readonly { readonly id: string; readonly facts: Pick<Facts, 'places'> }[]): CityRow[] {
  const found = new Map<string, { place: Facts['places'][number]; members: { id: string; customers: number }[] }>()
  const totals = new Map<string, number>()
  for (const { id, facts } of personas) {
    for (const place of facts.places) {
      const key = JSON.stringify([place.city, place.country])
      const row = found.get(key) ?? { place, members: [] }
      row.members.push({ id, customers: place.customers })
      found.set(key, row)
      totals.set(id, (totals.get(id) ?? 0) + place.customers)
    }
  }
  const everybody = [...totals.values()].reduce((sum, n) => sum + n, 0)
  const rows = [...found.values()].map(({ place, members }) => {
    const customers = members.reduce((sum, member) => sum + member.customers, 0)
    const quotient = (member: { id: string; customers: number }) => {
      const share = (totals.get(member.id) ?? 0) / everybody
      return (member.customers + PRIOR * share) / (customers + PRIOR) / share
    }
    const typical = members.reduce((best, member) => (quotient(member) > quotient(best) ? member : best))
    return { city: place.city, country: place.country, lon: place.lon, lat: place.lat, customers, members: members.toSorted((a, b) => b.customers - a.customers), typical: typical.id }
  })
  return rows.sort((a, b) => b.customers - a.customers)
}
