import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { installationSecret } from '../access/secrets.ts'
import type { Person } from '../consent/permit.ts'
import type { PopulationPermit } from '../consent/population.ts'
import type { ArtefactId, CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** Bytes kept of a hash: two of a million people share one with a chance below 10⁻⁷. */
const BYTES = 8
const BUCKETS = 256

type Bucket = { readonly bucket: number; readonly hashes: string; readonly nonce: string; readonly digest: string }

/** `people` it learned from, `erased` of them since; `root` commits to the set as it is. `admitted`: rows of the population it was made of. */
export type Seal = { readonly people: number; readonly erased: number; readonly root: string; readonly buckets: readonly Bucket[]; readonly admitted: number }

/** The installation's own secret, without which no hash can be tied to anybody. */
export function membershipSecret(store: Pick<Store, 'sql'>): Promise<string> {
  return installationSecret(store, 'membership secret')
}

/**
 * Seals whom an artefact learned from, so that "was this person in the training set?" can be answered without a list of people.
 *
 * Kept is HMAC-SHA256 of each id, cut to 8 bytes, under a key of the artefact's own (HMAC of its id under the installation's secret), so that
 * sets of two artefacts cannot be laid side by side. That is a pseudonym and still personal data (GDPR Art. 4(5), recital 26): it is never
 * sent to what serves, is part of a person's export, and ends with an erasure. The person's hash is then taken out and the nonce of its
 * bucket destroyed: digest and root, which stay, can no longer confirm a guess. The card goes on saying "n people, m of them since erased":
 * two numbers about the model, nobody's data, without which it would claim to have learned from fewer people than it did. The model itself
 * holds nothing of one person and is not refitted; the next one learns without them.
 *
 * A person counts once and is found under every customer id they had when the run began. People of `learned` who are gone from the run's
 * population were erased while it ran.
 */
export async function sealMembers(sql: Store['sql'] | TransactionSql, secret: string, artefactId: ArtefactId, permit: PopulationPermit<'train_ai_system'>, learned: readonly CustomerId[]): Promise<Seal> {
  const rows = await sql<{ customer_id: CustomerId; person_id: CustomerId }[]>`
    select customer_id, person_id from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose}`
  const people = new Set(learned)
  const names = rows.filter((row) => people.has(row.person_id))
  const key = keyOf(secret, artefactId)
  const filled: string[][] = Array.from({ length: BUCKETS }, () => [])
  for (const { customer_id: id } of names) {
    const hash = hashOf(key, id)
    filled[bucketOf(hash)].push(hash)
  }
  const buckets = filled.map((inside, bucket) => {
    const nonce = randomBytes(16)
    const bytes = Buffer.from(inside.sort().join(''), 'hex')
    return { bucket, hashes: bytes.toString('hex'), nonce: nonce.toString('hex'), digest: digestOf(nonce, bytes) }
  })
  return { people: people.size, erased: people.size - new Set(names.map((row) => row.person_id)).size, root: rootOf(buckets.map((one) => one.digest)), buckets, admitted: rows.length }
}

/**
 * Writes a seal down beside its artefact. Call it behind `holdOffErasure`, which is held no longer than it takes to see that nobody was
 * erased since the seal was made: with somebody gone it is made again.
 */
export async function keepMembers(tx: TransactionSql, secret: string, artefactId: ArtefactId, permit: PopulationPermit<'train_ai_system'>, learned: readonly CustomerId[], made: Seal): Promise<void> {
  const [{ n }] = await tx<{ n: number }[]>`select count(*)::int as n from run_population where run_id = ${permit.runId} and purpose = ${permit.purpose}`
  const { buckets, people, erased, root } = n === made.admitted ? made : await sealMembers(tx, secret, artefactId, permit, learned)
  await tx`
    insert into artefact_members (artefact_id, bucket, hashes, nonce, digest)
    select ${artefactId}, b, decode(h, 'hex'), decode(n, 'hex'), decode(d, 'hex')
    from unnest(${buckets.map((one) => one.bucket)}::int[], ${buckets.map((one) => one.hashes)}::text[], ${buckets.map((one) => one.nonce)}::text[], ${buckets.map((one) => one.digest)}::text[]) as s(b, h, n, d)`
  await tx`update artefacts set people = ${people}, erased = ${erased}, membership_root = ${root} where artefact_id = ${artefactId}`
}

/** Did this artefact learn from this person? False for somebody who was erased, and for an artefact whose set is no longer kept. */
export async function wasTrainedOn(store: Pick<Store, 'sql'>, artefactId: ArtefactId, person: Pick<Person, 'customerIds'>): Promise<boolean> {
  return (await findIn(store, [artefactId], person)).length > 0
}

/** Every artefact that learned from this person and whose set is still kept, oldest first. */
export async function modelsTrainedOn(store: Pick<Store, 'sql'>, person: Pick<Person, 'customerIds'>): Promise<ArtefactId[]> {
  return findIn(store, await sealedArtefacts(store.sql), person)
}

/** Takes a person out of every set, inside their erasure. Returns how many artefacts had learned from them. */
export async function forgetMember(tx: TransactionSql, secret: string, { customerIds }: Pick<Person, 'customerIds'>): Promise<number> {
  const artefacts = await sealedArtefacts(tx)
  const hit = new Set<ArtefactId>()
  for (const customerId of customerIds) {
    const named = namesOf(secret, artefacts, [customerId])
    const rows = await tx<{ id: ArtefactId }[]>`
      update artefact_members m set hashes = overlay(m.hashes placing ''::bytea from position(decode(n.h, 'hex') in m.hashes) for ${BYTES}), nonce = null
      from unnest(${named.ids}::uuid[], ${named.buckets}::int[], ${named.hashes}::text[]) as n(id, b, h)
      where m.artefact_id = n.id and m.bucket = n.b and position(decode(n.h, 'hex') in m.hashes) % ${BYTES} = 1 returning m.artefact_id as id`
    for (const { id } of rows) hit.add(id)
  }
  await tx`update artefacts set erased = erased + 1 where artefact_id = any(${[...hit]}::uuid[])`
  return hit.size
}

/** Do the sets still say what was sealed? `checked` buckets in which nobody was erased agree with their digests, and all digests with the root. */
export async function verifyMembership(store: Pick<Store, 'sql'>, artefactId: ArtefactId): Promise<{ readonly intact: boolean; readonly checked: number }> {
  const rows = await store.sql<{ hashes: Uint8Array; nonce: Uint8Array | null; digest: string }[]>`
    select hashes, nonce, encode(digest, 'hex') as digest from artefact_members where artefact_id = ${artefactId} order by bucket`
  const [sealed] = await store.sql<{ root: string | null }[]>`select membership_root as root from artefacts where artefact_id = ${artefactId}`
  const whole = rows.filter((row) => row.nonce !== null)
  const agree = whole.every(({ hashes, nonce, digest }) => nonce !== null && digestOf(nonce, hashes) === digest)
  return { intact: rows.length === BUCKETS && agree && rootOf(rows.map((row) => row.digest)) === sealed?.root, checked: whole.length }
}

async function findIn(store: Pick<Store, 'sql'>, artefacts: readonly ArtefactId[], { customerIds }: Pick<Person, 'customerIds'>): Promise<ArtefactId[]> {
  const named = namesOf(await membershipSecret(store), artefacts, customerIds)
  const rows = await store.sql<{ id: ArtefactId }[]>`
    select distinct m.artefact_id as id from unnest(${named.ids}::uuid[], ${named.buckets}::int[], ${named.hashes}::text[]) as n(id, b, h)
    join artefact_members m on m.artefact_id = n.id and m.bucket = n.b where position(decode(n.h, 'hex') in m.hashes) % ${BYTES} = 1 order by 1`
  return rows.map((row) => row.id)
}

async function sealedArtefacts(sql: Store['sql'] | TransactionSql): Promise<ArtefactId[]> {
  const rows = await sql<{ id: ArtefactId }[]>`select artefact_id as id from artefacts a where exists (select 1 from artefact_members m where m.artefact_id = a.artefact_id)`
  return rows.map((row) => row.id)
}

function namesOf(secret: string, artefacts: readonly ArtefactId[], customerIds: readonly CustomerId[]): { ids: ArtefactId[]; buckets: number[]; hashes: string[] } {
  const names = artefacts.flatMap((id) => {
    const key = keyOf(secret, id)
    return customerIds.map((customerId) => ({ id, hash: hashOf(key, customerId) }))
  })
  return { ids: names.map(({ id }) => id), buckets: names.map(({ hash }) => bucketOf(hash)), hashes: names.map(({ hash }) => hash) }
}

function keyOf(secret: string, artefactId: ArtefactId): Buffer {
  return createHmac('sha256', secret).update(artefactId).digest()
}

function hashOf(key: Buffer, customerId: CustomerId): string {
  return createHmac('sha256', key).update(customerId).digest('hex').slice(0, 2 * BYTES)
}

function bucketOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 2), 16)
}

function digestOf(nonce: Uint8Array, hashes: Uint8Array): string {
  return createHash('sha256').update(nonce).update(hashes).digest('hex')
}

function rootOf(digests: readonly string[]): string {
  return createHash('sha256').update(digests.join(''), 'hex').digest('hex')
}
