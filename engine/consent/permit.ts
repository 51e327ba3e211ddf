import type { CustomerId, RecordId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { ALLOWED_BY_DEFAULT, POLICY_VERSION, type Purpose } from './purposes.ts'

declare const checked: unique symbol

/** One person and every customer id that is this person (itself included). */
export type Person = { readonly personId: CustomerId; readonly customerIds: readonly CustomerId[] }

/** Evidence, made a moment ago and only here, that this purpose is allowed for this person. Functions that read personal data demand one. */
export type Permit<P extends Purpose> = Person & {
  readonly purpose: P
  readonly recordId: RecordId | null
  readonly policyVersion: string
  readonly checkedAt: Date
  readonly [checked]: P
}

export type Refusal = 'no_record' | 'denied' | 'withdrawn' | 'expired' | 'objected' | 'gpc' | 'no_identity' | 'unproven_identity'

export type ConsentAnswer<P extends Purpose> =
  | { readonly allowed: true; readonly permit: Permit<P> }
  | { readonly allowed: false; readonly reason: Refusal; readonly recordId: RecordId | null }

/** What the call itself says about consent. Signals only ever take away: a yes has to be in the ledger. */
export type Signals = { readonly gpc: boolean; readonly denied: ReadonlySet<Purpose> }

export const NO_SIGNALS: Signals = { gpc: false, denied: new Set() }

/** Purposes that Global Privacy Control switches off for the call that carries it. */
const STOPPED_BY_GPC: ReadonlySet<Purpose> = new Set<Purpose>(['personalize.content.profiling', 'personalize.content.profiled', 'train_ai_system', 'location.precise'])

/** The record of a purpose that holds, as the ledger has it. */
export type CurrentRow = { customer_id: CustomerId; record_id: RecordId; purpose: Purpose; allowed: boolean; status: 'granted' | 'denied' | 'withdrawn' | 'objected'; expires_at: Date | null; seq: string }

/**
 * Asks the ledger, now, whether a purpose is allowed. The person's latest record holds, whichever of their ids it was written under:
 * joining two customers writes the stricter answer as a new record (see merge.ts), so nothing withdrawn comes back.
 */
export async function checkConsent<P extends Purpose>(store: Store, person: Person, purpose: P, signals: Signals, now: Date): Promise<ConsentAnswer<P>> {
  const rows = await store.sql<CurrentRow[]>`
    select customer_id, record_id, purpose, allowed, status, expires_at, seq from consent_records
    where customer_id = any(${[...person.customerIds]}::uuid[]) and purpose = ${purpose} order by seq desc limit 1`
  return judge(person, purpose, rows[0], signals, now)
}

/** What a record says now; only this folder asks. */
export function judge<P extends Purpose>(person: Person, purpose: P, row: CurrentRow | undefined, signals: Signals, now: Date): ConsentAnswer<P> {
  const recordId = row?.record_id ?? null
  const refuse = (reason: Refusal): ConsentAnswer<P> => ({ allowed: false, reason, recordId })
  if (signals.gpc && STOPPED_BY_GPC.has(purpose)) return refuse('gpc')
  if (signals.denied.has(purpose)) return refuse('denied')
  if (row === undefined) return ALLOWED_BY_DEFAULT.has(purpose) ? { allowed: true, permit: issue(person, purpose, null, now) } : refuse('no_record')
  if (!row.allowed) return refuse(row.status === 'granted' ? 'denied' : row.status)
  if (row.expires_at !== null && row.expires_at <= now) return refuse('expired')
  return { allowed: true, permit: issue(person, purpose, row.record_id, now) }
}

function issue<P extends Purpose>(person: Person, purpose: P, recordId: RecordId | null, now: Date): Permit<P> {
  // The only place that puts the brand on.
  return { ...person, purpose, recordId, policyVersion: POLICY_VERSION, checkedAt: now } as Permit<P>
}
