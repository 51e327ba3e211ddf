import type { PopulationPermit } from '../../consent/population.ts'
import { LotseError } from '../../errors.ts'
import { computeFeatures } from '../../features/computeFeatures.ts'
import type { CustomerId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { PersonaSettings } from '../settings.ts'
import { groupInto } from './grouping.ts'

/**
 * Who belonged to which group at a moment, found without looking past it. At the run's own moment these are its personas; at an earlier one
 * people are grouped anew into as many groups, and a group is named by its number there. Null without personas or with too few people.
 */
export async function groupedAt(
  store: Pick<Store, 'sql'>, permit: PopulationPermit<'personalize.content.profiling'>, run: { readonly asOf: Date; readonly seed: number }, at: Date,
): Promise<ReadonlyMap<CustomerId, string> | null> {
  const [latest] = await store.sql<{ run_id: RunId; k: number; settings: unknown }[]>`
    select run_id, k, settings from persona_runs where completed_at is not null and as_of <= ${run.asOf} order by completed_at desc limit 1`
  if (latest === undefined) return null
  if (at.getTime() >= run.asOf.getTime()) {
    const rows = await store.sql<{ customer_id: CustomerId; persona_id: string }[]>`
      select m.customer_id, m.persona_id from persona_members m join run_population p on p.customer_id = m.customer_id and p.run_id = ${permit.runId} and p.purpose = ${permit.purpose}
      where m.run_id = ${latest.run_id} and m.persona_id is not null`
    return new Map(rows.map((row) => [row.customer_id, row.persona_id]))
  }
  try {
    const matrix = await computeFeatures(store, permit, at)
    const labels = groupInto(matrix, latest.k, run.seed, PersonaSettings.parse(latest.settings))
    return new Map(matrix.people.map((person, row) => [person, String(labels[row])]))
  } catch (error) {
    if (error instanceof LotseError && error.code === 'too_few_people') return null
    throw error
  }
}
