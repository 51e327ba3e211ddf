import type { Sql, TransactionSql } from 'postgres'
import type { RunId } from '../ids.ts'

/** Takes out the features of every run but those named and the newest: rows, items, towns and the set itself. Returns how many runs went. */
export async function pruneFeatures(sql: Sql | TransactionSql, keep: readonly RunId[]): Promise<number> {
  const gone = await sql<{ run_id: RunId }[]>`
    delete from feature_sets where run_id <> all(${[...keep]}::uuid[]) and completed_at is not null
      and run_id <> (select run_id from feature_sets where completed_at is not null order by completed_at desc, run_id desc limit 1) returning run_id`
  const ids = gone.map((row) => row.run_id)
  if (ids.length === 0) return 0
  for (const table of ['feature_rows', 'feature_items', 'feature_towns']) await sql`delete from ${sql(table)} where run_id = any(${ids}::uuid[])`
  return ids.length
}
