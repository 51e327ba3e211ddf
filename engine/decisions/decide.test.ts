import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScratch } from '../../models/listScorer.ts'
import { recordConsents } from '../consent/ledger.ts'
import { readSignals } from '../consent/signals.ts'
import type { Purpose } from '../consent/purposes.ts'
import type { CustomerId, PersonaId, RunId } from '../ids.ts'
import { admitAll, fillSmallShop, NOW, personOf } from '../recommender/testing/smallShop.ts'
import { trainRecommender } from '../recommender/trainRecommender.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { decide, type DecideParts, type Visit } from './decide.ts'
import { createDecider, type Decider } from './decider.ts'
import { DecideAnswer, DecideRequest } from './request.ts'

let store: Store
let decider: Decider
let parts: DecideParts
beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
  const { runId, permit } = await admitAll(store)
  expect((await trainRecommender(store, { runId, permit, asOf: NOW, seed: 1, now: NOW })).published).toBe(true)
  decider = await createDecider(store, { secret: 'a secret of at least 32 characters', log: { info: () => {}, warn: () => {} } })
  parts = { store, shelf: decider.shelf(), personas: { runId: null, names: new Map() }, asking: new Set() }
})
afterAll(async () => { await decider.close(); await store.close() })

const visitOf = (who: { userId?: string; anonymousId?: string }, signals = readSignals({})): Visit => ({ identity: { kind: 'named', who }, signals, events: [], actor: 'test' })
const ask = (wish: object) => DecideRequest.parse({ slots: [{ slot: 'home', kind: 'items' }], deadlineMs: 5000, ...wish })
const answer = async (visit: Visit, wish: object = {}, with_: DecideParts = parts) => (await decide(with_, ask(wish), visit, NOW)).answer

/** The same store, with every statement it is asked written down. */
function spied(): { parts: DecideParts; statements: string[] } {
  const statements: string[] = []
  const sql = new Proxy(store.sql, {
    apply: (target, self, args: unknown[]) => {
      if (Array.isArray(args[0])) statements.push(args[0].join('?'))
      return Reflect.apply(target as (...given: unknown[]) => unknown, self, args) as unknown
    },
  }) as Sql
  return { parts: { ...parts, store: { sql } }, statements }
}

const PROFILE_TABLES = /event_items|\bevents\b|persona_members|feature_rows|traits|decisions|exposures|segment_members/

async function say(userNumber: number, purpose: Purpose, allowed: boolean): Promise<void> {
  await recordConsents(store, [{ customerId: await personOf(store, userNumber) as CustomerId, purpose, allowed, status: allowed ? 'granted' : 'withdrawn', recordedAt: NOW, method: 'api', source: 'test', ground: 'consent', actor: 'test' }], NOW)
}

