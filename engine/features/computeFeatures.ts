import type { PopulationPermit } from '../consent/population.ts'
import type { CustomerId } from '../ids.ts'
import type { Matrix } from '../../models/matrix.ts'
import type { Store } from '../store/connect.ts'
import { readBaskets } from './baskets.ts'
import type { ColumnRecipe, FeatureColumn } from './column.ts'
import { orderColumns, readOrders } from './orders.ts'
import { readPlace } from './place.ts'
import { cook } from './raw.ts'
import type { Scope } from './scope.ts'
import { readVisits, visitColumns } from './visits.ts'

/** Row i of `x` is people[i], column j is columns[j]; NaN where nothing is known. People in the order of their ids. */
export type FeatureMatrix = {
  readonly asOf: Date
  readonly people: readonly CustomerId[]
  readonly columns: readonly FeatureColumn[]
  readonly x: Matrix
}

export type FeatureOptions = {
  /** The shop's clock, an IANA zone. */
  readonly zone?: string
  /** Those of the run who allow their precise place; without it distances are measured from cities with a store. */
  readonly precise?: PopulationPermit<'location.precise'>
}

/** The zone of the shops this was made for; hours are compared between people, so an hour's error moves all of them. */
export const DEFAULT_ZONE = 'Europe/Berlin'

/**
 * Everything known at `asOf` about the people the permit admits, n × d. Four grouped queries over one snapshot of the log, streamed; the
 * log is sorted within 128 MB of memory. Two calls on the same log give the same matrix.
 */
export async function computeFeatures(store: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, asOf: Date, options: FeatureOptions = {}): Promise<FeatureMatrix> {
  const computed = await store.sql.begin('isolation level repeatable read', async (tx) => {
    await tx`set local work_mem = '128MB'`
    const scope: Scope = { tx, permit, asOf, zone: options.zone ?? DEFAULT_ZONE }
    const { raw, columns: place } = await readPlace(scope, options.precise ?? null)
    await readOrders(raw, scope)
    await readVisits(raw, scope)
    const baskets = await readBaskets(raw, scope)
    const recipes = [...orderColumns, ...baskets, ...visitColumns, ...place]
    return { recipes: grouped(recipes), raw }
  })
  const { recipes, raw } = computed
  return { asOf, people: raw.people, columns: recipes.map(described), x: cook(raw, recipes) }
}

function described({ name, group, unit, window, label, meaning, log }: ColumnRecipe): FeatureColumn {
  return { name, group, unit, window, label, meaning, ...(log === undefined ? {} : { log }) }
}

const ORDER = ['history', 'place', 'browsing', 'experience']

function grouped(recipes: readonly ColumnRecipe[]): ColumnRecipe[] {
  return [...recipes].sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group))
}
