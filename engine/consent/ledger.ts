import { createHash } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { newId, type CustomerId, type RecordId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { inTransaction } from '../store/transaction.ts'
import { POLICY_VERSION, type Purpose } from './purposes.ts'

/** A yes or no to one purpose, as it was said, with the proof that GDPR Art. 7(1) asks for. */
export type ConsentStatement = {
  readonly customerId: CustomerId
  readonly purpose: Purpose
  readonly allowed: boolean
  readonly status: 'granted' | 'denied' | 'withdrawn' | 'objected'
  readonly recordedAt: Date
  readonly expiresAt?: Date
  readonly notice?: { readonly id: string; readonly version: string; readonly language: string }
  readonly method: string
  readonly source: string
  readonly ground: 'consent' | 'contract' | 'legitimate_interest'
  readonly actor: string
}

export type ConsentRecord = ConsentStatement & { readonly recordId: RecordId; readonly hash: string }

/** SHA-256 over the record and the hash of the customer's record before it: a row changed or taken out breaks the chain. */
export function chainHash(previous: string | null, recordId: string, statement: ConsentStatement, policyVersion = POLICY_VERSION): string {
  const { notice } = statement
  const said = [recordId, statement.customerId, statement.purpose, statement.allowed, statement.status, statement.recordedAt.toISOString(), statement.expiresAt?.toISOString() ?? null,
    notice === undefined ? null : [notice.id, notice.version, notice.language], statement.method, statement.source, statement.ground, statement.actor, policyVersion]
  return createHash('sha256').update(`${previous ?? ''}\n${JSON.stringify(said)}`).digest('hex')
}

/** Writes statements to the ledger in the order given, chained per customer. */
export async function recordConsents(store: Pick<Store, 'sql'>, statements: readonly ConsentStatement[], now: Date): Promise<ConsentRecord[]> {
  return inTransaction(store, (tx) => recordConsentsIn(tx, statements, now))
}

const LOCKS = 7_051
/** A server of default size has room for 6,400 locks: customers share theirs, so that a transaction may speak of any number. */
const MOST_LOCKS = 1024

/** Two who write or weigh answers of one customer take turns: a chain stays one chain, and a yes is held against what really stands. */
export async function lockLedgers(tx: TransactionSql, customerIds: readonly CustomerId[]): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCKS}, lock) from (select distinct abs(hashtext(id) % ${MOST_LOCKS}) as lock from unnest(${[...customerIds]}::text[]) id order by 1) l`
}

/** The same inside a transaction of the caller's (an identify call, a merge, an import). */
export async function recordConsentsIn(tx: TransactionSql, statements: readonly ConsentStatement[], now: Date): Promise<ConsentRecord[]> {
  if (statements.length === 0) return []
  const ids = [...new Set(statements.map((statement) => statement.customerId))].sort()
  await lockLedgers(tx, ids)
  const last = await tx<{ customer_id: CustomerId; hash: string }[]>`
    select distinct on (customer_id) customer_id, hash from consent_records where customer_id = any(${ids}::uuid[]) order by customer_id, seq desc`
  const tips = new Map(last.map((row) => [row.customer_id, row.hash]))
  const records = statements.map((statement) => {
    const recordId = newId<RecordId>(now)
    const previousHash = tips.get(statement.customerId) ?? null
    const hash = chainHash(previousHash, recordId, statement)
    tips.set(statement.customerId, hash)
    return { ...statement, recordId, previousHash, hash }
  })
  const rows = records.map((r) => ({
    customer_id: r.customerId, record_id: r.recordId, purpose: r.purpose, allowed: r.allowed, status: r.status, recorded_at: r.recordedAt, expires_at: r.expiresAt ?? null,
    notice_id: r.notice?.id ?? null, notice_version: r.notice?.version ?? null, notice_language: r.notice?.language ?? null, method: r.method, source: r.source,
    ground: r.ground, actor: r.actor, previous_hash: r.previousHash, hash: r.hash,
  }))
  // `seq` is dealt out in the order of the statements: the latest of a purpose holds.
  await tx`
    insert into consent_records (customer_id, record_id, purpose, allowed, status, recorded_at, expires_at, notice_id, notice_version, notice_language, method, source, ground, policy_version, actor, previous_hash, hash)
    select customer_id, record_id, purpose, allowed, status, recorded_at, expires_at, notice_id, notice_version, notice_language, method, source, ground, ${POLICY_VERSION}, actor, previous_hash, hash
    from rows from (jsonb_to_recordset(${tx.json(rows)}) as (customer_id uuid, record_id uuid, purpose text, allowed boolean, status text, recorded_at timestamptz, expires_at timestamptz,
      notice_id text, notice_version text, notice_language text, method text, source text, ground text, actor text, previous_hash text, hash text))
      with ordinality as r (customer_id, record_id, purpose, allowed, status, recorded_at, expires_at, notice_id, notice_version, notice_language, method, source, ground, actor, previous_hash, hash, nth)
    order by nth`
  return records
}
