import type { Sql, TransactionSql } from 'postgres'
import type { PersonaId, RunId } from '../../ids.ts'
import { raiseAlerts, type AlertWish } from '../life/alerts.ts'
import { checksOf } from '../life/checks.ts'
import { nextStep } from '../life/life.ts'
import { withEntry, type LineageEntry } from '../life/lineage.ts'
import { refreshSet } from '../life/refreshSet.ts'
import { PersonaFacts } from '../meaning/facts.ts'
import { roundCount, roundFacts } from '../meaning/roundFacts.ts'
import type { PersonaSettings } from '../settings.ts'
import { encodeDrift, type DriftCount } from './drift.ts'
import type { Grouped } from './grouping.ts'
import { encodeModel } from './groupingCodec.ts'
import type { Match, Matching } from './matchGroups.ts'
import type { LastRun, LivingPersona } from './previousRun.ts'
import type { RunReport } from './report.ts'
import type { PersonaRunSummary, RunPersonasInput } from './runPersonas.ts'

export type FoundPersona = { readonly match: Match; readonly persona: LivingPersona | null; readonly facts: PersonaFacts }

export type Found = {
  readonly matching: Matching
  readonly found: readonly FoundPersona[]
  readonly ids: readonly PersonaId[]
  readonly living: ReadonlyMap<PersonaId, LivingPersona>
  readonly report: RunReport
  readonly drift: DriftCount
  readonly before: LastRun | null
}

/** Everything a run found besides its members, in the caller's transaction: current when that commits, never in part. */
export async function writeRun(
  tx: TransactionSql, { runId, featureRunId, source, seed, now, settings }: RunPersonasInput & { readonly settings: PersonaSettings }, { grouping, choice, shapedBy }: Grouped, { matching, found, ids, living, report, drift, before }: Found,
): Promise<void> {
  // After the run before, whichever of two began first: the newest is what counts.
  const completedAt = before === null ? now : new Date(Math.max(now.getTime(), before.completedAt.getTime() + 1))
  const ofCluster: PersonaId[] = []
  found.forEach(({ match }, g) => { for (const c of match.clusters) ofCluster[c] = ids[g]! })
  await tx`
    insert into persona_runs (run_id, as_of, feature_run_id, n, k, choice, model, settings, report, created_at, completed_at)
    values (${runId}, ${source.asOf}, ${featureRunId ?? runId}, ${source.people}, ${choice.k}, ${tx.json({ ...choice, shapedBy })},
      ${tx.json(encodeModel(grouping, seed, ofCluster, encodeDrift(drift)))}, ${tx.json(settings)}, ${tx.json(report)}, ${now}, ${completedAt})`
  for (const [g, each] of found.entries()) await writePersona(tx, ids[g]!, each, runId, now)
  const published = await loseOthers(tx, runId, matching, ids, living, now)
  await raiseAlerts(tx, runId, alertsOf(found, ids, report, published), now)
  await refreshSet(tx, runId, ids, now)
  await tx`select pg_notify('lotse_personas', ${runId})`
}

async function writePersona(tx: TransactionSql, id: PersonaId, { match, persona, facts }: FoundPersona, runId: RunId, now: Date): Promise<void> {
  const entry = entryOf(match, runId, now)
  if (persona === null) {
    await tx`
      insert into personas (persona_id, name, description, named, status, version, born_run_id, run_id, lineage, created_at, updated_at)
      values (${id}, ${facts.text.en.name}, ${facts.text.en.description}, ${tx.json({ name: false, description: false })}, 'draft', 1, ${runId}, ${runId}, ${tx.json([entry])}, ${now}, ${now})`
  } else {
    await tx`
      update personas set run_id = ${runId}, lineage = ${tx.json(withEntry(persona.lineage, entry))}, updated_at = ${now}, version = version + 1,
        description = case when ${persona.named.description} then description else ${facts.text.en.description} end where persona_id = ${persona.personaId}`
  }
  await tx`insert into persona_profiles (persona_id, run_id, cluster, size, facts) values (${id}, ${runId}, ${match.clusters[0]!}, ${facts.size}, ${tx.json(facts)})`
}

/**
 * What the run no longer finds retires, save what is published: nobody stops using that without having been asked. It stays, by the run that last found it,
 * until somebody adopts a newer run or rolls back. Returns those.
 */
