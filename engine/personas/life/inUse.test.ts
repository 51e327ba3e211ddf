import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { say } from '../../features/testing/shopLog.ts'
import type { CustomerId, PersonaId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { createTestStore } from '../../store/testing/testStore.ts'
import { readMigration } from '../reading/migration.ts'
import { personasInUse } from '../reading/personasInUse.ts'
import { getPersona, listPersonas, type Persona } from '../reading/readPersonas.ts'
import { changePersonaSettings } from '../settings.ts'
import { fillShop, membership, PROFILING, runBoth, UNTIL, type Population } from '../testing/threeKinds.ts'
import { listAlerts, markAlertSeen } from './alerts.ts'
import { describePersona, movePersona } from './changePersona.ts'
import { addComment, listComments } from './comments.ts'
import { adoptRun, rollBackPersonas } from './rollBack.ts'
import { latestSet, listSets } from './sets.ts'
import { splitPersona } from './splitPersona.ts'

const EACH = 60
const day = (n: number) => new Date(UNTIL.getTime() + n * 86_400_000)

describe('what is in use', () => {
  let store: Store
  let population: Population
  let garden: Persona
  let kitchen: Persona
  const names = async (at: Date) => [...(await personasInUse(store.sql, at)).names.keys()].sort()
  const approve = async (id: string) => {
    await movePersona(store, id, 'submit', 'anna', UNTIL)
    await movePersona(store, id, 'approve', 'anna', UNTIL, { override: true, reason: 'What is tested is what follows' })
  }

  beforeAll(async () => {
    store = await createTestStore()
    population = await fillShop(store, EACH, 'in use')
    await runBoth(store, UNTIL)
    const found = await listPersonas(store, UNTIL)
    const about = (category: string) => found.find((persona) => persona.facts.categories[0]?.name === category)!
    garden = about('Garden')
    kitchen = about('Kitchen')
  })
  afterAll(() => store.close())

  it('counts from its effective date on', async () => {
    await approve(garden.id)
    await expect(movePersona(store, garden.id, 'publish', 'anna', UNTIL, { effectiveAt: day(-1) })).rejects.toMatchObject({ code: 'effective_in_past' })
    await movePersona(store, garden.id, 'publish', 'anna', UNTIL, { effectiveAt: day(3) })
    expect(await names(day(2))).toEqual([])
    expect(await names(day(3))).toEqual([garden.id])
    expect((await getPersona(store, garden.id, UNTIL)).inUse).toEqual({ effectiveAt: day(3), runId: garden.runId })
  })

  it('keeps effective dates and goes on with the members of a run that found all of it', async () => {
    const next = await runBoth(store, day(1))
    expect(await latestSet(store.sql)).toMatchObject({ runId: next.runId, kind: 'refreshed', entries: [{ personaId: garden.id, effectiveAt: day(3) }] })
    expect(await names(day(2))).toEqual([])
  })

  it('comes back as it was by one call, run and all', async () => {
    await approve(kitchen.id)
    await movePersona(store, kitchen.id, 'publish', 'anna', day(4))
    expect(await names(day(4))).toEqual([garden.id, kitchen.id].sort())
    await movePersona(store, garden.id, 'retire', 'bert', day(5), { reason: 'too many' })
    expect(await names(day(5))).toEqual([kitchen.id])
    await rollBackPersonas(store, { reason: 'a mistake' }, 'anna', day(6))
    expect(await names(day(6))).toEqual([garden.id, kitchen.id].sort())
    expect(await getPersona(store, garden.id, day(6))).toMatchObject({ status: 'published', lineage: expect.arrayContaining([expect.objectContaining({ kind: 'restored', by: 'anna', reason: 'a mistake' })]) })
    const [first] = (await listSets(store.sql)).toReversed()
    await rollBackPersonas(store, { to: first!.seq, reason: 'back to the beginning' }, 'anna', day(6))
    expect(await latestSet(store.sql)).toMatchObject({ kind: 'rolled_back', runId: garden.runId, entries: [{ personaId: garden.id }] })
    expect((await getPersona(store, kitchen.id, day(6))).status).toBe('approved')
    await expect(rollBackPersonas(store, { to: 999, reason: 'x' }, 'anna', day(6))).rejects.toMatchObject({ code: 'set_unknown' })
  })

  it('stays with the last run that found all of it when one dissolves, says so, and goes on when somebody adopts', async () => {
    await movePersona(store, kitchen.id, 'publish', 'anna', day(6))
    const held = (await latestSet(store.sql))!
    // Everybody of the kitchen persona takes back their yes.
    const cooks = population.people.filter((who) => population.kindOf.get(who) === 1)
    await say(store, cooks, PROFILING, false, day(7))
    const next = await runBoth(store, day(7))
    expect(next.personas.map(({ id }) => id)).not.toContain(kitchen.id)
    expect((await latestSet(store.sql))!.seq).toBe(held.seq)
    expect((await getPersona(store, kitchen.id, day(7))).status).toBe('published')
    const alerts = await listAlerts(store)
    expect(alerts.map(({ kind, personaId }) => [kind, personaId])).toEqual(expect.arrayContaining([['dissolved', kitchen.id], ['held', null]]))
    expect((await markAlertSeen(store, alerts[0]!.id, 'anna', day(7))).seenBy).toBe('anna')
    expect(await listAlerts(store)).toHaveLength(alerts.length - 1)
    // They come back, and are known by their name; then they go for good.
    await say(store, cooks, PROFILING, true, day(7))
    const back = await runBoth(store, day(7))
    expect(back.personas.map(({ id }) => id)).toContain(kitchen.id)
    expect(await latestSet(store.sql)).toMatchObject({ runId: back.runId, kind: 'refreshed' })
    await say(store, cooks, PROFILING, false, day(7))
    const last = await runBoth(store, day(7))
    expect((await latestSet(store.sql))!.runId).toBe(back.runId)
    await adoptRun(store, { runId: last.runId, reason: 'the cooks are gone' }, 'anna', day(8))
    expect(await latestSet(store.sql)).toMatchObject({ runId: last.runId, kind: 'adopted' })
    expect((await getPersona(store, kitchen.id, day(8))).status).toBe('retired')
    await say(store, cooks, PROFILING, true, day(8))
  })

  it('tells where people went between two runs, and no flow of a handful', async () => {
    const [last] = await store.sql<{ run_id: string }[]>`select run_id from persona_runs order by completed_at desc, run_id desc limit 1`
    const found = await readMigration(store, last!.run_id, undefined, day(8))
    // The cooks allow it again: they stand before, and left.
    expect(found.flows.find(({ from, to }) => from === kitchen.id && to === 'left')!.people).toBeGreaterThanOrEqual(EACH - 20)
    expect(found.before.find(({ key }) => key === garden.id)!.people).toBeGreaterThanOrEqual(EACH - 20)
    expect(found.flows.every(({ people }) => people >= 20)).toBe(true)
    await expect(readMigration(store, garden.runId, undefined, day(8))).rejects.toMatchObject({ code: 'nothing_before' })
  })
})

describe('what stands in the way of approval', () => {
  let store: Store
  beforeAll(async () => {
    store = await createTestStore()
    const { people } = await fillShop(store, 45, 'small')
    // Gender stands behind the kinds entirely, shoe size behind nothing.
    await store.sql`update customers set traits = jsonb_build_object('gender', case when region = 'Berlin' then 'f' else 'm' end, 'shoe', (ascii(customer_id::text) % 3)::text) where customer_id = any(${people}::uuid[])`
    await changePersonaSettings(store, { sensitive: ['gender', 'shoe', 'creed'], fourEyes: true }, 'anna', UNTIL)
    await runBoth(store, UNTIL)
  })
  afterAll(() => store.close())

  it('is told, and overridden only with a reason that is kept', async () => {
    const [persona] = await listPersonas(store, UNTIL)
    expect(persona!.checks.map(({ check, passed }) => [check, passed])).toEqual([['size', false], ['stability', true], ['difference', true], ['sensitive', false]])
    await movePersona(store, persona!.id, 'submit', 'anna', UNTIL)
    await expect(movePersona(store, persona!.id, 'approve', 'bert', UNTIL)).rejects.toMatchObject({ code: 'persona_checks_failed', issues: [{ path: 'size' }, { path: 'sensitive' }] })
    await expect(movePersona(store, persona!.id, 'approve', 'bert', UNTIL, { override: true })).rejects.toMatchObject({ code: 'reason_missing' })
    const reason = 'A pilot in one city, reviewed by the data-protection officer'
    await expect(movePersona(store, persona!.id, 'approve', 'anna', UNTIL, { override: true, reason })).rejects.toMatchObject({ code: 'same_person' })
    await movePersona(store, persona!.id, 'approve', 'bert', UNTIL, { override: true, reason })
    expect((await getPersona(store, persona!.id, UNTIL)).lineage.at(-1)).toMatchObject({ kind: 'approved', by: 'bert', reason, override: ['size', 'sensitive'] })
    const [row] = await store.sql`select detail from audit where action = 'persona.approve'`
    expect(row!.detail).toMatchObject({ reason, override: ['size', 'sensitive'] })
  })

  it('comes from attributes that were marked, each with its own answer', async () => {
    const [run] = await store.sql<{ report: { sensitive: { attribute: string; verdict: string; people: number; leaning: { value: string; personaId: string }[] }[] } }[]>`select report from persona_runs`
    expect(run!.report.sensitive.map(({ attribute, verdict }) => [attribute, verdict])).toEqual([['gender', 'proxy'], ['shoe', 'independent'], ['creed', 'unknown']])
    expect(run!.report.sensitive[0]!.leaning.map(({ value }) => value)).toContain('f')
  })
})

describe('what people do to personas', () => {
  let store: Store
  let persona: Persona
  beforeAll(async () => {
    store = await createTestStore()
    await fillShop(store, EACH, 'cut')
    await changePersonaSettings(store, { k: { from: 2, to: 2 } }, 'anna', UNTIL)
    await runBoth(store, UNTIL)
    persona = (await listPersonas(store, UNTIL))[0]!
  })
  afterAll(() => store.close())

  it('is cut in two inside, and later runs keep both apart', async () => {
    const before = [...await membership(store, persona.runId)].filter(([, id]) => id === persona.id).map(([who]) => who)
    const { kept, cut } = await splitPersona(store, persona.id, 'two kinds of people', 'anna', UNTIL)
    expect(kept).toBe(persona.id)
    const after = await membership(store, persona.runId)
    const [stayed, moved] = [kept, cut].map((id) => before.filter((who) => after.get(who) === id))
    expect([stayed!.length, moved!.length]).toEqual([EACH, EACH])
    const [own, other] = [await getPersona(store, kept, UNTIL), await getPersona(store, cut, UNTIL)]
    expect(other).toMatchObject({ status: 'draft', pinned: true, lineage: [{ kind: 'cut_from', from: kept }], facts: { size: EACH } })
    expect(own).toMatchObject({ name: persona.name, pinned: true, facts: { size: EACH } })
    expect(other.name).not.toBe(own.name)
    // The run is still told to find two groups; it keeps three.
    const next = await runBoth(store, day(1))
    expect(next.personas.map(({ id }) => id)).toEqual(expect.arrayContaining([kept, cut]))
    const later = await membership(store, next.runId)
    const together = (people: readonly CustomerId[], id: PersonaId) => people.filter((who) => later.get(who) === id).length / people.length
    expect(together(stayed!, kept)).toBeGreaterThan(0.9)
    expect(together(moved!, cut)).toBeGreaterThan(0.9)
  })

  it('is commented on by name', async () => {
    await addComment(store, persona.id, 'Are these the ones from the trade fair?', 'anna', UNTIL)
    expect(await listComments(store, persona.id)).toMatchObject([{ by: 'anna', text: 'Are these the ones from the trade fair?' }])
    await expect(listComments(store, 'nobody')).rejects.toMatchObject({ code: 'persona_unknown' })
  })

  it('is pinned and unpinned', async () => {
    await describePersona(store, persona.id, { pinned: false }, 'anna', UNTIL)
    expect((await getPersona(store, persona.id, UNTIL)).pinned).toBe(false)
  })
})
