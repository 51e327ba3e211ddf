import type { TransactionSql } from 'postgres'
import type { PopulationPermit } from '../../consent/population.ts'
import { DEFAULT_ZONE, type FeatureMatrix } from '../../features/computeFeatures.ts'
import { readPlaces } from '../../features/places.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import type { KReason } from '../../../models/decideK.ts'
import type { Store } from '../../store/connect.ts'
import { groupPeople, type Grouped } from './grouping.ts'
import { hasMerged, type LineageEntry } from '../life/lineage.ts'
import { matchGroups, type Matching } from './matchGroups.ts'
import { nameGroups } from '../meaning/nameGroups.ts'
import { distinctionsOf, profileOf } from '../meaning/profile.ts'
import { personaWeights, type PersonaWeights } from './personaWeights.ts'
import { tally } from '../meaning/tallies.ts'
import { livingPersonas, personasBefore, summaryOf, writeRun, type FoundPersona, type LivingPersona } from './writeRun.ts'

export type RunPersonasInput = {
  readonly runId: RunId
  readonly features: FeatureMatrix
  /** The run the features were kept under, if another. */
  readonly featureRunId?: RunId
  readonly permit: PopulationPermit<'personalize.content.profiling'>
  readonly precise?: PopulationPermit<'location.precise'>
  readonly seed: number
  readonly zone?: string
  readonly now: Date
  readonly progress?: (share: number, words: string) => void
}

export type PersonaRunSummary = {
  readonly runId: RunId
  readonly n: number
  readonly k: number
  readonly reason: KReason
  readonly silhouette: number | null
  readonly personas: readonly { readonly id: PersonaId; readonly name: string; readonly size: number; readonly share: number; readonly revenueShare: number | null; readonly stability: number | null; readonly lineage: LineageEntry['kind'] }[]
  readonly lost: number
}

/** Two runs that end at once take turns here, so that each finds the personas the other left. */
const TURN = 7_051_860_541

/**
 * Groups the people of a feature matrix, recognises the personas of the run before, says what is special about each and writes it all
 * under the run; the run becomes current in the same transaction, and `lotse_personas` is notified. A run that is complete already answers
 * what it found. Throws `too_few_people` (conflict) when there is nothing to group.
 */
export async function runPersonas(store: Pick<Store, 'sql'>, input: RunPersonasInput): Promise<PersonaRunSummary> {
  const done = await summaryOf(store.sql, input.runId)
  if (done !== null) return done
  const progress = input.progress ?? (() => {})
  const grouped = groupPeople(input.features, input.seed, progress)
  progress(0.8, 'describing the personas')
  await store.sql.begin(async (tx) => {
    await tx`set local work_mem = '128MB'`
    await tx`select pg_advisory_xact_lock(${TURN})`
    const before = await personasBefore(tx)
    const living = await livingPersonas(tx)
    const merged = new Set([...living.values()].filter(({ lineage }) => hasMerged(lineage)).map(({ personaId }) => personaId))
    const matching = matchGroups(input.features.people, grouped.assignment.labels, grouped.choice.k, { personaOf: before, merged })
    const weights = personaWeights(grouped.assignment, matching.matches)
    const found = await describe(tx, input, grouped, matching, weights, living)
    progress(0.95, 'writing')
    await writeRun(tx, input, grouped, matching, found, weights, living)
  })
  const summary = await summaryOf(store.sql, input.runId)
  if (summary === null) throw new Error('A run that was just written is missing.')
  return summary
}

async function describe(
  tx: TransactionSql, input: RunPersonasInput, grouped: Grouped, matching: Matching, { groupOf }: PersonaWeights, living: ReadonlyMap<PersonaId, LivingPersona>,
): Promise<FoundPersona[]> {
  const { features, permit } = input
  const tallies = await tally({ tx, permit, asOf: features.asOf, zone: input.zone ?? DEFAULT_ZONE }, features.people, groupOf)
  const places = await readPlaces(tx, input.precise ?? null)
  const stability = matching.matches.map(({ clusters }) => (clusters.length === 1 ? grouped.stability[clusters[0]!]! : NaN))
  const profiled = { features, groupOf, groups: matching.matches.length, tallies, places, stability }
  const distinctions = distinctionsOf(profiled)
  const kept = matching.matches.map(({ persona }) => (persona === null ? null : living.get(persona) ?? null))
  const fresh = kept.flatMap((persona, g) => (persona === null ? [g] : []))
  const taken = kept.flatMap((persona) => (persona === null ? [] : [{ en: persona.name, de: persona.words.de }, persona.words]))
  const names = nameGroups(fresh.map((g) => distinctions[g]!), taken)
  return matching.matches.map((match, grp) => {
    const name = kept[grp]?.words ?? names[fresh.indexOf(grp)]!
    return { match, persona: kept[grp] ?? null, facts: profileOf(profiled, grp, distinctions[grp]!, name) }
  })
}
