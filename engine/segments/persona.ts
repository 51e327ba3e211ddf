import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'

/** Members of the published personas, as the latest complete run found them: customer_id (the person's), persona_id, name, weight. */
export function publishedMembers(sql: Sql | TransactionSql): PendingQuery<Row[]> {
  return sql`(
    select m.customer_id, p.persona_id, p.name, m.weight::float8 as weight from persona_members m join personas p on p.persona_id = m.persona_id and p.status = 'published'
    where m.run_id = (select run_id from persona_runs where completed_at is not null order by completed_at desc, run_id desc limit 1))`
}
