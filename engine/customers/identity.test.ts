import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordConsents } from '../consent/ledger.ts'
import { checkConsent, NO_SIGNALS } from '../consent/permit.ts'
import type { Purpose } from '../consent/purposes.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import type { Identifier } from './identifier.ts'
import { customersOfUserIds, resolveIdentities } from './identity.ts'
import type { Wanted } from './identityPlan.ts'
import { customerOfUserId, findPerson } from './person.ts'
import { entomb } from './tombstones.ts'
import { inTransaction } from '../store/transaction.ts'

const now = new Date('2026-05-01T12:00:00Z')
const KINDS: Record<string, string> = { u: 'user_id', d: 'anonymous_id', l: 'loyalty_id', e: 'email_hash' }

/** 'u:anna d:tablet' names user anna on device tablet. */
function said(words: string): Wanted {
  const identifiers = words.split(' ').map((word) => { const [kind, value] = word.split(':'); return { kind: KINDS[kind], value } })
  return { identifiers }
}

describe('resolveIdentities', () => {
  let store: Store
  beforeAll(async () => { store = await createTestStore() })
  afterAll(() => store.close())

  const resolve = (...messages: Wanted[]) => inTransaction(store, (tx) => resolveIdentities(tx, messages, now))
  const oneByOne = async (...messages: string[]) => { for (const message of messages) await resolve(said(message)) }
  /** Who an identifier is now. */
  const who = async ({ kind, value }: Identifier): Promise<string | undefined> => (await store.sql<{ person: string }[]>`
    select coalesce(c.merged_into, c.customer_id) as person from identifiers i join customers c using (customer_id) where i.kind = ${kind} and i.value = ${value}`)[0]?.person
  const person = (word: string) => who(said(word).identifiers[0])

  it('makes one customer per new name and finds it again', async () => {
    const first = await resolve(said('u:new1'), said('u:new2'), said('u:new1'))
    expect(first[0]).toBe(first[2])
    expect(first[0]).not.toBe(first[1])
    expect(await resolve(said('u:new1'))).toEqual([first[0]])
    expect(await customerOfUserId(store, 'new1')).toBe(first[0])
    expect(await customerOfUserId(store, 'nobody')).toBeNull()
  })

  it('attaches what was browsed before the login', async () => {
    const [browsed] = await resolve(said('d:a-phone'))
    await oneByOne('u:a d:a-phone', 'u:a')
    const found = await findPerson(store, { userId: 'a' })
    expect(found?.customerIds).toContain(browsed)
    expect(await findPerson(store, { anonymousId: 'a-phone' })).toEqual(found)
    const merges = await store.sql`select "into", through from merges where customer_id = ${browsed as string}`
    expect(merges).toMatchObject([{ into: found?.personId, through: 'anonymous_id' }])
  })

  it('never merges two who log in on one device, and lends the device to neither', async () => {
    await oneByOne('d:b-shared', 'u:b1 d:b-shared', 'd:b-shared', 'u:b2 d:b-shared', 'd:b-shared')
    const [b1, b2, device] = [await person('u:b1'), await person('u:b2'), await person('d:b-shared')]
    expect(new Set([b1, b2, device]).size).toBe(3)
    expect((await findPerson(store, { anonymousId: 'b-shared' }))?.customerIds).toHaveLength(1)
    // Somebody who is not known yet is not shown what a known customer did on the device.
    await oneByOne('u:b3 d:b-own')
    expect((await findPerson(store, { userId: 'nobody', anonymousId: 'b-own' }))).toBeNull()
    expect((await findPerson(store, { userId: 'nobody', anonymousId: 'b-shared' }))?.personId).toBe(device)
  })

  it('joins the till and the shop when one message names both', async () => {
    await oneByOne('l:c-card', 'u:c', 'u:c l:c-card')
    expect(await person('l:c-card')).toBe(await person('u:c'))
    expect((await findPerson(store, { userId: 'c' }))?.customerIds).toHaveLength(2)
    // A card first seen with its owner needs no customer of its own.
    await oneByOne('u:c2 l:c2-card')
    expect((await findPerson(store, { userId: 'c2' }))?.customerIds).toHaveLength(1)
  })

  it('gives a device back to a person whose two names turn out to be one', async () => {
    await oneByOne('l:c3-card d:c3-phone', 'u:c3 d:c3-phone')
    expect(await person('d:c3-phone')).not.toBe(await person('u:c3'))
    await oneByOne('u:c3 l:c3-card')
    expect(await person('d:c3-phone')).toBe(await person('u:c3'))
  })

  it('keeps five shoppers on the tablet in the shop apart', async () => {
    const shoppers = ['d1', 'd2', 'd3', 'd4', 'd5']
    await resolve(...shoppers.flatMap((shopper) => [said('d:tablet'), said(`u:${shopper} d:tablet`)]))
    const people = await Promise.all([...shoppers.map((shopper) => person(`u:${shopper}`)), person('d:tablet')])
    expect(new Set(people).size).toBe(6)
  })

  it('leaves an e-mail address where it was when a second user names it', async () => {
    await oneByOne('u:abc123 e:jane', 'u:abc456 e:jane')
    expect(await person('e:jane')).toBe(await person('u:abc123'))
    expect(await person('u:abc456')).not.toBe(await person('u:abc123'))
  })

  it('follows the shop\'s own aliases through a chain, in either order', async () => {
    const alias = (previousId: string, userId: string): Wanted => ({ ...said(`u:${userId}`), previousId, trusted: true })
    await resolve(alias('e1a', 'e1b'))
    await resolve(alias('e1b', 'e1c'))
    await resolve(alias('e2b', 'e2c'))
    await resolve(alias('e2a', 'e2b'))
    await resolve(alias('e3b', 'e3c'), alias('e3a', 'e3b'), alias('e3c', 'e3a'))
    for (const chain of ['e1', 'e2', 'e3']) {
      const people = await Promise.all(['u:b', 'u:c', 'd:a'].map((word) => person(word.replace(':', `:${chain}`))))
      expect(new Set(people).size).toBe(1)
    }
  })

  it('does not believe a page that one user is another', async () => {
    await oneByOne('u:victim')
    await resolve({ ...said('u:mallory'), previousId: 'victim' })
    expect(await person('u:mallory')).not.toBe(await person('u:victim'))
  })

  it('keeps the stricter consent when two become one, and forgets the loan with the device', async () => {
    const purpose: Purpose = 'personalize.content.profiling'
    const say = (customerId: CustomerId, allowed: boolean, at: number) => recordConsents(store, [{ customerId, purpose, allowed, status: allowed ? 'granted' : 'denied', recordedAt: new Date(at), method: 'test', source: 'test', ground: 'consent', actor: 'test' }], now)
    const allowed = async (userId: string) => { const found = await findPerson(store, { userId }); return found !== null && (await checkConsent(store, found, purpose, NO_SIGNALS, now)).allowed }
    for (const [user, device, expected] of [[true, false, false], [false, true, false], [true, true, true]] as const) {
      for (const deviceFirst of [true, false]) {
        const name = `g-${user}-${device}-${deviceFirst}`
        const [d, u] = await resolve(said(`d:${name}`), said(`u:${name}`))
        const sayings = [() => say(d as CustomerId, device, 1000), () => say(u as CustomerId, user, 2000)]
        for (const saying of deviceFirst ? sayings : sayings.reverse()) await saying()
        await oneByOne(`u:${name} d:${name}`)
        expect([name, await allowed(name)]).toEqual([name, expected])
      }
    }
  })

  it('lets nobody erased back in, and keeps their device out of the way of others', async () => {
    await store.sql.begin((tx) => entomb(tx, [{ kind: 'user_id', value: 'gone' }, { kind: 'anonymous_id', value: 'gone-phone' }], now))
    expect(await resolve(said('u:gone'), said('u:gone d:gone-phone'), said('d:gone-phone'))).toEqual(['suppressed', 'suppressed', 'suppressed'])
    await oneByOne('u:stays d:gone-phone')
    expect(await person('d:gone-phone')).toBeUndefined()
    expect(await person('u:stays')).toBeDefined()
  })

  it('makes one customer of a name that many requests bring at once', async () => {
    const heads = await Promise.all(Array.from({ length: 12 }, (_, i) => resolve(said('u:rush d:rush-phone'), said(`u:rush-${i % 3} l:rush-${i % 3}`), said('d:rush-phone'))))
    expect(new Set(heads.map(([first]) => first)).size).toBe(1)
    expect((await findPerson(store, { userId: 'rush' }))?.customerIds).toHaveLength(2)
    expect(new Set(heads.map(([, second]) => second)).size).toBe(3)
  })

  it('makes customers for the user ids a shop names, those it has and those it has not', async () => {
    const made = await customersOfUserIds(store, ['of1', 'of2', 'of1'], now)
    expect(made.size).toBe(2)
    expect(await customersOfUserIds(store, ['of2'], now)).toEqual(new Map([['of2', made.get('of2')]]))
  })

  it('divides identifiers into the same people whatever the order, the repetition and the batches', async () => {
    // Each e-mail and card has one owner; devices are shared freely. (Where two users name one card, the first to arrive keeps it.)
    const users = fc.integer({ min: 0, max: 3 })
    const devices = fc.integer({ min: 0, max: 3 })
    const message = fc.oneof(
      fc.tuple(users, devices).map(([u, d]) => `u:${u} d:${d}`), devices.map((d) => `d:${d}`), users.map((u) => `u:${u} e:${u}`), users.map((u) => `l:${u}`),
      fc.tuple(users, devices).map(([u, d]) => `l:${u} d:${d}`), users.map((u) => `u:${u} l:${u}`), users.map((u) => `e:${u} l:${u}`), users.map((u) => `e:${u}`))
    let run = 0
    const partition = async (messages: readonly string[], batch: number): Promise<string[]> => {
      const world = `p${run++}-`
      const placed = messages.map((words) => said(words.replaceAll(':', `:${world}`)))
      for (let at = 0; at < placed.length; at += batch) await resolve(...placed.slice(at, at + batch))
      const rows = await store.sql<{ names: string[] }[]>`
        select array_agg(i.kind || replace(i.value, ${world}, '') order by i.kind, i.value) as names
        from identifiers i join customers c using (customer_id) where i.value like ${`${world}%`} group by coalesce(c.merged_into, c.customer_id)`
      return rows.map(({ names }) => names.join(' ')).sort()
    }
    await fc.assert(fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 10 }).chain((list) => fc.record({
      list: fc.constant(list), shuffled: fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }), batch: fc.integer({ min: 1, max: 7 }),
    })), async ({ list, shuffled, batch }) => {
      expect(await partition(shuffled, batch)).toEqual(await partition(list, list.length))
    }), { numRuns: 60, seed: 7 })
  })
})
