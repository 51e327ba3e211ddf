import { admitPopulation } from '../../consent/population.ts'
import { computeFeatures } from '../../features/computeFeatures.ts'
import { saveFeatures } from '../../features/keepFeatures.ts'
import { addEvents, addItem, addPerson, say, type TestEvent } from '../../features/testing/shopLog.ts'
import { newId, type CustomerId, type RunId } from '../../ids.ts'
import { integer } from '../../../models/draws.ts'
import { derive, type Rng } from '../../../models/rng.ts'
import type { Store } from '../../store/connect.ts'
import { sourceInMemory } from '../finding/featureSource.ts'
import { runPersonas, type PersonaRunSummary } from '../finding/runPersonas.ts'

export const PROFILING = 'personalize.content.profiling'
export const UNTIL = new Date('2025-07-01T00:00:00Z')

/** Three kinds of customers that nobody could mix up: what they like, on what, when, with a coupon or not, where from. */
const KINDS = [
  { category: 'Garden', device: 'desktop', hour: 8, coupon: 0.05, city: 'Husum', region: 'Schleswig-Holstein', rating: 4.6, basket: 20 },
  { category: 'Kitchen', device: 'mobile', hour: 20, coupon: 0.1, city: 'Berlin', region: 'Berlin', rating: 3.4, basket: 45 },
  { category: 'Living', device: 'tablet', hour: 15, coupon: 0.9, city: 'Köln', region: 'Nordrhein-Westfalen', rating: 2.5, basket: 28 },
] as const

const CATEGORIES = KINDS.map((kind) => kind.category)
const ITEMS = 8

export type Population = { readonly people: CustomerId[]; readonly kindOf: ReadonlyMap<CustomerId, number> }

/** `each` people of every kind, all of whom allow profiling, with half a year of visits and orders. */
export async function fillShop(store: Store, each: number, seed: string): Promise<Population> {
  for (const category of CATEGORIES) for (let i = 0; i < ITEMS; i++) await addItem(store, `${category}-${i}`, `${category}/All`, 10 + i)
  const kindOf = new Map<CustomerId, number>()
  for (let i = 0; i < each * KINDS.length; i++) {
    const kind = i % KINDS.length
    kindOf.set(await addPerson(store, { country: 'DE', region: KINDS[kind]!.region, city: KINDS[kind]!.city }), kind)
  }
  const people = [...kindOf.keys()]
  await say(store, people, PROFILING, true)
  await say(store, people, 'location.precise', true)
  await addEvents(store, people.flatMap((who, i) => historyOf(who, kindOf.get(who)!, derive(seed, String(i)))))
  return { people, kindOf }
}

export function historyOf(who: CustomerId, kindNumber: number, rng: Rng, from = '2025-01-01', days = 170): TestEvent[] {
  const kind = KINDS[kindNumber]!
  return Array.from({ length: 4 + integer(rng, 4) }, (): TestEvent[] => {
    const day = new Date(from).getTime() + integer(rng, days) * 86_400_000
    const at = (minute: number) => new Date(day + (kind.hour * 60 + integer(rng, 90) + minute) * 60_000)
    const category = rng() < 0.85 ? kind.category : CATEGORIES[integer(rng, CATEGORIES.length)]!
    const item = `${category}-${integer(rng, ITEMS)}`
    const device = rng() < 0.85 ? kind.device : 'desktop'
    const visit: TestEvent[] = [
      { who, at: at(0), name: 'Product Viewed', device, lines: [{ item, action: 'view', price: 20 }] },
      { who, at: at(2), name: 'Product Added', device, lines: [{ item, action: 'cart', price: 20 }] },
    ]
    if (rng() < 0.3) return visit
    const coupon = rng() < kind.coupon
    return [...visit,
      { who, at: at(9), name: 'Order Completed', device, amount: kind.basket + integer(rng, 10), discount: coupon ? 5 : 0, properties: coupon ? { coupon: 'C' } : {}, lines: [{ item, action: 'purchase', price: 20 }] },
      { who, at: at(600), name: 'Product Reviewed', score: Math.min(5, Math.max(1, Math.round(kind.rating + rng() * 2 - 1))), scoreKind: 'rating' },
    ]
  }).flat()
}

/** Features and personas as the jobs would run them. */
export async function runBoth(store: Store, now: Date, seed = 1, runId = newId<RunId>(now)): Promise<PersonaRunSummary> {
  const permit = await admitPopulation(store, runId, PROFILING, now)
  const precise = await admitPopulation(store, runId, 'location.precise', now)
  const features = await computeFeatures(store, permit, now, { zone: 'UTC', precise })
  await saveFeatures(store, runId, features, now)
  return runPersonas(store, { runId, source: sourceInMemory(features), permit, precise, seed, zone: 'UTC', now })
}

export async function membership(store: Store, runId: string): Promise<Map<CustomerId, string>> {
  const rows = await store.sql<{ customer_id: CustomerId; persona_id: string }[]>`select customer_id, persona_id from persona_members where run_id = ${runId} order by customer_id`
  return new Map(rows.map((row) => [row.customer_id, row.persona_id]))
}
