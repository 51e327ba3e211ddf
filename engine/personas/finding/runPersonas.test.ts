import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvents, addPerson, say } from '../../features/testing/shopLog.ts'
import { newId, type CustomerId, type RunId } from '../../ids.ts'
import { LEAST_PEOPLE } from '../meaning/facts.ts'
import { adjustedRand } from '../../../models/adjustedRand.ts'
import { derive } from '../../../models/rng.ts'
import type { Store } from '../../store/connect.ts'
import { createTestStore } from '../../store/testing/testStore.ts'
import { describePersona, movePersona } from '../life/changePersona.ts'
import { PersonaFacts } from '../meaning/facts.ts'
import { getPersona, listPersonas } from '../reading/readPersonas.ts'
import { placeNow, placingModel } from './replacing.ts'
import type { PersonaRunSummary } from './runPersonas.ts'
import { fillShop, historyOf, membership, PROFILING, runBoth, UNTIL, type Population } from '../testing/threeKinds.ts'

const EACH = 60
const LATER = new Date('2025-08-01T00:00:00Z')

describe('runPersonas', () => {
  let store: Store
  let population: Population
  let first: PersonaRunSummary
  const kinds = (people: Iterable<CustomerId>) => [...people].map((who) => population.kindOf.get(who)!)
  const numbered = (labels: Iterable<string>) => { const all = [...labels]; return all.map((label) => all.indexOf(label)) }

  beforeAll(async () => {
    store = await createTestStore()
    population = await fillShop(store, EACH, 'shop')
    first = await runBoth(store, UNTIL)
  })
  afterAll(() => store.close())

  it('finds the kinds people were drawn from', async () => {
    const members = await membership(store, first.runId)
    expect(members.size).toBe(3 * EACH)
    expect(first.k).toBe(3)
    expect(adjustedRand(numbered(members.values()), kinds(members.keys()))).toBeGreaterThan(0.95)
    expect(first.personas.reduce((sum, persona) => sum + persona.size, 0)).toBe(3 * EACH)
  })

  it('says what is special about each, in both languages and under different names', async () => {
    const personas = await listPersonas(store, UNTIL)
    expect(new Set(personas.map((persona) => persona.name)).size).toBe(3)
    expect(new Set(personas.map((persona) => persona.facts.text.de.name)).size).toBe(3)
    const gardeners = personas.find((persona) => persona.name.includes('Garden'))!
    expect(gardeners.name).toBe(gardeners.facts.text.en.name)
    expect(gardeners.status).toBe('draft')
    const { facts } = gardeners
    expect(PersonaFacts.parse(facts)).toEqual(facts)
    expect(facts.distinguishing[0]!.effect).toBeGreaterThan(1)
    expect(facts.distinguishing.find((each) => each.column === 'category:Garden')).toMatchObject({ direction: 'more' })
    expect(facts.distinguishing.every((each) => each.low <= each.effect && each.effect <= each.high && !(each.low < 0 && each.high > 0))).toBe(true)
    expect(facts.places.map((place) => place.city)).toContain('Husum')
    expect(facts.hours).toHaveLength(24)
    expect(facts.hours.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2)
    expect(facts.hours.indexOf(Math.max(...facts.hours))).toBeGreaterThanOrEqual(8)
    expect(facts.topItems[0]!.itemId).toMatch(/^Garden-/)
    expect(facts.topItems.every((item) => item.customers >= LEAST_PEOPLE)).toBe(true)
    expect(facts.categories[0]).toMatchObject({ name: 'Garden' })
    expect(facts.experience.rating!.mean).toBeGreaterThan(facts.experience.rating!.rest!)
    expect(facts.experience.nps).toBeNull()
    expect(facts.revenue!.currency).toBe('EUR')
    expect(personas.reduce((sum, persona) => sum + persona.facts.revenue!.share, 0)).toBeCloseTo(1, 2)
    expect(personas.reduce((sum, persona) => sum + persona.facts.share, 0)).toBeCloseTo(1, 2)
    expect(facts.stability.jaccard).toBeGreaterThan(0.9)
  })

  it('answers the same for a run that is complete already', async () => {
    const again = await runBoth(store, UNTIL, 99, first.runId)
    expect(again).toEqual(first)
  })

  it('gives the same groups, weights and facts for the same data and seed', async () => {
    const second = await runBoth(store, UNTIL)
    const figures = ({ personas }: PersonaRunSummary) => personas.map(({ id, size, stability }) => ({ id, size, stability }))
    expect(figures(second)).toEqual(figures(first))
    expect(second.personas.every((persona) => persona.lineage === 'continued')).toBe(true)
    const [same] = await store.sql`
      select count(*)::int n from persona_members a join persona_members b using (customer_id, persona_id, weight, margin) where a.run_id = ${first.runId} and b.run_id = ${second.runId}`
    expect(same!.n).toBe(3 * EACH)
  })

  it('keeps ids, chosen names and approval when data have moved on', async () => {
    const before = await listPersonas(store, UNTIL)
    const gardeners = before.find((persona) => persona.name.includes('Garden'))!
    await describePersona(store, gardeners.id, { name: 'Our gardeners' }, 'test', UNTIL)
    for (const step of ['submit', 'approve', 'publish'] as const) await movePersona(store, gardeners.id, step, 'test', UNTIL)
    // A month on: most were here again, some of another kind came, two left.
    await addEvents(store, population.people.flatMap((who, i) => (i % 3 === 0 ? [] : historyOf(who, population.kindOf.get(who)!, derive('later', String(i)), '2025-07-01', 28))))
    const comers: CustomerId[] = []
    for (let i = 0; i < 12; i++) comers.push(await addPerson(store, { country: 'DE', city: 'Berlin' }))
    await say(store, comers, PROFILING, true)
    await addEvents(store, comers.flatMap((who, i) => historyOf(who, 1, derive('comers', String(i)))))
    const leavers = population.people.slice(0, 2)
    await say(store, leavers, PROFILING, false, UNTIL)
    const next = await runBoth(store, LATER)
    expect(new Set(next.personas.map((persona) => persona.id))).toEqual(new Set(before.map((persona) => persona.id)))
    const kept = await getPersona(store, gardeners.id, LATER)
    expect(kept).toMatchObject({ name: 'Our gardeners', status: 'published', named: { name: true, description: false }, bornRunId: gardeners.bornRunId, runId: next.runId })
    expect(kept.lineage.at(-1)).toMatchObject({ kind: 'continued', runId: next.runId })
    const members = await membership(store, next.runId)
    expect(members.size).toBe(3 * EACH - 2 + 12)
    for (const who of leavers) expect(members.has(who)).toBe(false)
  })

  it('counts nobody who withdrew after the run', async () => {
    const before = await listPersonas(store, LATER)
    const { id } = before[0]!
    const members = [...await membership(store, before[0]!.runId)].filter(([, persona]) => persona === id).map(([who]) => who)
    const shown: number[] = []
    // One after the other, until the group is too small to be told of.
    for (const [gone, who] of members.entries()) {
      const { facts } = await getPersona(store, id, LATER)
      shown.push(facts.size)
      const left = members.length - gone
      expect(facts.size).toBeLessThanOrEqual(left)
      expect(facts.withheld).toBe(left < LEAST_PEOPLE)
      if (facts.withheld) break
      await say(store, [who], PROFILING, false, LATER)
    }
    // Two looks never differ by one person.
    for (const [i, size] of shown.slice(1).entries()) expect([0, 10, 20]).toContain(shown[i]! - size)
    await say(store, members, PROFILING, true, LATER)
  })

  it('can put a single person where the run did', async () => {
    const known = await placingModel(store)
    const { runId, basis } = known!
    const rows = await store.sql<{ customer_id: CustomerId; persona_id: string; weight: number }[]>`
      select customer_id, persona_id, weight::float8 from persona_members where run_id = ${runId} and persona_id is not null order by customer_id limit 20`
    const placed = await placeNow(store, known!, rows.map(({ customer_id: personId }) => ({ personId, customerIds: [personId] })), basis.asOf)
    expect(placed.map(({ permit, place }) => [permit.personId, place.personaId])).toEqual(rows.map((row) => [row.customer_id, row.persona_id]))
    placed.forEach(({ place }, i) => { expect(place.weight).toBeCloseTo(rows[i]!.weight, 5) })
  })

  it('refuses to group a handful', async () => {
    const small = await createTestStore()
    try {
      await fillShop(small, 5, 'small')
      await expect(runBoth(small, UNTIL)).rejects.toMatchObject({ kind: 'conflict', code: 'too_few_people' })
      expect((await small.sql`select 1 from persona_runs`).length).toBe(0)
    } finally {
      await small.close()
    }
  })

  it('leaves nothing behind when it dies before its end, and starts clean', async () => {
    const runId = newId<RunId>(LATER)
    await store.sql`create function refuse_members() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`
    await store.sql`create trigger die before insert on persona_members for each row execute function refuse_members()`
    const before = await listPersonas(store, LATER)
    await expect(runBoth(store, LATER, 1, runId)).rejects.toThrow(/killed/)
    await store.sql`drop trigger die on persona_members`
    expect(await listPersonas(store, LATER)).toEqual(before)
    expect((await store.sql`select 1 from persona_runs where run_id = ${runId}`).length).toBe(0)
    expect((await runBoth(store, LATER, 1, runId)).runId).toBe(runId)
  })
})
