import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'
import type { Matrix } from '../../models/matrix.ts'
import type { Store } from '../store/connect.ts'
import { columnsOf, described, type BasisRows, type FeatureBasis } from './basis.ts'
import { readBaskets } from './baskets.ts'
import type { FeatureColumn } from './column.ts'
import { readContacts } from './contacts.ts'
import { cook, fitRates, withReliability } from './cook.ts'
import { ENOUGH_KINDS, fitTaste } from './fitTaste.ts'
import { readHomes } from './homes.ts'
import { readOrders } from './orders.ts'
import { fitPlace, putPlace } from './place.ts'
import { readPlaces } from './places.ts'
import { createRaw } from './raw.ts'
import { ofRun } from './scope.ts'
import { makeShelf, readShelf, topCategories } from './shelf.ts'
import { putTaste } from './taste.ts'
import { putValue, readValue } from './value.ts'
import { fitValue } from './valueBasis.ts'
import { readVisits } from './visits.ts'

/** Row i of `x` is people[i], column j is columns[j]; NaN where nothing is known. */
export type FeatureMatrix = {
  readonly asOf: Date
  readonly people: readonly CustomerId[]
  readonly columns: readonly FeatureColumn[]
  readonly x: Matrix
}

/** Everybody's rows, people in the order of their ids, and what it takes to make the row of any one of them again (see featuresOf.ts). */
export type ComputedFeatures = FeatureMatrix & { readonly basis: FeatureBasis; readonly basisRows: BasisRows }

export type FeatureOptions = {
  /** The shop's clock, an IANA zone. */
  readonly zone?: string
  /** Those of the run who allow their precise place; without it nobody's is finer than the region. */
  readonly precise?: PopulationPermit<'location.precise'>
}

/** The zone of the shops this was made for; hours are compared between people, so an hour's error moves all of them. */
export const DEFAULT_ZONE = 'Europe/Berlin'

/**
 * Everything known at `asOf` about the people the permit admits, n × d. Grouped queries over one snapshot of the log, streamed; the log is
 * sorted within 128 MB of memory. Two calls on the same log give the same matrix.
 */
export async function computeFeatures(store: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, asOf: Date, options: FeatureOptions = {}): Promise<ComputedFeatures> {
  const zone = options.zone ?? DEFAULT_ZONE
  const precise = options.precise ?? null
  const { raw, categories, taste: found, shelf, place, towns } = await store.sql.begin('isolation level repeatable read', async (tx) => {
    await tx`set local work_mem = '128MB'`
    // Sums of floats depend on the order of their terms: each table is read from its start, by one process, so that the same log gives the same bits.
    await tx`set local synchronize_seqscans = off`
    await tx`set local max_parallel_workers_per_gather = 0`
    const scope = ofRun(tx, permit, asOf, zone)
    const homes = await readHomes(tx, permit, precise)
    const raw = createRaw(homes.map(({ personId }) => personId))
    const { basis: place, towns } = fitPlace(homes, await readPlaces(tx, precise))
    putPlace(raw, homes, towns, place)
    await readOrders(raw, scope)
    await readVisits(raw, scope)
    await readContacts(raw, scope)
    await readValue(raw, scope)
    await makeShelf(scope)
    const { names: categories, kinds } = await topCategories(tx)
    await readBaskets(raw, scope, categories, tx``)
    const taste = kinds < ENOUGH_KINDS ? await fitTaste(raw, scope) : null
    if (taste !== null) putTaste(raw, taste.tasted)
    return { raw, categories, taste, shelf: await readShelf(tx), place, towns }
  })
  const value = fitValue(raw)
  putValue(raw, value)
  const taste = found?.basis ?? null
  const columns = withReliability(raw, columnsOf({ categories, taste, place, value }, raw))
  const shop = fitRates(raw, columns)
  return {
    asOf, people: raw.people, columns: columns.map(described), x: cook(raw, columns, shop),
    basis: { zone, columns, shop, categories, taste, place, value }, basisRows: { shelf, taste: found?.items ?? new Map(), towns },
  }
}
