import type { FeatureColumn } from '../../features/column.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { PopulationPermit } from '../../consent/population.ts'
import { LotseError } from '../../errors.ts'
import type { CustomerId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { sampleWithout } from '../../../models/draws.ts'
import { createMatrix, rowOf, selectRows, type Matrix } from '../../../models/matrix.ts'
import { derive } from '../../../models/rng.ts'

export type FeatureChunk = { readonly people: readonly CustomerId[]; readonly x: Matrix }

/** The features of a run's people, read from the start as often as one likes, a chunk at a time and always in the order of their ids. */
export type FeatureSource = {
  readonly asOf: Date
  readonly columns: readonly FeatureColumn[]
  readonly people: number
  readonly chunks: () => AsyncIterable<FeatureChunk>
  /** At most so many people with their features, the same ones for the same seed. */
  readonly sample: (most: number, seed: number) => Promise<FeatureMatrix>
}

const ROWS_AT_ONCE = 2000

export function sourceInMemory(matrix: FeatureMatrix): FeatureSource {
  const { asOf, people, columns, x } = matrix
  async function* chunks(): AsyncGenerator<FeatureChunk> {
    for (let from = 0; from < people.length; from += ROWS_AT_ONCE) {
      const until = Math.min(from + ROWS_AT_ONCE, people.length)
      yield { people: people.slice(from, until), x: { rows: until - from, cols: x.cols, data: x.data.subarray(from * x.cols, until * x.cols) } }
    }
  }
  return {
    asOf, columns, people: people.length, chunks,
    sample: async (most, seed) => {
      if (people.length <= most) return matrix
      const chosen = sampleWithout(derive(seed, 'sample of people'), people.length, most)
      return { asOf, columns, people: [...chosen].map((i) => people[i]!), x: selectRows(x, chosen) }
    },
  }
}

/** Features a run kept, of those people whom the permit still admits, read from the database a chunk at a time. Throws `features_missing`. */
export async function keptSource(store: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, runId: RunId): Promise<FeatureSource> {
  const [set] = await store.sql<{ as_of: Date; columns: FeatureColumn[] }[]>`select as_of, columns from feature_sets where run_id = ${runId} and completed_at is not null`
  if (set === undefined) throw new LotseError('missing', 'features_missing', 'This run has no complete set of features. Run the features first.')
  const { as_of: asOf, columns } = set
  const cols = columns.length
  const admitted = store.sql`feature_rows f join run_population p on p.customer_id = f.customer_id and p.person_id = f.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose} where f.run_id = ${runId}`
  const [{ people }] = await store.sql<{ people: number }[]>`select count(*)::int people from ${admitted}`
  async function* chunks(): AsyncGenerator<FeatureChunk> {
    const rows = store.sql<{ customer_id: CustomerId; values: number[] }[]>`select f.customer_id, f."values" from ${admitted} order by f.customer_id`.cursor(ROWS_AT_ONCE)
    for await (const part of rows) {
      const x = createMatrix(part.length, cols)
      part.forEach((row, i) => { x.data.set(row.values, i * cols) })
      yield { people: part.map((row) => row.customer_id), x }
    }
  }
  const sample = async (most: number, seed: number): Promise<FeatureMatrix> => {
    const chosen = sampleWithout(derive(seed, 'sample of people'), people, most)
    const x = createMatrix(chosen.length, cols)
    const whom: CustomerId[] = []
    let seen = 0
    for await (const chunk of chunks()) {
      chunk.people.forEach((person, i) => {
        if (whom.length === chosen.length || seen++ !== chosen[whom.length]) return
        x.data.set(rowOf(chunk.x, i), whom.length * cols)
        whom.push(person)
      })
    }
    return { asOf, people: whom, columns, x }
  }
  return { asOf, columns, people, chunks, sample }
}
