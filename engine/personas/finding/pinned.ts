import type { TransactionSql } from 'postgres'
import { assignClusters } from '../../../models/clusterers.ts'
import { createMatrix } from '../../../models/matrix.ts'
import { fitLimits } from '../../../models/undetermined.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import type { Grouping } from './grouping.ts'
import { groupedMeans, inSpace } from './space.ts'

/** A grouping with a group more for each pinned persona, and which cluster that is. */
export type Pinned = { readonly grouping: Grouping; readonly bound: ReadonlyMap<number, PersonaId> }

/**
 * Keeps personas that a run no longer finds: each gets a centre of its own, the mean of where its people of the run that found it last are now, so that whoever
 * is nearer to them than to any group found goes on as that persona. Only k-means has centres to add to; null for other methods, or when none of
 * the people is left.
 */
export async function keepPinned(tx: TransactionSql, grouping: Grouping, lost: readonly { readonly persona: PersonaId; readonly runId: RunId }[], sample: FeatureMatrix): Promise<Pinned | null> {
  if (grouping.clusters.kind !== 'kmeans') return null
  const { kmeans, variance } = grouping.clusters
  const personas = lost.map(({ persona }) => persona)
  const rows = await tx<{ customer_id: string; persona_id: PersonaId }[]>`
    select m.customer_id, m.persona_id from unnest(${personas}::uuid[], ${lost.map(({ runId }) => runId)}::uuid[]) as l (persona_id, run_id) join persona_members m using (persona_id, run_id)`
  const of = new Map(rows.map((row) => [row.customer_id, personas.indexOf(row.persona_id)]))
  const space = inSpace(grouping, sample)
  const means = groupedMeans(space, sample.people.map((person) => of.get(person) ?? -1), personas.length)
  const kept = personas.flatMap((persona, p) => (Number.isNaN(means.data[p * means.cols]!) ? [] : [{ persona, p }]))
  if (kept.length === 0) return null
  const k = kmeans.centres.rows
  const centres = createMatrix(k + kept.length, means.cols)
  centres.data.set(kmeans.centres.data)
  kept.forEach(({ p }, i) => centres.data.set(means.data.subarray(p * means.cols, (p + 1) * means.cols), (k + i) * means.cols))
  const clusters = { kind: 'kmeans' as const, kmeans: { ...kmeans, centres }, variance }
  return { grouping: { ...grouping, clusters, limits: fitLimits(clusters, assignClusters(clusters, space), space) }, bound: new Map(kept.map(({ persona }, i) => [k + i, persona])) }
}
