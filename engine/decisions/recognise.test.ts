import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConsent, type Signals } from '../consent/permit.ts'
import type { Purpose } from '../consent/purposes.ts'
import { findPerson } from '../customers/person.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { recognise } from './recognise.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
let store: Store
beforeAll(async () => {
  store = await createTestStore()
  // a: a user; b: a device of theirs; c: a device of nobody; d: a user with a device of their own; e: an unknown.
  await store.sql`
    insert into customers (customer_id, created_at, known, traits, merged_into) select md5(name)::uuid, ${NOW}, known, '{}', md5(into_name)::uuid
    from (values ('a', true, null), ('b', false, 'a'), ('c', false, null), ('d', true, null)) as c (name, known, into_name)`
  await store.sql`
    insert into identifiers (kind, value, customer_id, first_seen) select kind, value, md5(name)::uuid, ${NOW}
    from (values ('user_id', 'ua', 'a'), ('anonymous_id', 'db', 'b'), ('anonymous_id', 'dc', 'c'), ('user_id', 'ud', 'd'), ('anonymous_id', 'dd', 'd')) as i (kind, value, name)`
})
afterAll(() => store.close())

let records = 0
async function say(name: string, purpose: Purpose, allowed: boolean, status: string, expiresAt: Date | null = null): Promise<void> {
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, expires_at, method, source, ground, policy_version, actor, hash)
    values (md5(${name})::uuid, md5(${String(records++)})::uuid, ${purpose}, ${allowed}, ${status}, ${NOW}, ${expiresAt}, 'test', 'test', 'consent', 'test', 'test', '')`
}

const QUIET: Signals = { gpc: false, denied: new Set() }
const CALLS = [{ userId: 'ua' }, { userId: 'ua', anonymousId: 'dc' }, { anonymousId: 'db' }, { anonymousId: 'dc' }, { userId: 'ud' }, { userId: 'new', anonymousId: 'dc' }, { userId: 'new', anonymousId: 'dd' }, { userId: 'new' }, {}]
const SIGNALS: Signals[] = [QUIET, { gpc: true, denied: new Set() }, { gpc: false, denied: new Set<Purpose>(['personalize.content.profiled']) }, { gpc: false, denied: new Set<Purpose>(['personalize.content.profiling']) }]

async function agree(): Promise<void> {
  for (const call of CALLS) {
    for (const signals of SIGNALS) {
      const person = await findPerson(store, call)
      const recognised = await recognise(store, call, signals, NOW)
      if (person === null) {
        expect(recognised).toBeNull()
        continue
      }
      expect({ ...recognised?.person, customerIds: [...recognised?.person.customerIds ?? []].sort() }).toEqual({ ...person, customerIds: [...person.customerIds].sort() })
      const consent = await checkConsent(store, person, 'personalize.content.profiled', signals, NOW)
      expect(recognised?.consent).toMatchObject(consent.allowed ? { allowed: true, permit: { recordId: consent.permit.recordId, personId: person.personId } } : consent)
      expect(recognised?.persona).toBe((await checkConsent(store, person, 'personalize.content.profiling', signals, NOW)).allowed)
    }
  }
}

describe('recognise answers as findPerson and checkConsent do', () => {
  it('with an empty ledger', agree)
  it('after grants, one of them on a device', async () => {
    await say('a', 'personalize.content.profiling', true, 'granted')
    await say('b', 'personalize.content.profiled', true, 'granted')
    await say('c', 'personalize.content.profiled', true, 'granted', new Date('2026-02-01'))
    await say('d', 'personalize.content.profiled', true, 'granted', new Date('2026-04-01'))
    await agree()
  })
  it('after a withdrawal on the person and an objection', async () => {
    await say('a', 'personalize.content.profiled', false, 'withdrawn')
    await say('d', 'personalize.content.profiled', false, 'objected')
    await agree()
  })
})
