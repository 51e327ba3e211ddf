import { decodeKMeans, encodeKMeans, type EncodedKMeans } from '../../../models/kmeansCodec.ts'
import { createMatrix } from '../../../models/matrix.ts'
import { applyScaler, type Scaler } from '../../../models/scaling.ts'
import { assignSoft } from '../../../models/softAssign.ts'
import type { PersonaId } from '../../ids.ts'
import type { Grouping } from './grouping.ts'

/** The model of a run as JSON: the grouping and whose cluster is whose. */
export type EncodedModel = {
  readonly columns: readonly string[]
  readonly scaler: Scaler
  readonly kmeans: EncodedKMeans
  readonly variance: number
  readonly seed: number
  /** Persona of each cluster; a persona merged by hand may have several. */
  readonly personas: readonly PersonaId[]
}

export function encodeModel({ columns, scaler, kmeans, variance }: Grouping, seed: number, personas: readonly PersonaId[]): EncodedModel {
  return { columns, scaler, kmeans: encodeKMeans(kmeans), variance, seed, personas }
}

/**
 * The persona of one person from their feature values by column name, as the run would have put them; null when none of its columns is
 * known. `weight` and `margin` as in persona_members.
 */
export function assignNow(model: EncodedModel, values: ReadonlyMap<string, number>): { readonly personaId: PersonaId; readonly weight: number; readonly margin: number } | null {
  const x = createMatrix(1, model.columns.length)
  let known = 0
  model.columns.forEach((name, j) => {
    const value = values.get(name) ?? NaN
    x.data[j] = value
    if (!Number.isNaN(value)) known++
  })
  if (known === 0) return null
  const { labels, weights, margins } = assignSoft(decodeKMeans(model.kmeans), applyScaler(model.scaler, x), model.variance)
  return { personaId: model.personas[labels[0]!]!, weight: weights.data[labels[0]!]!, margin: margins[0]! }
}
