import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { newId, type CustomerId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { verifyChain } from './chain.ts'
import { answerConsents, objectTo, withdrawConsent } from './change.ts'
import { recordConsents, type ConsentStatement } from './ledger.ts'
import { checkConsent, NO_SIGNALS, type Permit, type Person, type Signals } from './permit.ts'
import { admitPopulation } from './population.ts'
import { PURPOSES, type Purpose } from './purposes.ts'
import { stateOf } from './state.ts'

const now = new Date('2026-05-01T12:00:00Z')
const later = new Date('2026-05-02T12:00:00Z')
const PROFILING = 'personalize.content.profiling'

describe('consent', () => {
  let store: Store
  beforeAll(async () => { store = await createTestStore() })
  afterAll(() => store.close())

  const person = async (known = true, mergedInto: CustomerId | null = null): Promise<Person> => {
    const personId = newId<CustomerId>(now)
    await store.sql`insert into customers (customer_id, created_at, known, traits, merged_into) values (${personId}, ${now}, ${known}, '{}', ${mergedInto})`
    return { personId, customerIds: [personId] }
  }
  const said = (who: Person, purpose: Purpose, status: ConsentStatement['status'], expiresAt?: Date): ConsentStatement => ({
    customerId: who.personId, purpose, allowed: status === 'granted', status, recordedAt: now, method: 'test', source: 'test', ground: 'consent', actor: 'test', ...(expiresAt === undefined ? {} : { expiresAt }),
  })
  const reason = async (who: Person, purpose: Purpose, signals: Signals = NO_SIGNALS, at = now) => {
    const answer = await checkConsent(store, who, purpose, signals, at)
    return answer.allowed ? 'allowed' : answer.reason
  }

  it('is evidence that only this room can make', () => {
    expectTypeOf<{ personId: CustomerId; customerIds: CustomerId[]; purpose: typeof PROFILING; recordId: null; policyVersion: string; checkedAt: Date }>().not.toExtend<Permit<typeof PROFILING>>()
    expectTypeOf<Permit<'personalize.content.limited'>>().not.toExtend<Permit<typeof PROFILING>>()
  })

  it('is denied for everything that nobody said yes to, save what reads no profile', async () => {
    const who = await person()
    for (const purpose of PURPOSES) expect([purpose, await reason(who, purpose)]).toEqual([purpose, purpose === 'personalize.content.limited' ? 'allowed' : 'no_record'])
  })

  it.each<[string, ConsentStatement['status'][], string]>([
    ['a yes', ['granted'], 'allowed'], ['a no', ['denied'], 'denied'], ['a yes taken back', ['granted', 'withdrawn'], 'withdrawn'], ['a no turned into a yes', ['denied', 'granted'], 'allowed'],
    ['an objection', ['granted', 'objected'], 'objected'], ['a yes after an objection', ['objected', 'granted'], 'allowed'],
  ])('%s', async (_name, statuses, expected) => {
    const who = await person()
    for (const status of statuses) await recordConsents(store, [said(who, PROFILING, status)], now)
    expect(await reason(who, PROFILING)).toBe(expected)
    expect((await stateOf(store, who, now)).find(({ purpose }) => purpose === PROFILING)).toMatchObject({ allowed: expected === 'allowed', status: statuses.at(-1) })
    const run = newId<RunId>(now)
    await admitPopulation(store, run, PROFILING, now)
    expect((await store.sql`select 1 from run_population where run_id = ${run} and customer_id = ${who.personId}`).length).toBe(expected === 'allowed' ? 1 : 0)
  })

  it('ends when it expires', async () => {
    const who = await person()
    await recordConsents(store, [said(who, PROFILING, 'granted', later)], now)
    expect([await reason(who, PROFILING), await reason(who, PROFILING, NO_SIGNALS, later)]).toEqual(['allowed', 'expired'])
    expect((await stateOf(store, who, later)).find(({ purpose }) => purpose === PROFILING)).toMatchObject({ allowed: false, status: 'expired' })
  })

  it('gives way to what the call itself says', async () => {
    const who = await person()
    await recordConsents(store, PURPOSES.map((purpose) => said(who, purpose, 'granted')), now)
    expect(await reason(who, PROFILING, { gpc: true, denied: new Set() })).toBe('gpc')
    expect(await reason(who, 'analytics.reporting', { gpc: true, denied: new Set() })).toBe('allowed')
    expect(await reason(who, PROFILING, { gpc: false, denied: new Set<Purpose>([PROFILING]) })).toBe('denied')
  })

  it('holds from the next question on when it is withdrawn or objected to', async () => {
    const who = await person()
    const states = await answerConsents(store, who, { purposes: { [PROFILING]: true, 'analytics.reporting': false }, notice: { version: '3', id: 'privacy', language: 'de' } }, 'test', now)
    expect(states.find(({ purpose }) => purpose === PROFILING)).toMatchObject({ allowed: true, status: 'granted', recordedAt: now, notice: { id: 'privacy', version: '3', language: 'de' } })
    expect(await reason(who, PROFILING)).toBe('allowed')
    await withdrawConsent(store, who, PROFILING, 'test', now)
    expect(await reason(who, PROFILING)).toBe('withdrawn')
    await answerConsents(store, who, { purposes: { [PROFILING]: true, 'marketing.communications.email': true } }, 'test', now)
    await objectTo(store, who, undefined, 'test', now)
    expect([await reason(who, PROFILING), await reason(who, 'marketing.communications.email'), await reason(who, 'analytics.reporting')]).toEqual(['objected', 'objected', 'denied'])
    await expect(answerConsents(store, who, { purposes: { 'sell everything': true } }, 'test', now)).rejects.toMatchObject({ code: 'unknown_purpose' })
    expect(await verifyChain(store, who.personId)).toEqual({ records: 8, brokenAt: null })
  })

  it('admits exactly those who allow it, a person with all their customers', async () => {
    const [yes, no, silent, device] = [await person(), await person(), await person(), await person(false)]
    const lent = await person(false, yes.personId)
    await recordConsents(store, [said(yes, PROFILING, 'granted'), said(no, PROFILING, 'denied'), said(device, PROFILING, 'granted')], now)
    const asked = [yes, no, silent, device, lent].map(({ personId }) => personId)
    const admitted = async (knownOnly: boolean) => {
      const run = newId<RunId>(now)
      await admitPopulation(store, run, PROFILING, now, knownOnly)
      return (await store.sql<{ customer_id: CustomerId }[]>`select customer_id from run_population where run_id = ${run} and customer_id = any(${asked}::uuid[])`).map((row) => row.customer_id).sort()
    }
    expect(await admitted(true)).toEqual([yes.personId, lent.personId].sort())
    expect(await admitted(false)).toEqual([yes.personId, lent.personId, device.personId].sort())
    // What a lent device refuses later, its person refuses.
    await recordConsents(store, [said(lent, PROFILING, 'withdrawn')], now)
    expect(await admitted(true)).toEqual([])
    expect(await reason({ personId: yes.personId, customerIds: [yes.personId, lent.personId] }, PROFILING)).toBe('withdrawn')
  })

  it('shows a record that was changed or taken out', async () => {
    const tampered = async (change: (who: Person) => Promise<unknown>) => {
      const who = await person()
      await recordConsents(store, (['granted', 'denied', 'granted'] as const).map((status) => said(who, PROFILING, status, later)), now)
      expect(await verifyChain(store, who.personId)).toEqual({ records: 3, brokenAt: null })
      await change(who)
      return (await verifyChain(store, who.personId)).brokenAt
    }
    const erasing = (who: Person, work: 'update' | 'delete') => store.sql.begin(async (tx) => {
      await tx`set local lotse.erasing = 'yes'`
      const second = tx`select seq from consent_records where customer_id = ${who.personId} order by seq offset 1 limit 1`
      if (work === 'update') await tx`update consent_records set allowed = true, status = 'granted' where seq = (${second})`
      else await tx`delete from consent_records where seq = (${second})`
    })
    expect(await tampered((who) => erasing(who, 'update'))).not.toBeNull()
    expect(await tampered((who) => erasing(who, 'delete'))).not.toBeNull()
    const who = await person()
    await recordConsents(store, [said(who, PROFILING, 'granted')], now)
    await expect(store.sql`update consent_records set allowed = false where customer_id = ${who.personId}`).rejects.toThrow('append-only')
  })

  it('keeps one chain when many write at once', async () => {
    const who = await person()
    await Promise.all(Array.from({ length: 10 }, () => recordConsents(store, [said(who, PROFILING, 'granted'), said(who, 'analytics.reporting', 'denied')], now)))
    expect(await verifyChain(store, who.personId)).toEqual({ records: 20, brokenAt: null })
  })
})
