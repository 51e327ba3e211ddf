import type { Permit } from '../consent/permit.ts'
import { holdOffErasure } from '../customers/erasureLock.ts'
import { newId, type KeyId, type SnapshotId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import type { Field } from './fields.ts'

/** Who is asking, for what, in which form. */
export type Receiver = { readonly keyId: KeyId; readonly format: 'json' | 'ndjson' | 'csv'; readonly fields: readonly Field[] }

/** Writes down, before a page leaves the house, who received whom (GDPR Art. 15(1)(c), 19). A page without people leaves no row. */
export async function recordHandOver(store: Pick<Store, 'sql'>, from: { key: string; snapshotId: SnapshotId }, receiver: Receiver, permits: readonly Permit<'marketing.communications.email'>[], now: Date): Promise<void> {
  if (permits.length === 0) return
  const exportId = newId(now)
  await store.sql.begin(async (tx) => {
    await holdOffErasure(tx)
    await tx`
      insert into exports (export_id, segment_key, snapshot_id, key_id, fields, format, at, people)
      values (${exportId}, ${from.key}, ${from.snapshotId}, ${receiver.keyId}, ${[...receiver.fields]}, ${receiver.format}, ${now}, ${permits.length})`
    await tx`
      insert into export_people (customer_id, export_id) select c.customer_id, ${exportId}::uuid from customers c where c.customer_id = any(${permits.map((permit) => permit.personId)}::uuid[])`
  })
}
