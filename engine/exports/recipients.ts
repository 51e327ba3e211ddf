import type { Person } from '../consent/permit.ts'
import type { Sql, TransactionSql } from 'postgres'

/** One hand-over a person was part of: to which key, from which segment, and which fields were told. */
export type Recipient = { readonly exportId: string; readonly at: Date; readonly segment: string; readonly keyId: string; readonly keyName: string | null; readonly fields: readonly string[]; readonly format: string }

/** Who received this person, oldest first: who must be told of an erasure (GDPR Art. 19). */
export async function recipientsOf(sql: Sql | TransactionSql, { customerIds }: Person): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select x.export_id as "exportId", x.at, x.segment_key as segment, x.key_id as "keyId", k.name as "keyName", x.fields, x.format
    from (select distinct export_id from export_people where customer_id = any(${[...customerIds]}::uuid[])) p join exports x using (export_id) left join api_keys k on k.key_id = x.key_id
    order by x.at, x.export_id`
}
