import { admitPopulation } from '../../../engine/consent/population.ts'
import { computeFeatures } from '../../../engine/features/computeFeatures.ts'
import { newId, type CustomerId, type RunId } from '../../../engine/ids.ts'
import type { Store } from '../../../engine/store/connect.ts'
import { selectRows } from '../../../models/matrix.ts'
import type { Moment } from './moment.ts'

/**
 * The product's features just before a moment, of those who allow profiling and have a number; rows in the order of the numbers, so that
 * ids drawn by an import decide nothing. Who was let in isn't kept.
 */
export async function featuresAt(store: Store, moment: number, numberOf: (person: CustomerId) => number | null): Promise<Pick<Moment, 'features' | 'people'>> {
  const now = new Date()
  const runId = newId<RunId>(now)
  try {
    const permit = await admitPopulation(store, runId, 'personalize.content.profiling', now)
    // Features count what happened at their as-of time, the moment itself already belongs to what comes next.
    const { columns, x, people } = await computeFeatures(store, permit, new Date(moment - 1))
    const rows = people.flatMap((person, row) => {
      const number = numberOf(person)
      return number === null ? [] : [{ number, row }]
    }).sort((a, b) => a.number - b.number)
    return { features: { columns, x: selectRows(x, rows.map(({ row }) => row)) }, people: Int32Array.from(rows, ({ number }) => number) }
  } finally {
    await store.sql`delete from run_population where run_id = ${runId}`
  }
}
