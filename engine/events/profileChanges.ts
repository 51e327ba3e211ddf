import type { Collection } from '../consent/collection.ts'
import type { Place, ProfileChange } from '../customers/profile.ts'
import type { CustomerId } from '../ids.ts'
import type { Traits } from '../store/schema/people.ts'
import type { OwnedEvent } from './writeEvents.ts'

/**
 * What identify calls change in their people's profiles, latest first to win. The place is that of the traits (country, region or state,
 * city, also as address.*), or else of the call's context.
 */
export function profileChanges(events: readonly OwnedEvent[], rules: ReadonlyMap<CustomerId, Collection>): ProfileChange[] {
  const changes = new Map<CustomerId, ProfileChange>()
  const saying = events.filter(({ event }) => event.traits !== null).sort((a, b) => a.event.occurredAt.getTime() - b.event.occurredAt.getTime() || (a.eventId < b.eventId ? -1 : 1))
  for (const { event, customerId, precisePlace } of saying) {
    const personId = rules.get(customerId)?.personId ?? customerId
    const before = changes.get(personId)
    const traits = event.traits ?? {}
    changes.set(personId, { personId, traits: { ...before?.traits, ...withoutPlace(traits) }, place: placeOf(traits, event.place, precisePlace) ?? before?.place ?? null })
  }
  return [...changes.values()]
}

const COORDINATES = /^(address\.)?(lat|lon|lng|latitude|longitude)$/i

/** Coordinates are never kept among the traits: they have columns of their own and need location.precise. */
function withoutPlace(traits: Traits): Traits {
  return Object.fromEntries(Object.entries(traits).filter(([name]) => !COORDINATES.test(name)))
}

function placeOf(traits: Traits, seen: Place | null, precise: boolean): Place | null {
  const text = (...names: string[]) => names.map((name) => traits[name] ?? traits[`address.${name}`]).find((value): value is string => typeof value === 'string' && value !== '') ?? null
  const number = (...names: string[]) => names.map((name) => traits[name] ?? traits[`address.${name}`]).find((value): value is number => typeof value === 'number') ?? null
  const country = text('country')
  const said = country === null ? null : { country, region: text('region', 'state'), city: text('city'), lat: number('latitude', 'lat'), lon: number('longitude', 'lon', 'lng') }
  const place = said === null ? seen : said.lat === null && said.city !== null && said.city === seen?.city ? { ...said, lat: seen.lat, lon: seen.lon } : said
  if (place === null) return null
  return precise ? place : { ...place, lat: null, lon: null }
}
