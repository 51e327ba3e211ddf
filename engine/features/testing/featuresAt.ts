import { admitPopulation } from '../../consent/population.ts'
import { newId, type CustomerId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { computeFeatures, type ComputedFeatures, type FeatureMatrix } from '../computeFeatures.ts'

/** The features of everybody who allows profiling, in UTC. */
export async function featuresAt(store: Store, asOf: Date): Promise<ComputedFeatures> {
  const permit = await admitPopulation(store, newId<RunId>(asOf), 'personalize.content.profiling', asOf)
  return computeFeatures(store, permit, asOf, { zone: 'UTC' })
}

/** One number of a matrix, by who and what. Throws where there is no such row or column. */
export function valueOf({ people, columns, x }: FeatureMatrix, who: CustomerId, name: string): number {
  const row = people.indexOf(who)
  const col = columns.findIndex((column) => column.name === name)
  if (row < 0 || col < 0) throw new Error(`There is no ${row < 0 ? 'such person' : `column ${name}`}.`)
  return x.data[row * x.cols + col]!
}
