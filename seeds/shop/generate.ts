import { drawCatalogue } from './catalogue.ts'
import { requireChange, type ChangeWish } from './change.ts'
import { monthsBefore } from './clock.ts'
import type { ConsentRecord } from './consents.ts'
import { drawProfile, type Profile, type Traits } from './customers.ts'
import type { Diary, Fact } from './diary.ts'
import { idOf } from './life.ts'
import { live } from './live.ts'
import { shopOffers, slots, type ShopOffer, type ShopSlot } from './offers.ts'
import type { PersonaKey } from './personas.ts'
import { shopItem, type ShopItem } from './shopItem.ts'
import { stores, type Store } from './stores.ts'
import { firstStranger, passBy } from './strangers.ts'
import type { SegmentEvent } from './wire.ts'
import { createWorld, type World } from './world.ts'

export type ShopCustomer = { readonly userId: string; readonly traits: Traits; readonly consents: readonly ConsentRecord[] }
export type Shop = {
  readonly items: readonly ShopItem[]
  readonly offers: readonly ShopOffer[]
  readonly slots: readonly ShopSlot[]
  readonly stores: readonly Store[]
  readonly customers: readonly ShopCustomer[]
  /** Which persona each user id was drawn from, and was at first: for scoring only, never for fitting. */
  readonly truth: ReadonlyMap<string, PersonaKey>
  /** Who became somebody else, and when; empty unless asked for. */
  readonly changes: ReadonlyMap<string, { readonly at: Date; readonly persona: PersonaKey }>
  /** All events in order of time. Every call plays the months anew and yields the same events. */
  readonly events: () => Generator<SegmentEvent>
}
export type ShopOptions = { readonly seed: number; readonly customers?: number; readonly until: Date; readonly months?: number; readonly change?: ChangeWish }

const strangersPerCustomer = 0.25

/** A home-and-garden shop with everything that happened in it between `months` before `until` and `until`. Same options, same shop. */
export function generateShop({ seed, customers = 8000, until, months = 18, change }: ShopOptions): Shop {
  const start = monthsBefore(until, months)
  const end = until.getTime()
  if (change !== undefined) requireChange(change, start, end)
  const articles = drawCatalogue(seed, start, end)
  const offers = shopOffers(start, end)
  const world = createWorld(seed, start, end, articles, offers)
  const profiles = Array.from({ length: customers }, (_, index) => drawProfile(seed, index, start, end, change))
  return {
    items: articles.map((article) => shopItem(article, end)),
    offers,
    slots,
    stores,
    customers: profiles.map(({ userId, traits, consents }) => ({ userId, traits, consents })),
    truth: new Map(profiles.map((profile) => [profile.userId, profile.persona])),
    changes: new Map(profiles.flatMap(({ userId, change: changed }) => (changed === undefined ? [] : [[userId, { at: new Date(changed.at), persona: changed.persona }] as const]))),
    events: () => play(world, profiles),
  }
}

/** The persona of each user id at a moment. */
export function truthAt({ truth, changes }: Pick<Shop, 'truth' | 'changes'>, at: Date): Map<string, PersonaKey> {
  const changed = [...changes].filter(([, change]) => change.at <= at).map(([userId, { persona }]) => [userId, persona] as const)
  return new Map([...truth, ...changed])
}

function* play(world: World, profiles: readonly Profile[]): Generator<SegmentEvent> {
  const facts: Fact[] = []
  const diaryOf = (owner: number): Diary => ({ owner, until: world.until, facts, next: 0 })
  for (const profile of profiles) live(world, profile, diaryOf(profile.index))
  const strangers = Math.round(profiles.length * strangersPerCustomer)
  for (let i = 0; i < strangers; i++) passBy(world, diaryOf(firstStranger + i))
  for (const i of orderOfTime(facts)) yield toEvent(world.seed, facts[i]!)
}

/** Indices of the facts by time; facts of the same instant keep the order they were written in. */
function orderOfTime(facts: readonly Fact[]): Uint32Array {
  const times = Float64Array.from(facts, (fact) => fact.at)
  const order = Uint32Array.from(facts, (_, i) => i)
  return order.sort((a, b) => times[a]! - times[b]! || a - b)
}

/** The own fields come first: a literal that begins with a spread is seven times slower, and this runs half a million times. */
function toEvent(seed: number, fact: Fact): SegmentEvent {
  return { messageId: idOf(seed, 'message', fact.owner, fact.n), timestamp: new Date(fact.at).toISOString(), ...fact.from, ...fact.body }
}
