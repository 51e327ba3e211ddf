import type { Permit } from '../consent/permit.ts'
import type { Store } from '../store/connect.ts'
import { described } from './basis.ts'
import { met, readBaskets } from './baskets.ts'
import type { FeatureMatrix } from './computeFeatures.ts'
import { readContacts } from './contacts.ts'
import { cook } from './cook.ts'
import { readHomesOf } from './homes.ts'
import { readTownsOf, type KeptBasis } from './keepBasis.ts'
import { readOrders } from './orders.ts'
import { putPlace } from './place.ts'
import { createRaw } from './raw.ts'
import { ofPeople } from './scope.ts'
import { putTaste, readTasteOf } from './taste.ts'
import { putValue, readValue } from './value.ts'
import { readVisits } from './visits.ts'

/** Who is asked about, each with the evidence of a moment ago. Town and point are read of those only who also allow their precise place. */
export type Asked = {
  readonly profiling: readonly Permit<'personalize.content.profiling'>[]
  readonly precise?: readonly Permit<'location.precise'>[]
}

/**
 * The rows of a few people at `asOf` on the basis a run kept, in the order they were asked: of the log only their own events are read. At
 * the run's own moment these are the rows it computed, to the bit. An item that nobody had met then says nothing of taste or price level.
 * Throws a RangeError when a person is asked about twice.
 */
export async function featuresOf(store: Pick<Store, 'sql'>, { runId, basis }: KeptBasis, { profiling, precise = [] }: Asked, asOf: Date): Promise<FeatureMatrix> {
  const people = profiling.map(({ personId }) => personId)
  const raw = createRaw(people)
  if (raw.rowOf.size < people.length) throw new RangeError('A person is asked about twice: leave out the second permit.')
  await store.sql.begin('isolation level repeatable read read only', async (tx) => {
    const scope = ofPeople(tx, profiling, asOf, basis.zone)
    const own = tx`with met as (${met(scope)})`
    const shelved = tx`${own}, shelf as (select item_id, category, level from feature_items where run_id = ${runId})`
    // Sent together: the answers of one connection come in turn, without a wait between them.
    const [homes, towns, tasted] = await Promise.all([
      readHomesOf(tx, people, precise), readTownsOf(tx, runId, precise), basis.taste === null ? null : readTasteOf(raw, scope, runId, basis.taste, own),
      readOrders(raw, scope), readVisits(raw, scope), readContacts(raw, scope), readValue(raw, scope), readBaskets(raw, scope, basis.categories, shelved),
    ])
    putPlace(raw, homes, towns, basis.place)
    putValue(raw, basis.value)
    if (tasted !== null) putTaste(raw, tasted)
  })
  return { asOf, people, columns: basis.columns.map(described), x: cook(raw, basis.columns, basis.shop) }
}
