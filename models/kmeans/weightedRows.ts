import type { Matrix } from '../matrix.ts'

/** Rows that count as often as their weight says: n weights > 0, or null when each counts once. */
export type WeightedRows = {
  readonly x: Matrix
  /** Multiples of weightStep, so that sums of them are exact and a cluster that lost its last row has size 0. */
  readonly weights: Float64Array | null
}

export const weightStep = 2 ** -10
