import { createHash } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { Person } from '../consent/permit.ts'
import { waitForWriters } from '../customers/erasureLock.ts'
import { emailHash, type Identifier } from '../customers/identifier.ts'
import { entomb } from '../customers/tombstones.ts'
import { newId, type CustomerId } from '../ids.ts'
import { forgetMember, membershipSecret } from '../recommender/membership.ts'
import type { Store } from '../store/connect.ts'
import { customerUnknown } from './person.ts'
import { recipientsOf, type Recipient } from './recipients.ts'

/** Proof of an erasure; holds nothing of the person. `hash`: SHA-256 over the rest as it stands in the audit. */
export type Receipt = {
  readonly receiptId: string
  readonly erasedAt: Date
  /** Rows taken out, by table; `audit` counts rows made nobody's, `artefacts` models whose training set the person was taken out of. Message ids stay taken (event_keys holds their hashes and nobody's name), so that what is replayed is a duplicate. */
  readonly counts: { readonly [table: string]: number }
  /** Identifiers that can never come back in. */
  readonly tombstones: number
  /** Who had received the person and is to be told (GDPR Art. 19). */
  readonly recipients: readonly Recipient[]
  readonly hash: string
}

/** Every table with a row of a person's own, in the order they are emptied. `customers` is last. */
export const PERSONAL_TABLES = ['events', 'event_items', 'decisions', 'exposures', 'consent_records', 'feature_rows', 'persona_members', 'run_population', 'segment_members', 'export_people', 'identifiers'] as const

/**
 * Takes everything about a person out of the database, in one transaction, and keeps their identifiers out for ever (GDPR Art. 17). Message
 * ids stay taken, as hashes that belong to nobody, so that a replay is still a duplicate. The receipt stays in the audit. Throws `customer_unknown`.
 */
export async function erasePerson(store: Store, userId: string, actor: string, now: Date): Promise<Receipt> {
  const secret = await membershipSecret(store)
  return store.sql.begin(async (tx) => {
    await waitForWriters(tx)
    // Looked up behind the lock: whoever was joined to this person a moment ago is erased with it.
    const person = await personIn(tx, userId)
    await tx`set local lotse.erasing = 'yes'`
    const names = await namesOf(tx, person)
    const recipients = await recipientsOf(tx, person)
    const counts = { ...await takeOut(tx, person, names), artefacts: await forgetMember(tx, secret, person) }
    await entomb(tx, names, now)
    const receipt = { receiptId: newId(now), erasedAt: now, counts, tombstones: names.length, recipients }
    const hash = createHash('sha256').update(JSON.stringify(receipt)).digest('hex')
    await tx`insert into audit (at, actor, action, subject, detail) values (${now}, ${actor}, 'customer.erased', ${receipt.receiptId}, ${tx.json(JSON.parse(JSON.stringify({ ...receipt, hash })))})`
    return { ...receipt, hash }
  })
}

async function personIn(tx: TransactionSql, userId: string): Promise<Person> {
  const rows = await tx<{ person_id: CustomerId; customer_id: CustomerId }[]>`
    select p.person_id, c.customer_id from identifiers i join people p on p.customer_id = i.customer_id join customers c on c.customer_id = p.person_id or c.merged_into = p.person_id
    where i.kind = 'user_id' and i.value = ${userId}`
  if (rows.length === 0) throw customerUnknown()
  return { personId: rows[0].person_id, customerIds: rows.map((row) => row.customer_id) }
}

/** Everything that names this person: their identifiers, the address among the traits, and devices their events came from. */
async function namesOf(tx: TransactionSql, { customerIds }: Person): Promise<Identifier[]> {
  const ids = [...customerIds]
  const known = await tx<Identifier[]>`select kind, value from identifiers where customer_id = any(${ids}::uuid[]) order by kind, value`
  const emails = await tx<{ email: string }[]>`select distinct traits ->> 'email' as email from customers where customer_id = any(${ids}::uuid[]) and traits ? 'email' and traits ->> 'email' is not null`
  const hashes = emails.map(({ email }) => emailHash(email)).filter((hash) => hash !== null && !known.some(({ kind, value }) => kind === 'email_hash' && value === hash))
  return [...known.map(({ kind, value }) => ({ kind, value })), ...hashes.map((value) => ({ kind: 'email_hash', value: String(value) }))]
}

async function takeOut(tx: TransactionSql, { customerIds }: Person, names: readonly Identifier[]): Promise<{ [table: string]: number }> {
  const ids = [...customerIds]
  const counts: { [table: string]: number } = {}
  for (const table of PERSONAL_TABLES) counts[table] = (await tx`delete from ${tx(table)} where customer_id = any(${ids}::uuid[])`).count
  counts.merges = (await tx`delete from merges where customer_id = any(${ids}::uuid[]) or "into" = any(${ids}::uuid[])`).count
  const subjects = [...ids, ...names.map(({ value }) => value)]
  counts.audit = (await tx`update audit set subject = 'erased', detail = '{}' where subject = any(${subjects}::text[])`).count
  counts.customers = (await tx`delete from customers where customer_id = any(${ids}::uuid[])`).count
  return counts
}
