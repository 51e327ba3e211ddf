import { NOBODY } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** Tables that batch runs and the decision log write some time after they looked who there is. */
const WRITTEN_LATE = ['feature_rows', 'persona_members', 'run_population', 'segment_members', 'decisions', 'exposures', 'consent_records'] as const

/**
 * Takes out what was written for people who were erased while it was being computed; called at the end of a run with the time it started.
 * Costs nothing when nobody was erased since. Returns the rows taken out.
 */
export async function sweepErased(store: Store, since: Date): Promise<number> {
  return store.sql.begin(async (tx) => {
    const [{ exists }] = await tx<{ exists: boolean }[]>`select exists (select 1 from tombstones where erased_at >= ${since}) as exists`
    if (!exists) return 0
    await tx`set local lotse.erasing = 'yes'`
    let rows = 0
    for (const table of WRITTEN_LATE) rows += (await tx`delete from ${tx(table)} t where t.customer_id <> ${NOBODY} and not exists (select 1 from customers c where c.customer_id = t.customer_id)`).count
    return rows
  })
}
