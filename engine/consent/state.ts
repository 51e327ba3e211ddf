import type { CustomerId, RecordId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import type { Person } from './permit.ts'
import { ALLOWED_BY_DEFAULT, PURPOSES, type Purpose } from './purposes.ts'

/** Where a person stands on one purpose now. */
export type PurposeState = {
  readonly purpose: Purpose
  readonly allowed: boolean
  readonly status: 'default' | 'granted' | 'denied' | 'withdrawn' | 'objected' | 'expired'
  readonly recordId: RecordId | null
  readonly recordedAt: Date | null
  readonly expiresAt: Date | null
  readonly notice: { readonly id: string; readonly version: string; readonly language: string } | null
}

type Row = {
  customer_id: CustomerId; record_id: RecordId; purpose: Purpose; allowed: boolean; status: 'granted' | 'denied' | 'withdrawn' | 'objected'
  recorded_at: Date; expires_at: Date | null; notice_id: string | null; notice_version: string | null; notice_language: string | null
}

/** Every purpose with what holds for it now, in the order of PURPOSES. Answers the same as checkConsent does, for all at once. */
export async function stateOf(store: Pick<Store, 'sql'>, person: Person, now: Date): Promise<PurposeState[]> {
  const rows = await store.sql<Row[]>`
    select distinct on (purpose) customer_id, record_id, purpose, allowed, status, recorded_at, expires_at, notice_id, notice_version, notice_language
    from consent_records where customer_id = any(${[...person.customerIds]}::uuid[]) order by purpose, seq desc`
  const said = new Map(rows.map((row) => [row.purpose, row]))
  return PURPOSES.map((purpose) => {
    const row = said.get(purpose)
    if (row === undefined) return { purpose, allowed: ALLOWED_BY_DEFAULT.has(purpose), status: 'default', recordId: null, recordedAt: null, expiresAt: null, notice: null }
    const expired = row.allowed && row.expires_at !== null && row.expires_at <= now
    const { notice_id: id, notice_version: version, notice_language: language } = row
    return {
      purpose, allowed: row.allowed && !expired, status: expired ? 'expired' : row.status, recordId: row.record_id, recordedAt: row.recorded_at, expiresAt: row.expires_at,
      notice: id === null || version === null || language === null ? null : { id, version, language },
    }
  })
}