describe('with consent', () => {
  it('goes by the history, says why, and on what ground', async () => {
    const given = await answer(visitOf({ userId: 'u7' }))
    expect(DecideAnswer.parse(given)).toEqual(given)
    expect(given).toMatchObject({ personalised: true, degraded: false, consent: { purpose: 'personalize.content.profiled', allowed: true, reason: 'granted' } })
    expect(given.consent.recordId).not.toBeNull()
    const [slot] = given.slots
    expect(slot.source).toBe('history')
    expect(slot.items).toHaveLength(10)
    // u7 keeps to items of one category (see smallShop): most of what is shown is of it.
    const ofTaste = slot.items.filter(({ id }) => (Number(id.slice(1)) - 1) % 6 === 7 % 6)
    expect(ofTaste.length).toBeGreaterThanOrEqual(5)
    expect(slot.items[0].reasons[0].text).toMatch(/^(Because you (bought|looked at) Item \d+|You (bought|looked at) this before)$/)
    expect(new Set(slot.items.map(({ id }) => id)).size).toBe(10)
  })

  it('speaks German to a German locale', async () => {
    const given = await answer(visitOf({ userId: 'u7' }), { context: { locale: 'de-AT' } })
    expect(given.slots[0].items[0].reasons[0].text).toMatch(/^(Weil Sie|Das haben Sie)/)
  })

  it('uses the events of the call at once', async () => {
    const quiet = await answer({ ...visitOf({ userId: 'u7' }), events: [] }, { slots: [{ slot: 'home', kind: 'items', count: 30 }] })
    const other = 'i' + (1 + (7 + 3) % 6)
    const busy = await answer({ ...visitOf({ userId: 'u7' }), events: Array.from({ length: 5 }, () => ({ itemId: other, action: 'purchase', at: NOW.getTime() })) })
    expect(busy.slots[0].items.map(({ id }) => id)).not.toEqual(quiet.slots[0].items.slice(0, 10).map(({ id }) => id))
    expect(busy.slots[0].items.some(({ reasons }) => reasons.some(({ text }) => text.includes(`Item ${other.slice(1)}`)))).toBe(true)
  })

  it('names the persona while the profile may be kept', async () => {
    const run = '01900000-0000-7000-8000-00000000000a'
    const persona = '01900000-0000-7000-8000-00000000000b'
    await store.sql`insert into persona_members (customer_id, run_id, persona_id, weight, margin) values (${await personOf(store, 10)}, ${run}, ${persona}, 0.75, 0.5)`
    const with_ = { ...parts, personas: { runId: run as RunId, names: new Map([[persona as PersonaId, 'Gardeners']]) } }
    expect((await answer(visitOf({ userId: 'u10' }), {}, with_)).persona).toEqual({ id: persona, name: 'Gardeners', weight: 0.75 })
    expect((await answer(visitOf({ userId: 'u11' }), {}, with_)).persona).toBeNull()
    expect((await answer(visitOf({ userId: 'u10' }), {}, { ...with_, personas: { ...with_.personas, names: new Map() } })).persona).toBeNull()
    await say(10, 'personalize.content.profiling', false)
    expect(await answer(visitOf({ userId: 'u10' }), {}, with_)).toMatchObject({ personalised: true, persona: null })
  })

  it('is not needed to get a full answer, but a withdrawal holds from the next call on', async () => {
    await say(8, 'personalize.content.profiled', false)
    const { parts: watched, statements } = spied()
    const given = await answer(visitOf({ userId: 'u8' }), {}, watched)
    expect(given).toMatchObject({ personalised: false, degraded: false, persona: null, consent: { allowed: false, reason: 'withdrawn' } })
    expect(given.slots[0].items).toHaveLength(10)
    expect(statements.length).toBeGreaterThan(0)
    expect(statements.filter((text) => PROFILE_TABLES.test(text))).toEqual([])
    await say(8, 'personalize.content.profiled', true)
    expect((await answer(visitOf({ userId: 'u8' }))).personalised).toBe(true)
  })
})