async function loseOthers(tx: TransactionSql, runId: RunId, matching: Matching, ids: readonly PersonaId[], living: ReadonlyMap<PersonaId, LivingPersona>, now: Date): Promise<PersonaId[]> {
  const published: PersonaId[] = []
  for (const { persona, into } of matching.lost) {
    const { lineage, status } = living.get(persona)!
    // Said once: it may stay in use for many runs.
    if (lineage.at(-1)?.kind === 'lost') continue
    const entry: LineageEntry = { kind: 'lost', runId, at: now.toISOString(), into: into.map((g) => ids[g]!) }
    if (status === 'published') published.push(persona)
    const next = status === 'published' ? status : nextStep(status, 'lose').state
    await tx`update personas set status = ${next}, lineage = ${tx.json(withEntry(lineage, entry))}, updated_at = ${now}, version = version + 1 where persona_id = ${persona}`
  }
  return published
}

function entryOf({ persona, jaccard, from }: Match, runId: RunId, now: Date): LineageEntry {
  const at = now.toISOString()
  if (persona !== null) return { kind: 'continued', runId, at, jaccard }
  return from.length > 0 ? { kind: 'split', runId, at, from: [...from] } : { kind: 'born', runId, at }
}

/** What somebody should look at: published personas that dissolved or no longer pass their checks, features and sizes that moved beyond chance. */
function alertsOf(found: readonly FoundPersona[], ids: readonly PersonaId[], report: RunReport, dissolved: readonly PersonaId[]): AlertWish[] {
  const unfit = found.flatMap(({ persona, facts }, g): AlertWish[] => {
    if (persona?.status !== 'published') return []
    // Not what somebody overrode, and not what a merge or a cut left unmeasured.
    const known = overridden(persona.lineage)
    const failed = checksOf(ids[g]!, facts, report).filter(({ check, passed }) => passed === false && !known.includes(check)).map(({ check }) => check)
    return failed.length > 0 ? [{ personaId: ids[g]!, kind: 'checks_failed', detail: { checks: failed } }] : []
  })
  const moved = report.drift?.features.filter((feature) => feature.moved) ?? []
  return [
    ...dissolved.map((personaId): AlertWish => ({ personaId, kind: 'dissolved', detail: {} })), ...unfit,
    ...(report.drift?.sizes.filter((size) => size.changed) ?? []).map((size): AlertWish => ({ personaId: size.personaId as PersonaId, kind: 'size_changed', detail: { before: roundCount(size.before), now: roundCount(size.now) } })),
    ...moved.length > 0 ? [{ personaId: null, kind: 'features_moved', detail: { features: moved.map(({ column, psi }) => ({ column, psi })) } } as const] : [],
  ]
}

function overridden(lineage: readonly LineageEntry[]): readonly string[] {
  const last = lineage.findLast((entry) => entry.kind === 'approved')
  return last?.kind === 'approved' ? last.override ?? [] : []
}

/** What a complete run found, largest first, as it may be told; null when there is no such run. */
export async function summaryOf(sql: Sql, runId: RunId): Promise<PersonaRunSummary | null> {
  const [run] = await sql<{ n: number; k: number; choice: Grouped['choice']; report: RunReport }[]>`select n, k, choice, report from persona_runs where run_id = ${runId} and completed_at is not null`
  if (run === undefined) return null
  const rows = await sql<{ id: PersonaId; name: string; facts: unknown; lineage: LineageEntry[] }[]>`
    select p.persona_id id, p.name, f.facts, p.lineage from persona_profiles f join personas p using (persona_id) where f.run_id = ${runId} order by f.size desc, p.persona_id`
  const [{ lost, alerts }] = await sql<{ lost: number; alerts: number }[]>`
    select (select count(*)::int from personas where exists (select 1 from jsonb_array_elements(lineage) e where e ->> 'kind' = 'lost' and e ->> 'runId' = ${runId})) lost,
      (select count(*)::int from persona_alerts where run_id = ${runId}) alerts`
  const { between, far, unknown } = run.report.undetermined
  return {
    runId, n: roundCount(run.n), k: run.k, reason: run.choice.reason, silhouette: run.choice.table.find((row) => row.k === run.k)?.silhouette ?? null, undetermined: roundCount(between + far + unknown), lost, alerts,
    personas: rows.map(({ id, name, facts: exact, lineage }) => {
      const facts = PersonaFacts.parse(roundFacts(exact))
      return { id, name, size: facts.size, share: facts.withheld ? 0 : facts.share, revenueShare: facts.revenue?.share ?? null, stability: facts.stability.jaccard, lineage: kindIn(lineage, runId) }
    }),
  }
}

function kindIn(lineage: readonly LineageEntry[], runId: string): LineageEntry['kind'] {
  return lineage.findLast((entry) => 'runId' in entry && entry.runId === runId)?.kind ?? 'continued'
}
