import type { PopulationPermit } from '../consent/population.ts'
import { LotseError } from '../errors.ts'
import type { CustomerId, RunId } from '../ids.ts'
import { rowOf } from '../../models/matrix.ts'
import type { Store } from '../store/connect.ts'
import type { FeatureColumn } from './column.ts'
import type { ComputedFeatures, FeatureMatrix } from './computeFeatures.ts'
import { saveBasisRows } from './keepBasis.ts'

const ROWS_AT_ONCE = 2000

/** Writes the matrix and its basis under the run, whole or not at all; what an earlier attempt of the run left is replaced. */
export async function saveFeatures(store: Pick<Store, 'sql'>, runId: RunId, { asOf, people, columns, x, basis, basisRows }: ComputedFeatures, now: Date): Promise<void> {
  await store.sql.begin(async (tx) => {
    await tx`delete from feature_rows where run_id = ${runId}`
    await tx`delete from feature_sets where run_id = ${runId}`
    await tx`insert into feature_sets (run_id, as_of, rows, columns, created_at, completed_at, basis)
      values (${runId}, ${asOf}, ${people.length}, ${tx.json([...columns])}, ${now}, null, ${tx.json(basis)})`
    await saveBasisRows(tx, runId, basisRows)
    for (let from = 0; from < people.length; from += ROWS_AT_ONCE) {
      const some = people.slice(from, from + ROWS_AT_ONCE)
      // As text: the driver would write each of the hundred thousand numbers by itself.
      const rows = some.map((_, i) => `{${rowOf(x, from + i).join(',')}}`)
      await tx`
        insert into feature_rows (customer_id, run_id, "values")
        select customer_id, ${runId}, numbers::real[] from unnest(${some}::uuid[], ${rows}::text[]) as r (customer_id, numbers)`
    }
    await tx`update feature_sets set completed_at = ${now} where run_id = ${runId}`
  })
}

/**
 * The matrix a run wrote, of those people only whom the permit (of this or a later run) still admits.
 * Throws `features_missing` when the run has no complete set.
 */
export async function loadFeatures(store: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, runId: RunId): Promise<FeatureMatrix> {
  const { sql } = store
  const [set] = await sql<{ as_of: Date; rows: number; columns: FeatureColumn[] }[]>`
    select as_of, rows, columns from feature_sets where run_id = ${runId} and completed_at is not null`
  if (set === undefined) throw new LotseError('missing', 'features_missing', 'This run has no complete set of features. Run the features first.')
  const cols = set.columns.length
  const people: CustomerId[] = []
  const data = new Float32Array(set.rows * cols)
  const rows = sql<{ customer_id: CustomerId; values: number[] }[]>`
    select f.customer_id, f."values" from feature_rows f
    join run_population p on p.customer_id = f.customer_id and p.person_id = f.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}
    where f.run_id = ${runId} order by f.customer_id`.cursor(ROWS_AT_ONCE)
  for await (const chunk of rows) {
    for (const row of chunk) {
      data.set(row.values, people.length * cols)
      people.push(row.customer_id)
    }
  }
  return { asOf: set.as_of, people, columns: set.columns, x: { rows: people.length, cols, data: data.subarray(0, people.length * cols) } }
}
