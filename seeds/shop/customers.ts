import { derive } from '../../models/rng.ts'
import type { Rng } from '../../models/rng.ts'
import { drawChange, type Change, type ChangeWish } from './change.ts'
import { cities, cityClass, type City } from './cities.ts'
import { drawConsents, type ConsentRecord } from './consents.ts'
import { chance, drawIndex, drawOne, normal } from './draw.ts'
import { drawHabits, type Habits } from './habits.ts'
import { userIdOf } from './ids.ts'
import { firstNames } from './names.ts'
import { personaKeys, personas, type Persona, type PersonaKey } from './personas.ts'
import { drawSensitive, type Sensitive } from './sensitive.ts'
import { nearestStore, type Store } from './stores.ts'

export type Traits = {
  readonly email: string
  readonly firstName?: string
  readonly country: string
  readonly region: string
  readonly city: string
  readonly lat: number
  readonly lon: number
  readonly postalCode: string
  readonly loyaltyId?: string
} & Sensitive

/** One customer as the simulation sees them, persona included. */
export type Profile = {
  readonly index: number
  readonly userId: string
  readonly persona: PersonaKey
  readonly habits: Habits
  /** Set for the fickle: on about half of their visits they behave like somebody else. */
  readonly otherHabits?: Habits
  /** Set for those who become another persona on the way. */
  readonly change?: Change
  readonly traits: Traits
  readonly store: Store
  readonly joinedAt: number
  /** True when they were customers before the window opens. */
  readonly old: boolean
  readonly consents: readonly ConsentRecord[]
  /** Index of whose desktop and tablet they use: their own, or that of the one they live with. */
  readonly deviceOwner: number
  readonly sharesDevices: boolean
}

const fickleShare = 0.04
const coupleShare = 0.07

/** Everything about one customer from their own streams: customer 17 is the same in a shop of 100 and in one of 8,000. */
export function drawProfile(seed: number, index: number, start: number, until: number, wish?: ChangeWish): Profile {
  const rng = derive(seed, `customer:${index}`)
  const persona = personaOf(seed, index)
  const pair = index - (index % 2)
  const couple = chance(derive(seed, `couple:${pair}`), coupleShare)
  const home = couple ? pair : index
  const city = drawCity(derive(seed, `home:${home}`), personas[personaOf(seed, home)])
  const { store, km } = nearestStore(city)
  const old = chance(rng, 0.7)
  const joinedAt = old ? start : Math.floor(start + 0.85 * (until - start) * rng() ** 1.4)
  const fickle = chance(rng, fickleShare)
  const habits = drawHabits(rng, personas[persona])
  const change = wish === undefined ? null : drawChange(derive(seed, `change:${index}`), persona, joinedAt, wish, until)
  return {
    index,
    userId: userIdOf(index),
    persona,
    habits: farFromStore(habits, km),
    ...(fickle ? { otherHabits: farFromStore(drawHabits(rng, personas[drawOne(rng, personaKeys)]), km) } : {}),
    ...(change === null ? {} : { change: { ...change, habits: farFromStore(change.habits, km) } }),
    traits: drawTraits(rng, derive(seed, `address:${home}`), index, city, personas[persona].loyalty, drawSensitive(derive(seed, `person:${index}`), personas[persona])),
    store,
    joinedAt,
    old,
    consents: drawConsents(derive(seed, `consent:${index}`), personas[persona], joinedAt, start, until),
    deviceOwner: home,
    sharesDevices: couple,
  }
}

function personaOf(seed: number, index: number): PersonaKey {
  return personaKeys[drawIndex(derive(seed, `persona:${index}`), personaKeys.map((key) => personas[key].share))]!
}

function drawCity(rng: Rng, persona: Persona): City {
  let weights = cityWeights.get(persona)
  if (!weights) cityWeights.set(persona, (weights = weighCities(persona)))
  return cities[drawIndex(rng, weights)]!
}

/** Worked out once per persona; it depends on nothing else. */
const cityWeights = new WeakMap<Persona, readonly number[]>()

/** Class and country decide how many live there, size and region in which of the cities. */
function weighCities(persona: Persona): number[] {
  const group = (city: City) => `${city.country}:${cityClass(city)}`
  const totals = new Map<string, number>()
  for (const city of cities) totals.set(group(city), (totals.get(group(city)) ?? 0) + Math.sqrt(city.thousands))
  return cities.map((city) => {
    const within = (Math.sqrt(city.thousands) * (persona.regions[city.region] ?? 1)) / totals.get(group(city))!
    return persona.classes[cityClass(city)] * persona.countries[city.country] * within
  })
}

/** A long way makes visits to the store rarer; what is lost there goes to web and phone alike. */
function farFromStore(habits: Habits, km: number): Habits {
  const reach = km > 100 ? 0.6 : 1
  const channels = habits.channels.map((share, i) => (i === 2 ? share * reach : share))
  return { ...habits, channels }
}

function drawTraits(rng: Rng, home: Rng, index: number, city: City, loyalty: number, { gender, told }: ReturnType<typeof drawSensitive>): Traits {
  const firstName = drawOne(rng, firstNames[gender])
  const spread = city.thousands >= 500 ? 0.06 : 0.035
  const digits = city.country === 'DE' ? 5 : 4
  const rest = digits - city.postalPrefix.length
  const postalCode = city.postalPrefix + String(Math.floor(home() * 10 ** rest)).padStart(rest, '0')
  const named = chance(rng, 0.85)
  return {
    email: `${plain(firstName)}.${index}@example.org`,
    ...(named ? { firstName } : {}),
    country: city.country,
    region: city.region,
    city: city.city,
    lat: round5(city.lat + normal(home, 0, spread)),
    lon: round5(city.lon + normal(home, 0, spread * 1.5)),
    postalCode,
    ...(chance(rng, loyalty) ? { loyaltyId: `LK${String(4_000_000 + index * 7)}` } : {}),
    ...told,
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue')
}

function round5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
