import type { TransactionSql } from 'postgres'
import type { CustomerId } from '../ids.ts'
import { lockLedgers, recordConsentsIn, type ConsentStatement } from './ledger.ts'
import type { Purpose } from './purposes.ts'

/** A yes or no that came with something else (an event, an identify call). `explicit`: it was sent to say just that. */
export type Choice = {
  readonly customerId: CustomerId
  readonly personId: CustomerId
  readonly purpose: Purpose
  readonly allowed: boolean
  readonly at: Date
  readonly explicit: boolean
}

type Standing = { allowed: boolean; recordedAt: Date }
type CurrentRow = { person_id: CustomerId; purpose: Purpose; allowed: boolean; recorded_at: Date }

/**
 * Writes to the ledger what these choices change. A yes counts only where it was said after what stands, so that a late or repeated
 * message opens nothing; an explicit no always counts; a no that merely rides on another event counts where it is newer. What repeats
 * the standing answer is not written again.
 */
export async function applyChoices(tx: TransactionSql, choices: readonly Choice[], by: { readonly source: string; readonly actor: string }, now: Date): Promise<void> {
  if (choices.length === 0) return
  const people = [...new Set(choices.map(({ personId }) => personId))]
  await lockLedgers(tx, [...people, ...choices.map(({ customerId }) => customerId)])
  const rows = await tx<CurrentRow[]>`
    select distinct on (p.person_id, r.purpose) p.person_id, r.purpose, r.allowed, r.recorded_at
    from people p join consent_records r using (customer_id)
    where p.customer_id in (select customer_id from customers where customer_id = any(${people}::uuid[]) or merged_into = any(${people}::uuid[]))
    order by p.person_id, r.purpose, r.seq desc`
  const standing = new Map<string, Standing>(rows.map((row) => [row.person_id + row.purpose, { allowed: row.allowed, recordedAt: row.recorded_at }]))
  // By the time they were said; of a yes and a no said at once the no comes last and holds.
  const inOrder = [...choices].sort((a, b) => a.at.getTime() - b.at.getTime() || Number(b.allowed) - Number(a.allowed))
  await recordConsentsIn(tx, inOrder.flatMap((choice) => statementOf(choice, standing, by)), now)
}

function statementOf({ customerId, personId, purpose, allowed, at, explicit }: Choice, standing: Map<string, Standing>, by: { source: string; actor: string }): ConsentStatement[] {
  const key = personId + purpose
  const stands = standing.get(key)
  const newer = stands === undefined || at > stands.recordedAt || (!allowed && at.getTime() === stands.recordedAt.getTime())
  if (stands?.allowed === allowed || (!newer && (allowed || !explicit))) return []
  standing.set(key, { allowed, recordedAt: at })
  const status = allowed ? 'granted' as const : stands?.allowed === true ? 'withdrawn' as const : 'denied' as const
  return [{ customerId, purpose, allowed, status, recordedAt: at, method: explicit ? 'preference_event' : 'event', ground: 'consent', ...by }]
}
