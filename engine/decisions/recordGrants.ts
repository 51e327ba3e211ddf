import { lockLedgers, recordConsentsIn } from '../consent/ledger.ts'
import type { Person } from '../consent/permit.ts'
import type { Purpose } from '../consent/purposes.ts'
import type { Store } from '../store/connect.ts'
import { inTransaction } from '../store/transaction.ts'

/**
 * Writes down a yes that a call carried (a consent tool's signal) where the ledger has no word of the person on that purpose. What it
 * already says, yes or no, stands: a signal that is sent again never undoes a withdrawal.
 */
export async function recordGrants(store: Pick<Store, 'sql'>, person: Person, granted: ReadonlySet<Purpose>, actor: string, now: Date): Promise<void> {
  await inTransaction(store, async (tx) => {
    await lockLedgers(tx, [person.personId])
    const rows = await tx<{ purpose: Purpose }[]>`select distinct purpose from consent_records where customer_id = any(${[...person.customerIds]}::uuid[])`
    const said = new Set(rows.map((row) => row.purpose))
    const fresh = [...granted].filter((purpose) => !said.has(purpose)).sort()
    await recordConsentsIn(tx, fresh.map((purpose) => ({
      customerId: person.personId, purpose, allowed: true, status: 'granted', recordedAt: now, method: 'cmp_signal', source: 'decide', ground: 'consent', actor,
    })), now)
  })
}
