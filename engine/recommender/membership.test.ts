import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { createTestStore } from '../store/testing/testStore.ts'
import { forgetMember, membershipSecret, modelsTrainedOn, verifyMembership, wasTrainedOn } from './membership.ts'
import { keepSmallModel } from './testing/smallModel.ts'
import { CUSTOMERS, fillSmallShop, NOW, personOf } from './testing/smallShop.ts'
import type { StoredArtefact } from './registry.ts'

let store: Store
let first: StoredArtefact
let second: StoredArtefact
const nobody = { customerIds: ['11111111-1111-4111-8111-111111111111' as CustomerId] }
const person = async (n: number) => ({ customerIds: [await personOf(store, n) as CustomerId] })
const later = new Date(NOW.getTime() + 60_000)

beforeAll(async () => {
  store = await createTestStore()
  await fillSmallShop(store, true)
  // u2 was a device of its own before the run found it to be u2.
  await store.sql`insert into customers (customer_id, created_at, known, traits, merged_into) values (md5('device of 2')::uuid, ${NOW}, false, '{}', md5('customer 2')::uuid)`
  first = await keepSmallModel(store, 1, NOW)
  await store.sql`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, method, source, ground, policy_version, actor, hash)
    values (md5('customer 9')::uuid, gen_random_uuid(), 'train_ai_system', false, 'withdrawn', ${NOW}, 'api', 'test', 'consent', 'test', 'test', '')`
  second = await keepSmallModel(store, 2, later)
})
afterAll(() => store.close())

async function card(artefact: StoredArtefact) {
  const [row] = await store.sql<{ people: number; erased: number; root: string }[]>`select people, erased, membership_root as root from artefacts where artefact_id = ${artefact.artefactId}`
  return row
}

describe('membership', () => {
  it('finds everybody who was let in, under every id they had, and nobody else', async () => {
    for (let n = 1; n <= CUSTOMERS; n++) expect(await wasTrainedOn(store, first.artefactId, await person(n))).toBe(true)
    const [{ id }] = await store.sql<{ id: CustomerId }[]>`select md5('device of 2')::uuid as id`
    expect(await wasTrainedOn(store, first.artefactId, { customerIds: [id] })).toBe(true)
    expect(await wasTrainedOn(store, first.artefactId, nobody)).toBe(false)
    expect(await modelsTrainedOn(store, nobody)).toEqual([])
  })

  it('counts people, not their ids, and follows a consent that was withdrawn from the next model on', async () => {
    expect(await card(first)).toMatchObject({ people: CUSTOMERS, erased: 0 })
    expect(await card(second)).toMatchObject({ people: CUSTOMERS - 1, erased: 0 })
    expect(await modelsTrainedOn(store, await person(9))).toEqual([first.artefactId])
    expect(await modelsTrainedOn(store, await person(8))).toEqual([first.artefactId, second.artefactId])
  })

  it('keeps no id in clear, and nothing by which two sets could be laid side by side', async () => {
    const [{ text }] = await store.sql<{ text: string }[]>`select string_agg(m::text, '') as text from artefact_members m`
    expect(text).not.toContain((await personOf(store, 3)).replaceAll('-', ''))
    expect(text).not.toContain(await personOf(store, 3))
    const rows = await store.sql<{ id: string; hashes: Uint8Array }[]>`select artefact_id as id, hashes from artefact_members`
    const hashesOf = (id: string) => rows.filter((row) => row.id === id).flatMap(({ hashes }) => Buffer.from(hashes).toString('hex').match(/.{16}/g) ?? [])
    expect(new Set(hashesOf(first.artefactId)).size).toBe(CUSTOMERS + 1)
    expect(hashesOf(first.artefactId).filter((hash) => hashesOf(second.artefactId).includes(hash))).toEqual([])
    expect((await card(first)).root).toMatch(/^[0-9a-f]{64}$/)
  })

  it('agrees with its root, and notices a set that was changed', async () => {
    expect(await verifyMembership(store, first.artefactId)).toEqual({ intact: true, checked: 256 })
    const [{ bucket, hashes }] = await store.sql<{ bucket: number; hashes: Buffer }[]>`select bucket, hashes from artefact_members where artefact_id = ${first.artefactId} and length(hashes) > 8 limit 1`
    const alter = (to: Uint8Array) => store.sql`update artefact_members set hashes = ${Buffer.from(to)} where artefact_id = ${first.artefactId} and bucket = ${bucket}`
    await alter(hashes.subarray(8))
    expect(await verifyMembership(store, first.artefactId)).toEqual({ intact: false, checked: 256 })
    await alter(hashes)
    await store.sql`delete from artefact_members where artefact_id = ${second.artefactId} and bucket = 7`
    expect((await verifyMembership(store, second.artefactId)).intact).toBe(false)
  })

  it('forgets an erased person in every set; the rest is found as before, and the card says how many are gone', async () => {
    const gone = { customerIds: [...(await person(2)).customerIds, (await store.sql<{ id: CustomerId }[]>`select md5('device of 2')::uuid as id`)[0].id] }
    const secret = await membershipSecret(store)
    expect(await store.sql.begin((tx) => forgetMember(tx, secret, gone))).toBe(2)
    expect(await modelsTrainedOn(store, gone)).toEqual([])
    expect(await store.sql.begin((tx) => forgetMember(tx, secret, gone))).toBe(0)
    for (const n of [1, 3, 8, 300]) expect(await wasTrainedOn(store, first.artefactId, await person(n))).toBe(true)
    expect(await card(first)).toMatchObject({ people: CUSTOMERS, erased: 1 })
    const { intact, checked } = await verifyMembership(store, first.artefactId)
    expect(intact).toBe(true)
    expect(256 - checked).toBe(new Set(await bucketsWithoutNonce()).size)
    expect(checked).toBeLessThan(256)
  })

  async function bucketsWithoutNonce(): Promise<number[]> {
    const rows = await store.sql<{ bucket: number }[]>`select bucket from artefact_members where artefact_id = ${first.artefactId} and nonce is null`
    return rows.map((row) => row.bucket)
  }
})
