import type { TransactionSql } from 'postgres'
import type { CustomerId } from '../ids.ts'
import { recordConsentsIn } from './ledger.ts'
import type { Purpose } from './purposes.ts'

type Said = { target: CustomerId; side: CustomerId; purpose: Purpose; allowed: boolean; status: 'granted' | 'denied' | 'withdrawn' | 'objected'; recorded_at: Date; expires_at: Date | null; seq: string }

/**
 * Two customers become one person: where both had answered for a purpose, the stricter answer is written under `into`, so that nothing
 * withdrawn comes back by a merge. Silence is no answer. Call it just before or after customers.merged_into is set.
 */
export async function mergeConsents(tx: TransactionSql, pairs: readonly { readonly from: CustomerId; readonly into: CustomerId }[], now: Date): Promise<void> {
  if (pairs.length === 0) return
  const from = pairs.map((pair) => pair.from)
  const into = pairs.map((pair) => pair.into)
  const said = await tx<Said[]>`
    with goes as (select f, i from unnest(${from}::uuid[], ${into}::uuid[]) as n(f, i)),
    side as (
      select i as target, f as side, f as customer_id from goes union select i, f, c.customer_id from goes join customers c on c.merged_into = f
      union select i, i, i from goes
      union select i, i, c.customer_id from (select distinct i from goes) g join customers c on c.merged_into = g.i where not exists (select 1 from goes x where x.f = c.customer_id))
    select distinct on (s.target, s.side, r.purpose) s.target, s.side, r.purpose, r.allowed, r.status, r.recorded_at, r.expires_at, r.seq
    from side s join consent_records r on r.customer_id = s.customer_id order by s.target, s.side, r.purpose, r.seq desc`
  const answers = new Map<string, Said[]>()
  for (const row of said) answers.set(row.target + row.purpose, [...(answers.get(row.target + row.purpose) ?? []), row])
  const stricter = [...answers.values()].flatMap((rows) => {
    const latest = rows.reduce((a, b) => BigInt(b.seq) > BigInt(a.seq) ? b : a)
    const strictest = rows.reduce((a, b) => strictness(b) > strictness(a) ? b : a)
    return strictness(strictest) === strictness(latest) ? [] : [strictest]
  })
  await recordConsentsIn(tx, stricter.map((row) => ({
    customerId: row.target, purpose: row.purpose, allowed: row.allowed, status: row.status, recordedAt: now, ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    method: 'merge', source: 'identity', ground: 'consent' as const, actor: 'identity',
  })), now)
}

/** Every no is stricter than every yes, an objection the strictest; of two yeses the one that ends first. */
function strictness(row: Pick<Said, 'allowed' | 'status' | 'expires_at'>): number {
  if (!row.allowed) return { granted: 1, denied: 1, withdrawn: 2, objected: 3 }[row.status]
  return row.expires_at === null ? Number.NEGATIVE_INFINITY : -row.expires_at.getTime()
}
