import type { TransactionSql } from 'postgres'
import type { PersonaId, RunId } from '../../ids.ts'
import type { PersonaSettings } from '../settings.ts'
import { countDrift, type DriftCount } from './drift.ts'
import type { FeatureSource } from './featureSource.ts'
import type { Grouping } from './grouping.ts'
import { createOverlap, type Overlap } from './matchGroups.ts'
import { placePeople, type Place } from './placing.ts'
import { formerOf, type LastRun } from './previousRun.ts'
import type { RunReport } from './report.ts'

export type MembersInput = {
  readonly runId: RunId
  readonly source: FeatureSource
  readonly grouping: Grouping
  /** Clusters of each persona, in the order of ids. */
  readonly clusters: readonly (readonly number[])[]
  readonly ids: readonly PersonaId[]
  readonly before: LastRun | null
  readonly settings: PersonaSettings
}

/** How it came out: who is in none, who was kept where they were, and personas now (rows, the undetermined last) by personas before. */
export type Written = { readonly undetermined: RunReport['undetermined']; readonly held: number; readonly overlap: Overlap }

/** Puts everybody in place and writes it down, a chunk at a time; counts what the report needs on the way. */
export async function writeMembers(tx: TransactionSql, { runId, source, grouping, clusters, ids, before, settings }: MembersInput, drift: DriftCount): Promise<Written> {
  const personasBefore = before === null ? [] : (await tx<{ persona_id: PersonaId }[]>`select distinct persona_id from persona_members where run_id = ${before.runId} and persona_id is not null order by 1`).map((row) => row.persona_id)
  const overlap = createOverlap(ids.length + 1, personasBefore)
  const undetermined = { between: 0, far: 0, unknown: 0 }
  let held = 0
  for await (const { people, x } of source.chunks()) {
    countDrift(drift, source.columns, x)
    const former = before === null ? new Map() : await formerOf(tx, before.runId, people)
    const places = placePeople(grouping, { columns: source.columns, x }, clusters, ids, people.map((person) => former.get(person) ?? null), settings, true)
    places.forEach((place, i) => {
      if (place.undetermined !== null) undetermined[place.undetermined]++
      if (place.candidate !== null) held++
      const p = personasBefore.indexOf(former.get(people[i]!)?.personaId as PersonaId)
      const row = place.personaId === null ? ids.length : ids.indexOf(place.personaId)
      if (p >= 0) overlap.both[row * personasBefore.length + p]!++
    })
    await insertMembers(tx, runId, people, places)
  }
  return { undetermined, held, overlap }
}

export async function insertMembers(tx: TransactionSql, runId: RunId, people: readonly string[], places: readonly Place[]): Promise<void> {
  await tx`
    insert into persona_members (customer_id, run_id, persona_id, weight, margin, undetermined, mix, candidate, streak)
    select customer_id, ${runId}, persona_id, weight, margin, undetermined, mix::real[], candidate, streak
    from unnest(${[...people]}::uuid[], ${places.map((place) => place.personaId)}::uuid[], ${places.map((place) => place.weight)}::real[], ${places.map((place) => place.margin)}::real[],
      ${places.map((place) => place.undetermined)}::text[], ${places.map((place) => `{${place.mix.join(',')}}`)}::text[], ${places.map((place) => place.candidate)}::uuid[], ${places.map((place) => place.streak)}::smallint[])
      as r (customer_id, persona_id, weight, margin, undetermined, mix, candidate, streak)`
}
