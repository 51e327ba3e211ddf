import type { TransactionSql } from 'postgres'
import type { Store } from '../store/connect.ts'
import { audit as auditTable } from '../store/schema/operations.ts'

/** Somebody changed something: `actor` key:<id>, cli or job:<run>; `action` noun.verb; `subject` the id of the thing. No personal data in `detail`. */
export type AuditEntry = { readonly actor: string; readonly action: string; readonly subject: string; readonly detail: { readonly [name: string]: unknown } }

export async function audit(store: Pick<Store, 'db'>, entry: AuditEntry, now: Date): Promise<void> {
  await store.db.insert(auditTable).values({ ...entry, at: now })
}

/** The same inside a transaction of postgres.js. */
export async function auditIn(tx: TransactionSql, { actor, action, subject, detail }: AuditEntry, now: Date): Promise<void> {
  await tx`insert into audit (at, actor, action, subject, detail) values (${now}, ${actor}, ${action}, ${subject}, ${JSON.stringify(detail)}::text::jsonb)`
}
