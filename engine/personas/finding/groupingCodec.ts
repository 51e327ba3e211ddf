import { decodeClusters, encodeClusters, type EncodedClusters } from '../../../models/clusterers/clustersCodec.ts'
import type { Pca } from '../../../models/pca.ts'
import type { Scaler } from '../../../models/scaling.ts'
import type { Limits } from '../../../models/undetermined.ts'
import type { PersonaId } from '../../ids.ts'
import type { EncodedDrift } from './drift.ts'
import type { Grouping } from './grouping.ts'

/** The model of a run as JSON: the grouping, whose cluster is whose, and what the next run compares its people with. */
export type EncodedModel = EncodedClusters & {
  readonly columns: readonly string[]
  readonly scaler: Scaler
  readonly pca?: Pca | null
  readonly limits?: Limits
  readonly seed: number
  /** Persona of each cluster; a persona merged by hand may have several. */
  readonly personas: readonly PersonaId[]
  readonly drift?: EncodedDrift
}

export function encodeModel({ columns, scaler, pca, clusters, limits }: Grouping, seed: number, personas: readonly PersonaId[], drift: EncodedDrift): EncodedModel {
  return { columns, scaler, pca, ...encodeClusters(clusters), limits, seed, personas, drift }
}

/** Models from before there were components and limits have none. */
export function decodeModel(encoded: EncodedModel): Grouping {
  return { columns: encoded.columns, scaler: encoded.scaler, pca: encoded.pca ?? null, clusters: decodeClusters(encoded), limits: encoded.limits ?? NO_LIMITS }
}

/** Nobody is far. */
const NO_LIMITS: Limits = { distances: [] }
