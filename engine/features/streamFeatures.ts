import type { PendingQuery } from 'postgres'
import type { PopulationPermit } from '../consent/population.ts'
import { LotseError } from '../errors.ts'
import type { CustomerId, RunId } from '../ids.ts'
import type { Matrix } from '../../models/matrix.ts'
import type { Store } from '../store/connect.ts'
import type { FeatureColumn } from './column.ts'

/** What a run kept, without the rows themselves. `rows` counts everybody it kept, also those who left since. */
export type FeatureSet = { readonly asOf: Date; readonly columns: readonly FeatureColumn[]; readonly rows: number }

/** Some of the people of a set, in the order of their ids, and their rows. */
export type FeatureChunk = { readonly people: readonly CustomerId[]; readonly x: Matrix }

/** At most so many people, chosen by the hash of seed and id: the same of the same, wherever they stand. */
export type Sample = { readonly people: number; readonly seed: number }

const ROWS_AT_ONCE = 2000

/** Throws `features_missing` when the run has no complete set. */
export async function keptSet({ sql }: Pick<Store, 'sql'>, runId: RunId): Promise<FeatureSet> {
  const [set] = await sql<FeatureSet[]>`select as_of "asOf", columns, rows from feature_sets where run_id = ${runId} and completed_at is not null`
  if (set === undefined) throw new LotseError('missing', 'features_missing', 'This run has no complete set of features. Run the features first.')
  return set
}

/**
 * The rows a run wrote, of those people only whom the permit (of this or a later run) still admits, in the order of their ids: a few
 * thousand at a time, whatever their number. Throws `features_missing` as keptSet does.
 */
export async function* streamFeatures(store: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, runId: RunId, sample: Sample | null = null): AsyncGenerator<FeatureChunk> {
  const { columns } = await keptSet(store, runId)
  const cols = columns.length
  for await (const rows of rowsOf(store, permit, runId, sample).cursor(ROWS_AT_ONCE)) {
    const data = new Float32Array(rows.length * cols)
    rows.forEach(({ values }, i) => data.set(values, i * cols))
    yield { people: rows.map((row) => row.customer_id), x: { rows: rows.length, cols, data } }
  }
}

type Row = { customer_id: CustomerId; values: number[] }

function rowsOf({ sql }: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, runId: RunId, sample: Sample | null): PendingQuery<Row[]> {
  const admitted = sql`
    from feature_rows f join run_population p on p.customer_id = f.customer_id and p.person_id = f.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}
    where f.run_id = ${runId}`
  if (sample === null) return sql<Row[]>`select f.customer_id, f."values" ${admitted} order by f.customer_id`
  return sql<Row[]>`
    select customer_id, "values" from feature_rows where run_id = ${runId} and customer_id in (
      select f.customer_id ${admitted} order by md5(${String(sample.seed)} || f.customer_id), f.customer_id limit ${sample.people}) order by customer_id`
}
