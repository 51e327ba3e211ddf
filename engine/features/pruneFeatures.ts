import type { Sql, TransactionSql } from 'postgres'
import type { RunId } from '../ids.ts'

/**
 * Takes out the rows of people of every set but those in `rows`, and of every set but those in `sets` also what a single person's row is made from. The newest set stays
 * whole, and whatever was computed within the last day: somebody may be at work on it.
 */
export async function pruneFeatures(sql: Sql | TransactionSql, { rows, sets }: { readonly rows: readonly RunId[]; readonly sets: readonly RunId[] }, now: Date): Promise<void> {
  const old = await sql<{ run_id: RunId }[]>`
    select run_id from feature_sets where completed_at < ${now}::timestamptz - interval '1 day'
      and run_id <> (select run_id from feature_sets where completed_at is not null order by completed_at desc, run_id desc limit 1)`
  const without = (keep: readonly RunId[]) => old.map((row) => row.run_id).filter((id) => !keep.includes(id))
  await sql`delete from feature_rows where run_id = any(${without(rows)}::uuid[])`
  const gone = without([...rows, ...sets])
  for (const table of ['feature_items', 'feature_towns', 'feature_sets']) await sql`delete from ${sql(table)} where run_id = any(${gone}::uuid[])`
}