describe('without consent', () => {
  it.each([
    ['a name nobody knows', visitOf({ userId: 'nobody' }), 'no_record'],
    ['no name', { ...visitOf({}), identity: { kind: 'nobody', reason: 'no_identity' } } as Visit, 'no_identity'],
    ['Global Privacy Control', visitOf({ userId: 'u7' }, readSignals({ secGpc: '1' })), 'gpc'],
    ['a no in the call', visitOf({ userId: 'u7' }, readSignals({ purposes: { 'personalize.content.profiled': false } })), 'denied'],
  ])('%s: the same shape from the page alone, and no profile is read', async (_what, visit, reason) => {
    const { parts: watched, statements } = spied()
    const { customerId, answer: given } = await decide(watched, ask({ context: { itemId: 'i4', place: { country: 'DE', region: 'Bayern' } } }), visit, NOW)
    expect(given).toMatchObject({ personalised: false, persona: null, consent: { allowed: false, reason } })
    expect(customerId).toBe('00000000-0000-0000-0000-000000000000')
    expect(given.slots[0]).toMatchObject({ source: 'context' })
    expect(given.slots[0].items).toHaveLength(10)
    expect(given.slots[0].items[0].reasons[0]).toMatchObject({ code: 'often_together', text: 'Goes with Item 4' })
    expect(statements.filter((text) => PROFILE_TABLES.test(text))).toEqual([])
  })

  it('reads the profile of somebody who agreed (so that the proof above proves something)', async () => {
    const { parts: watched, statements } = spied()
    await answer(visitOf({ userId: 'u7' }), {}, watched)
    expect(statements.some((text) => PROFILE_TABLES.test(text))).toBe(true)
  })

  it('writes a yes of the call down where the ledger is silent, and never against it', async () => {
    const yes = readSignals({ purposes: { 'personalize.content.profiled': true } })
    await store.sql`insert into customers (customer_id, created_at, known, traits) values (md5('fresh')::uuid, ${NOW}, false, '{}')`
    await store.sql`insert into identifiers (kind, value, customer_id, first_seen) values ('anonymous_id', 'fresh', md5('fresh')::uuid, ${NOW})`
    const given = await answer(visitOf({ anonymousId: 'fresh' }, yes))
    expect(given).toMatchObject({ personalised: true, consent: { allowed: true } })
    const [record] = await store.sql`select method, purpose, allowed from consent_records where record_id = ${given.consent.recordId}`
    expect(record).toEqual({ method: 'cmp_signal', purpose: 'personalize.content.profiled', allowed: true })
    await say(9, 'personalize.content.profiled', false)
    expect((await answer(visitOf({ userId: 'u9' }, yes))).consent).toMatchObject({ allowed: false, reason: 'withdrawn' })
  })
})

describe('a slot', () => {
  const ids = (given: DecideAnswer, at = 0) => given.slots[at].items.map(({ id }) => id)

  it('never shows what is out of stock, inactive, excluded or filtered out, and fills up with the rest', async () => {
    await store.sql`update items set stock = 0 where item_id in ('i1', 'i7', 'i13')`
    await store.sql`update items set active = false where item_id in ('i2', 'i8')`
    const fresh = await createDecider(store, { secret: 'a secret of at least 32 characters', log: { info: () => {}, warn: () => {} } })
    const given = await answer(visitOf({ userId: 'u6' }), { slots: [{ slot: 'a', kind: 'items', count: 100, exclude: ['i3', 'unknown'] }, { slot: 'b', kind: 'items', count: 5, filter: { categories: ['Category 3'] } }] }, { ...parts, shelf: fresh.shelf() })
    await fresh.close()
    await store.sql`update items set stock = null, active = true`
    expect(new Set(ids(given))).toEqual(new Set(Array.from({ length: 60 }, (_, n) => `i${n + 1}`).filter((id) => !['i1', 'i7', 'i13', 'i2', 'i8', 'i3'].includes(id))))
    expect(ids(given, 1).every((id) => Number(id.slice(1)) % 6 === 3)).toBe(true)
    expect(ids(given, 1)).toHaveLength(5)
  })
  it('shows other items than the slot before it while there are any', async () => {
    const given = await answer(visitOf({ userId: 'u6' }), { slots: [{ slot: 'a', kind: 'items', count: 8 }, { slot: 'b', kind: 'items', count: 8 }] })
    expect(ids(given, 0).filter((id) => ids(given, 1).includes(id))).toEqual([])
  })
  it('does not show what lies in the cart or on the page', async () => {
    const given = await answer(visitOf({ userId: 'u6' }), { context: { itemId: 'i6', cart: ['i12', 'i18'] }, slots: [{ slot: 'a', kind: 'items', count: 100 }] })
    expect(ids(given)).toHaveLength(57)
    expect(ids(given)).not.toContain('i6')
    expect(ids(given)).not.toContain('i12')
  })
  it('names the place it goes by: the region where it is known, else the country', async () => {
    const reasons = async (place: object) => (await answer(visitOf({ userId: 'nobody' }), { context: { place } })).slots[0]
    expect(await reasons({ country: 'DE', region: 'Bayern' })).toMatchObject({ source: 'place', items: [{ reasons: [{ text: 'Popular in Bayern' }] }, {}, {}, {}, {}, {}, {}, {}, {}, {}] })
    expect(await reasons({ country: 'DE', region: 'Saarland' })).toMatchObject({ source: 'place', items: [{ reasons: [{ text: 'Popular in DE' }] }, {}, {}, {}, {}, {}, {}, {}, {}, {}] })
    expect((await reasons({ country: 'AT' })).source).not.toBe('place')
  })
  it('states a chance for every item', async () => {
    const given = await answer(visitOf({ userId: 'u6' }))
    expect(given.slots[0].items.slice(0, 5).map(({ propensity }) => propensity)).toEqual([1, 1, 1, 1, 1])
    for (const { propensity } of given.slots[0].items) expect(propensity).toBeGreaterThan(0)
  })
})

