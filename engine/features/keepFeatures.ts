import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId, RunId } from '../ids.ts'
import { rowOf } from '../../models/matrix.ts'
import type { Store } from '../store/connect.ts'
import type { ComputedFeatures, FeatureMatrix } from './computeFeatures.ts'
import { saveBasisRows } from './keepBasis.ts'
import { keptSet, streamFeatures, type Sample } from './streamFeatures.ts'

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

/** The matrix a run wrote, or a sample of its rows: what streamFeatures gives, at once. */
export async function loadFeatures(store: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, runId: RunId, sample: Sample | null = null): Promise<FeatureMatrix> {
  const { asOf, columns, rows: most } = await keptSet(store, runId)
  const cols = columns.length
  const people: CustomerId[] = []
  const data = new Float32Array(Math.min(most, sample?.people ?? most) * cols)
  for await (const chunk of streamFeatures(store, permit, runId, sample)) {
    data.set(chunk.x.data, people.length * cols)
    people.push(...chunk.people)
  }
  return { asOf, people, columns, x: { rows: people.length, cols, data: data.subarray(0, people.length * cols) } }
}
