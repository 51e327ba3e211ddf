import type { FeatureColumn } from '../../features/column.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { PopulationPermit } from '../../consent/population.ts'
import { loadFeatures } from '../../features/keepFeatures.ts'
import { keptSet, streamFeatures, type FeatureChunk } from '../../features/streamFeatures.ts'
import type { RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { sampleWithout } from '../../../models/draws.ts'
import { selectRows } from '../../../models/matrix.ts'
import { derive } from '../../../models/rng.ts'

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
  const { asOf, columns } = await keptSet(store, runId)
  const [{ people }] = await store.sql<{ people: number }[]>`
    select count(*)::int people from feature_rows f join run_population p on p.customer_id = f.customer_id and p.person_id = f.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}
    where f.run_id = ${runId}`
  return { asOf, columns, people, chunks: () => streamFeatures(store, permit, runId), sample: (most, seed) => loadFeatures(store, permit, runId, people <= most ? null : { people: most, seed }) }
}
