import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId, NOBODY, type DecisionId, type KeyId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { openDecisionLog, type LoggedDecision } from './decisionLog.ts'
import { noteExposure } from './exposures.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
let store: Store
beforeAll(async () => { store = await createTestStore() })
afterAll(() => store.close())

const quiet = { info: () => {}, warn: () => {} }

function decision(at = NOW): LoggedDecision {
  const decisionId = newId<DecisionId>(at)
  return {
    customerId: NOBODY, decidedAt: at, decisionId, keyId: newId<KeyId>(at), tookMicros: 900,
    answer: {
      decisionId, personalised: false, degraded: false, persona: null, versions: { personas: null, recommender: 'r', policy: 'p' },
      consent: { purpose: 'personalize.content.profiled', allowed: false, reason: 'no_identity', recordId: null, policyVersion: 'v' },
      slots: [{ slot: 'home', source: 'popular', items: [{ id: 'i1', score: 0.5, propensity: 0.95, reasons: [{ code: 'popular', text: 'Often bought', weight: 1 }] }] }],
    },
  }
}

const written = async () => (await store.sql<{ id: string }[]>`select decision_id as id from decisions order by decision_id`).map((row) => row.id)

describe('the decision log', () => {
  it('writes what was shown with its chance, soon and at the close', async () => {
    const log = openDecisionLog(store, quiet)
    const [soon, last] = [decision(), decision(new Date('2026-04-30T23:59:59.999Z'))]
    log.add(soon)
    expect(log.pending(soon.decisionId)).toBe(soon)
    await vi.waitFor(async () => expect(await written()).toEqual([soon.decisionId]), 2000)
    log.add(last)
    await log.close()
    expect(await written()).toEqual([soon.decisionId, last.decisionId].sort())
    const [row] = await store.sql`select * from decisions where decision_id = ${soon.decisionId}`
    expect(row).toMatchObject({ customer_id: NOBODY, reason: 'no_identity', took_micros: 900, slots: [{ slot: 'home', source: 'popular', items: [{ id: 'i1', score: 0.5, propensity: 0.95 }] }] })
    expect(row.decided_at).toEqual(NOW)
  })

  it('tries again what the database refused', async () => {
    let broken = true
    const sql = new Proxy(store.sql, { apply: (target, self, args: unknown[]) => broken ? Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' })) : Reflect.apply(target as (...given: unknown[]) => unknown, self, args) as unknown })
    const told: string[] = []
    const log = openDecisionLog({ ...store, sql }, { ...quiet, warn: (words) => { told.push(words) } })
    const one = decision()
    log.add(one)
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(0), 2000)
    expect(told[0]).toContain('ECONNRESET')
    expect(log.pending(one.decisionId)).toBe(one)
    broken = false
    await vi.waitFor(async () => expect(await written()).toContain(one.decisionId), 3000)
    expect(log.dropped()).toBe(0)
    await log.close()
  })

  it('takes thousands at once', async () => {
    const log = openDecisionLog(store, quiet)
    const many = Array.from({ length: 3000 }, () => decision())
    for (const one of many) log.add(one)
    await log.close()
    const there = new Set(await written())
    expect(many.every((one) => there.has(one.decisionId))).toBe(true)
  })
})

describe('an exposure', () => {
  it('is taken for what was in the slot, once, written or not', async () => {
    const log = openDecisionLog(store, quiet)
    const one = decision()
    log.add(one)
    const seen = { decisionId: one.decisionId, slot: 'home', items: ['i1'] }
    expect(await noteExposure(store, log, seen, NOW)).toEqual({ accepted: 1, duplicates: 0 })
    await log.close()
    expect(await noteExposure(store, log, seen, NOW)).toEqual({ accepted: 0, duplicates: 1 })
    await expect(noteExposure(store, log, { ...seen, items: ['i1', 'i9'] }, NOW)).rejects.toMatchObject({ kind: 'input', code: 'not_in_slot', issues: [{ path: 'items.1' }] })
    await expect(noteExposure(store, log, { ...seen, slot: 'other' }, NOW)).rejects.toMatchObject({ code: 'not_in_slot' })
    await expect(noteExposure(store, log, { ...seen, decisionId: newId(NOW) }, NOW)).rejects.toMatchObject({ kind: 'missing', code: 'decision_unknown' })
  })
})
