import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvents, say } from '../../features/testing/shopLog.ts'
import { checkConsent, NO_SIGNALS } from '../../consent/permit.ts'
import type { CustomerId } from '../../ids.ts'
import { derive } from '../../../models/rng.ts'
import type { Store } from '../../store/connect.ts'
import { createTestStore } from '../../store/testing/testStore.ts'
import { describePersona, movePersona } from './changePersona.ts'
import { members } from '../reading/members.ts'
import { mergePersonas } from './mergePersonas.ts'
import { personaOf } from '../reading/personaOf.ts'
import { personasInUse } from '../reading/personasInUse.ts'
import { getPersona, listPersonas, type Persona } from '../reading/readPersonas.ts'
import { fillShop, historyOf, membership, PROFILING, runBoth, UNTIL, type Population } from '../testing/threeKinds.ts'

const LATER = new Date('2025-08-01T00:00:00Z')
const EACH = 60

describe('what people do with personas', () => {
  let store: Store
  let population: Population
  let garden: Persona
  let kitchen: Persona
  let living: Persona
  const about = (personas: readonly Persona[], category: string) => personas.find((persona) => persona.facts.categories[0]?.name === category)!
  const publish = async (id: string) => { for (const step of ['submit', 'approve', 'publish'] as const) await movePersona(store, id, step, 'test', UNTIL) }
  const permitOf = async (who: CustomerId) => {
    const answer = await checkConsent(store, { personId: who, customerIds: [who] }, 'personalize.content.profiled', NO_SIGNALS, LATER)
    if (!answer.allowed) throw new Error(answer.reason)
    return answer.permit
  }

  beforeAll(async () => {
    store = await createTestStore()
    population = await fillShop(store, EACH, 'merging')
    await say(store, population.people, 'personalize.content.profiled', true)
    await runBoth(store, UNTIL)
    const found = await listPersonas(store, UNTIL)
    garden = about(found, 'Garden')
    kitchen = about(found, 'Kitchen')
    living = about(found, 'Living')
  })
  afterAll(() => store.close())

  it('publishes only what was approved, and writes down who did it', async () => {
    await expect(movePersona(store, garden.id, 'publish', 'test', UNTIL)).rejects.toMatchObject({ kind: 'conflict', code: 'persona_state' })
    await publish(garden.id)
    expect(await personasInUse(store.sql, UNTIL)).toEqual({ runId: garden.runId, names: new Map([[garden.id, garden.name]]) })
    const rows = await store.sql`select actor, action from audit where subject = ${garden.id} order by audit_id`
    expect(rows.map((row) => row.action)).toEqual(['persona.submit', 'persona.approve', 'persona.publish'])
    expect(new Set(rows.map((row) => row.actor))).toEqual(new Set(['test']))
  })

  it('gives two personas never the same name', async () => {
    await expect(describePersona(store, kitchen.id, { name: garden.name.toUpperCase() }, 'test', UNTIL)).rejects.toMatchObject({ code: 'name_taken' })
    await expect(describePersona(store, kitchen.id, { name: 'Cooks', version: 99 }, 'test', UNTIL)).rejects.toMatchObject({ code: 'version_conflict' })
  })

  it('knows the persona of a person while it is published and may be known', async () => {
    const people = [...await membership(store, garden.runId)]
    const [gardener] = people.find(([, persona]) => persona === garden.id)!
    const [cook] = people.find(([, persona]) => persona === kitchen.id)!
    const found = await personaOf(store, await permitOf(gardener))
    expect(found).toMatchObject({ personaId: garden.id, name: garden.name })
    expect(found!.weight).toBeGreaterThan(0.5)
    expect(await personaOf(store, await permitOf(cook))).toBeNull()
    const permit = await permitOf(gardener)
    await say(store, [gardener], PROFILING, false, LATER)
    expect(await personaOf(store, permit)).toBeNull()
    await say(store, [gardener], PROFILING, true, LATER)
  })

  it('lists members page by page, nobody twice, without those who left', async () => {
    const all = [...await membership(store, garden.runId)].filter(([, persona]) => persona === garden.id).map(([who]) => who)
    const leaver = all[3]!
    await say(store, [leaver], PROFILING, false, LATER)
    const listed: CustomerId[] = []
    let pages = 0
    for (let cursor: string | null = null; ; pages++) {
      const page = await members(store, garden.id, cursor, 7, LATER)
      expect(page.data.length).toBeLessThanOrEqual(7)
      listed.push(...page.data.map((member) => member.customerId))
      cursor = page.nextCursor
      if (cursor === null) break
    }
    expect(pages).toBeGreaterThan(3)
    expect(listed).toEqual(all.filter((who) => who !== leaver))
    await say(store, [leaver], PROFILING, true, LATER)
    await expect(members(store, garden.id, 'x', 7, LATER)).rejects.toMatchObject({ code: 'cursor_invalid' })
    await expect(members(store, 'x', null, 7, LATER)).rejects.toMatchObject({ code: 'persona_unknown' })
  })

  it('puts one into another: people, figures and name of the one that stays', async () => {
    await expect(mergePersonas(store, { into: living.id, from: [living.id] }, 'test', LATER)).rejects.toMatchObject({ code: 'merge_with_itself' })
    // A run of personas alone keeps no features.
    await store.sql`update feature_sets set completed_at = null`
    await mergePersonas(store, { into: living.id, from: [kitchen.id] }, 'test', LATER)
    const merged = await getPersona(store, living.id, LATER)
    expect(merged).toMatchObject({ name: living.name, status: 'draft' })
    expect(merged.facts.size).toBe(living.facts.size + kitchen.facts.size)
    expect(merged.facts.categories.slice(0, 2).map((category) => category.name).sort()).toEqual(['Kitchen', 'Living'])
    expect(merged.facts.stability.jaccard).toBeNull()
    expect(merged.lineage.at(-1)).toMatchObject({ kind: 'merged', from: [kitchen.id] })
    expect(await getPersona(store, kitchen.id, LATER)).toMatchObject({ status: 'retired' })
    expect((await listPersonas(store, LATER)).map((persona) => persona.id).sort()).toEqual([garden.id, living.id].sort())
    const [run] = await store.sql<{ personas: string[] }[]>`select model -> 'personas' personas from persona_runs where run_id = ${living.runId}`
    expect(new Set(run!.personas)).toEqual(new Set([garden.id, living.id]))
    expect((await store.sql`select 1 from run_population where run_id not in (select run_id from persona_runs)`).length).toBe(0)
  })

  it('keeps them together in the next run', async () => {
    await addEvents(store, population.people.flatMap((who, i) => (i % 2 === 0 ? [] : historyOf(who, population.kindOf.get(who)!, derive('merged', String(i)), '2025-07-01', 28))))
    const next = await runBoth(store, LATER)
    expect(next.k).toBe(3)
    expect(new Set(next.personas.map((persona) => persona.id))).toEqual(new Set([garden.id, living.id]))
    expect((await getPersona(store, living.id, LATER)).facts.size).toBe(2 * EACH)
  })

  it('retires a persona for good', async () => {
    await movePersona(store, garden.id, 'retire', 'test', LATER)
    expect((await personasInUse(store.sql, LATER)).names.size).toBe(0)
    await expect(describePersona(store, garden.id, { name: 'Back again' }, 'test', LATER)).rejects.toMatchObject({ code: 'persona_retired' })
    await expect(mergePersonas(store, { into: garden.id, from: [living.id] }, 'test', LATER)).rejects.toMatchObject({ code: 'persona_state' })
    const again = await runBoth(store, LATER)
    const born = again.personas.find((persona) => persona.id !== living.id)!
    expect(born.id).not.toBe(garden.id)
    expect((await getPersona(store, born.id, LATER)).status).toBe('draft')
  })
})
