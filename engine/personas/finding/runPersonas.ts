import type { TransactionSql } from 'postgres'
import type { KReason } from '../../../models/decideK.ts'
import type { PopulationPermit } from '../../consent/population.ts'
import { DEFAULT_ZONE } from '../../features/computeFeatures.ts'
import { readPlaces } from '../../features/places.ts'
import { newId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { LotseError } from '../../errors.ts'
import { hasMerged, type LineageEntry } from '../life/lineage.ts'
import { lockSet } from '../life/sets.ts'
import { distinguish } from '../meaning/distinctions.ts'
import { gather } from '../meaning/gather.ts'
import { nameGroups } from '../meaning/nameGroups.ts'
import { profileOf } from '../meaning/profile.ts'
import { rulesOf } from '../meaning/rulesOf.ts'
import { tally } from '../meaning/tallies.ts'
import { readPersonaSettings, type PersonaSettings } from '../settings.ts'
import { driftReport, movedOf, startDrift } from './drift.ts'
import type { FeatureSource } from './featureSource.ts'
import { groupPeople, type Grouped, type Grouping } from './grouping.ts'
import { mapOf } from './map.ts'
import { matchGroups, type Matching } from './matchGroups.ts'
import { keepPinned } from './pinned.ts'
import { lastRun, livingPersonas, overlapOf, TURN, type LastRun, type LivingPersona } from './previousRun.ts'
import type { RunReport } from './report.ts'
import { askSensitive } from './sensitive.ts'
import { summaryOf, writeRun, type FoundPersona } from './writeRun.ts'
import { writeMembers, type Written } from './writeMembers.ts'

export type RunPersonasInput = {
  readonly runId: RunId
  readonly source: FeatureSource
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
  readonly undetermined: number
  readonly personas: readonly { readonly id: PersonaId; readonly name: string; readonly size: number; readonly share: number; readonly revenueShare: number | null; readonly stability: number | null; readonly lineage: LineageEntry['kind'] }[]
  readonly lost: number
  readonly alerts: number
}

/** Groups are fitted to so many people at most; everybody is put into them. */
const MOST_SHAPING = 200_000

/**
 * Groups the people behind a source of features, recognises the personas of the run before, says what is special about each and writes it all
 * under the run, in one transaction; `lotse_personas` is notified. The people are streamed three times (who was where, who is where, what
 * groups are like), so that memory is bounded by MOST_SHAPING. A run that is complete already answers what it found. Throws `too_few_people`
 * (conflict) when there is nothing to group.
 */
export async function runPersonas(store: Pick<Store, 'sql'>, input: RunPersonasInput): Promise<PersonaRunSummary> {
  const done = await summaryOf(store.sql, input.runId)
  if (done !== null) return done
  const { source, seed } = input
  const progress = input.progress ?? (() => {})
  const settings = await readPersonaSettings(store)
  const sample = await source.sample(MOST_SHAPING, seed)
  const grouped = groupPeople(sample, seed, progress, settings)
  await store.sql.begin(async (tx) => {
    await tx`set local work_mem = '128MB'`
    await tx`select pg_advisory_xact_lock(${TURN})`
    progress(0.8, 'recognising personas')
    const before = await lastRun(tx)
    if (before !== null && source.asOf < before.asOf) {
      throw new LotseError('conflict', 'older_than_last', `Personas were found as of ${before.asOf.toISOString()} already; a run as of ${source.asOf.toISOString()} would put an older past into use.`)
    }
    // What is in use before any persona, as every change does (life/changing.ts).
    await lockSet(tx)
    const living = await livingPersonas(tx)
    const { grouping, matching } = await recognise(tx, source, grouped, before, living, sample)
    const ids = matching.matches.map(({ persona }) => persona ?? newId<PersonaId>(input.now))
    progress(0.83, 'putting everybody in place')
    const drift = startDrift(sample, seed, before?.drift ?? null)
    const written = await writeMembers(tx, { runId: input.runId, source, grouping, clusters: matching.matches.map(({ clusters }) => clusters), ids, before, settings }, drift)
    progress(0.88, 'describing the personas')
    const { found, groupOf } = await describe(tx, input, grouped, matching, living, ids)
    const report = await reportOn(tx, input, { grouping, groupOf, ids, before, written, settings, people: source.people }, drift)
    progress(0.97, 'writing')
    await writeRun(tx, { ...input, settings }, { ...grouped, grouping }, { matching, found, ids, living, report, drift, before })
  })
  const summary = await summaryOf(store.sql, input.runId)
  if (summary === null) throw new Error('A run that was just written is missing.')
  return summary
}

/** Which cluster is which persona; pinned personas that no cluster continues go on as a group around their people of before. */
async function recognise(
  tx: TransactionSql, source: FeatureSource, { grouping }: Grouped, before: LastRun | null, living: ReadonlyMap<PersonaId, LivingPersona>, sample: Awaited<ReturnType<FeatureSource['sample']>>,
): Promise<{ grouping: Grouping; matching: Matching }> {
  const merged = new Set([...living.values()].filter(({ lineage }) => hasMerged(lineage)).map(({ personaId }) => personaId))
  const matching = matchGroups(await overlapOf(tx, source, grouping, before, living), { merged, bound: new Map() })
  const lost = matching.lost.flatMap(({ persona }) => {
    const known = living.get(persona)
    return known?.pinned === true ? [{ persona, runId: known.runId }] : []
  })
  const pinned = lost.length === 0 ? null : await keepPinned(tx, grouping, lost, sample)
  if (pinned === null) return { grouping, matching }
  return { grouping: pinned.grouping, matching: matchGroups(await overlapOf(tx, source, pinned.grouping, before, living), { merged, bound: pinned.bound }) }
}

async function describe(
  tx: TransactionSql, input: RunPersonasInput, grouped: Grouped, matching: Matching, living: ReadonlyMap<PersonaId, LivingPersona>, ids: readonly PersonaId[],
): Promise<{ found: FoundPersona[]; groupOf: Described }> {
  const { source, permit, runId, seed } = input
  const precise = input.precise ?? null
  const gathered = await gather(tx, source, runId, ids)
  const tallies = await tally({ tx, permit, precise, asOf: source.asOf, zone: input.zone ?? DEFAULT_ZONE }, runId, ids)
  const places = await readPlaces(tx, precise)
  // Of a group that was kept for a pinned persona, or put together by hand, nothing was measured.
  const stability = matching.matches.map(({ clusters }) => (clusters.length === 1 ? grouped.stability[clusters[0]!] ?? NaN : NaN))
  const rules = rulesOf(gathered, seed)
  const distinctions = ids.map((_, g) => distinguish(gathered, g))
  const kept = matching.matches.map(({ persona }) => (persona === null ? null : living.get(persona) ?? null))
  const fresh = kept.flatMap((persona, g) => (persona === null ? [g] : []))
  const taken = [...living.values()].flatMap((persona) => [{ en: persona.name, de: persona.words.de }, persona.words])
  const names = nameGroups(fresh.map((g) => distinctions[g]!), taken)
  const found = matching.matches.map((match, g) => {
    const name = kept[g]?.words ?? names[fresh.indexOf(g)]!
    return { match, persona: kept[g] ?? null, facts: profileOf({ gathered, tallies, places, stability }, g, distinctions[g]!, rules[g] ?? null, name) }
  })
  return { found, groupOf: { columns: gathered.columns, x: gathered.sample.x, of: gathered.sample.groupOf } }
}

/** The sampled people and the group each is in. */
type Described = { readonly columns: FeatureSource['columns']; readonly x: Awaited<ReturnType<FeatureSource['sample']>>['x']; readonly of: Int32Array }

type Seen = {
  readonly grouping: Grouping; readonly groupOf: Described; readonly ids: readonly PersonaId[]; readonly before: LastRun | null; readonly written: Written; readonly settings: PersonaSettings; readonly people: number
}

async function reportOn(tx: TransactionSql, { runId, seed, source }: RunPersonasInput, { grouping, groupOf, ids, before, written, settings, people }: Seen, drift: ReturnType<typeof startDrift>): Promise<RunReport> {
  return {
    undetermined: written.undetermined, held: written.held,
    sensitive: await askSensitive(tx, runId, ids, settings.sensitive, seed),
    drift: before === null ? null : driftReport(drift, before, source.asOf, movedOf(written.overlap, ids), settings.falseAlarmsPerYear),
    map: mapOf(grouping, groupOf, groupOf.of, ids, people),
  }
}
