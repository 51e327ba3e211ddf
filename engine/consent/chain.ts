import type { CustomerId, RecordId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { chainHash } from './ledger.ts'
import type { Purpose } from './purposes.ts'

type Row = {
  record_id: RecordId; purpose: Purpose; allowed: boolean; status: 'granted' | 'denied' | 'withdrawn' | 'objected'; recorded_at: Date; expires_at: Date | null
  notice_id: string | null; notice_version: string | null; notice_language: string | null; method: string; source: string
  ground: 'consent' | 'contract' | 'legitimate_interest'; policy_version: string; actor: string; previous_hash: string | null; hash: string
}

/** `brokenAt`: the first record that was changed, or before which one is missing. */
export type ChainState = { readonly records: number; readonly brokenAt: RecordId | null }

/** Recomputes one customer's ledger from its first record on. A record taken off the end shows only against an earlier count. */
export async function verifyChain(store: Pick<Store, 'sql'>, customerId: CustomerId): Promise<ChainState> {
  const rows = await store.sql<Row[]>`
    select record_id, purpose, allowed, status, recorded_at, expires_at, notice_id, notice_version, notice_language, method, source, ground, policy_version, actor, previous_hash, hash
    from consent_records where customer_id = ${customerId} order by seq`
  let previous: string | null = null
  for (const row of rows) {
    const expected = chainHash(previous, row.record_id, statementOf(customerId, row), row.policy_version)
    if (row.previous_hash !== previous || row.hash !== expected) return { records: rows.length, brokenAt: row.record_id }
    previous = row.hash
  }
  return { records: rows.length, brokenAt: null }
}

function statementOf(customerId: CustomerId, row: Row) {
  const { notice_id: id, notice_version: version, notice_language: language } = row
  return {
    customerId, purpose: row.purpose, allowed: row.allowed, status: row.status, recordedAt: row.recorded_at, ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(id === null || version === null || language === null ? {} : { notice: { id, version, language } }), method: row.method, source: row.source, ground: row.ground, actor: row.actor,
  }
}
