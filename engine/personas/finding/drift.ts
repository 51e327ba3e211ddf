import { alarmsOf, type Alarms } from '../../../models/drift/alarms.ts'
import type { Bins } from '../../../models/drift/bins.ts'
import { countRows, driftOf, emptyCounts, fitColumnBins, type BinCounts } from '../../../models/drift/featureDrift.ts'
import { sizeChange } from '../../../models/drift/sizeChange.ts'
import { createMatrix, type Matrix } from '../../../models/matrix.ts'
import { derive } from '../../../models/rng.ts'
import type { FeatureColumn } from '../../features/column.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import type { Overlap } from './matchGroups.ts'
import type { RunReport } from './report.ts'

/** How the people of a run were spread over each feature, kept with its model for the next run to compare with. */
export type EncodedDrift = { readonly columns: readonly string[]; readonly bins: readonly Bins[]; readonly counts: readonly (readonly number[])[] }

/** Counts the people of a run, as they stream by, into bins of their own and into those of the run before. */
export type DriftCount = { readonly columns: readonly string[]; readonly bins: readonly Bins[]; readonly own: BinCounts; readonly before: EncodedDrift | null; readonly again: BinCounts }

export function startDrift(sample: FeatureMatrix, seed: number, before: EncodedDrift | null): DriftCount {
  const bins = fitColumnBins(sample.x, derive(seed, 'bins'))
  return { columns: sample.columns.map(({ name }) => name), bins, own: emptyCounts(bins), before, again: before === null ? [] : emptyCounts(before.bins) }
}

export function countDrift({ bins, own, before, again }: DriftCount, columns: readonly FeatureColumn[], x: Matrix): void {
  countRows(bins, own, x)
  if (before !== null) countRows(before.bins, again, asBefore(before, columns, x))
}

export function encodeDrift({ columns, bins, own }: DriftCount): EncodedDrift {
  return { columns, bins, counts: own.map((counts) => [...counts]) }
}

/** The rows in the columns of the run before; one that is no longer computed is unknown of everybody. */
function asBefore({ columns: names }: EncodedDrift, columns: readonly FeatureColumn[], x: Matrix): Matrix {
  const rows = createMatrix(x.rows, names.length)
  names.forEach((name, to) => {
    const from = columns.findIndex((column) => column.name === name)
    for (let i = 0; i < x.rows; i++) rows.data[i * names.length + to] = from < 0 ? NaN : x.data[i * x.cols + from]!
  })
  return rows
}

export type Since = { readonly runId: RunId; readonly asOf: Date }

/**
 * What moved since the run before: population stability index of every feature, and the size of every persona by the people of both runs. No more than
 * `falsePerYear` alarms a year are raised where nothing changed (see alarms.ts of models/drift). Columns known then and now are compared.
 */
export function driftReport(count: DriftCount, since: Since, asOf: Date, moved: Moved, falsePerYear: number): RunReport['drift'] {
  const { before } = count
  if (before === null) return null
  const known = new Set(count.columns)
  const drifts = driftOf(before.counts.map((counts) => Float64Array.from(counts)), count.again).map((drift, j) => (known.has(before.columns[j]!) ? drift : null))
  const sizes = moved.personas.map(({ was, is, stayed }) => sizeChange(was, is, stayed))
  // Between two looks at the same moment there is no time in which anything could have changed.
  const days = Math.max(0, (asOf.getTime() - since.asOf.getTime()) / 86_400_000)
  const alarms: Alarms = days === 0 ? { level: 0, tests: 0, features: [], sizes: [] } : alarmsOf(drifts, sizes, { days, falsePerYear })
  return {
    since: since.runId, level: alarms.level,
    features: drifts.flatMap((drift, j) => (drift === null ? [] : [{ column: before.columns[j]!, psi: drift.psi, p: drift.p, moved: alarms.features.includes(j) }])),
    sizes: sizes.map((change, i) => ({ personaId: moved.personas[i]!.id, before: change.before, now: change.now, p: change.p, changed: alarms.sizes.includes(i) })),
  }
}

/** People of both runs, by persona: in it before, in it now, in it both times. */
export type Moved = { readonly personas: readonly { readonly id: PersonaId; readonly was: number; readonly is: number; readonly stayed: number }[] }

/** The same from who was where and is where: overlap of the personas of this run (rows, in the order of ids) with those before. */
export function movedOf({ personas, both }: Overlap, ids: readonly PersonaId[]): Moved {
  const at = (row: number, p: number) => both[row * personas.length + p]!
  return {
    personas: ids.flatMap((id, row) => {
      const p = personas.indexOf(id)
      if (p < 0) return []
      return [{ id, was: ids.reduce((sum, _, r) => sum + at(r, p), 0) + at(ids.length, p), is: personas.reduce((sum, _, q) => sum + at(row, q), 0), stayed: at(row, p) }]
    }),
  }
}