describe('when the store is late or away', () => {
  it('answers from memory at the deadline', async () => {
    const blocker = await store.sql.reserve()
    await blocker`begin`
    await blocker`lock table consent_records in access exclusive mode`
    const started = performance.now()
    const { answer: given, error } = await decide(parts, ask({ deadlineMs: 40 }), visitOf({ userId: 'u7' }), NOW)
    expect(performance.now() - started).toBeLessThan(1000)
    await blocker`rollback`
    blocker.release()
    expect(error).toBeNull()
    expect(given).toMatchObject({ personalised: false, degraded: true, consent: { allowed: false, reason: 'unavailable', recordId: null } })
    expect(given.slots[0].items).toHaveLength(10)
  })
  it('answers when it is gone', async () => {
    const sql = new Proxy(store.sql, { apply: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })) })
    const { answer: given, error } = await decide({ ...parts, store: { sql } }, ask({}), visitOf({ userId: 'u7' }), NOW)
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    expect(given).toMatchObject({ degraded: true, personalised: false })
    expect(given.slots[0].items).toHaveLength(10)
  })
  it('does not gather questions to a store that hangs', async () => {
    let asked = 0
    const sql = new Proxy(store.sql, { apply: () => { asked++; return new Promise(() => {}) } })
    const hanging = { ...parts, store: { sql }, asking: new Set<Promise<unknown>>() }
    const answers = await Promise.all(Array.from({ length: 700 }, () => answer(visitOf({ userId: 'u7' }), { deadlineMs: 20 }, hanging)))
    expect(answers.every(({ degraded }) => degraded)).toBe(true)
    expect(asked).toBe(500)
  })
  it('answers from the catalogue when the model fails', async () => {
    const { served } = parts.shelf
    if (served === null) throw new Error('no model')
    const broken = { ...parts, shelf: { ...parts.shelf, served: { ...served, scratch: createScratch(1) } } }
    const { answer: given, error } = await decide(broken, ask({}), visitOf({ userId: 'u7' }), NOW)
    expect(error).toBeInstanceOf(RangeError)
    expect(given).toMatchObject({ personalised: true, degraded: true, slots: [{ source: 'new' }] })
    expect(given.slots[0].items).toHaveLength(10)
  })
  it('answers, with nothing to show, before anything was learned or listed', async () => {
    const empty = await createTestStore()
    const blank = await createDecider(empty, { secret: 'a secret of at least 32 characters', log: { info: () => {}, warn: () => {} } })
    const given = await answer(visitOf({ userId: 'u7' }), {}, { store: empty, shelf: blank.shelf(), personas: { runId: null, names: new Map() }, asking: new Set() })
    expect(given).toMatchObject({ degraded: false, slots: [{ slot: 'home', source: 'none', items: [] }], versions: { recommender: null } })
    await blank.close()
    await empty.close()
  })
})
