import type { Sql, TransactionSql } from 'postgres'
import { newId, type CustomerId, type PersonaId, type RunId } from '../../ids.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import type { PersonaFacts, Words } from '../meaning/facts.ts'
import type { Grouped } from './grouping.ts'
import { encodeModel } from './groupingCodec.ts'
import { nextStep } from '../life/life.ts'
import { withEntry, type LineageEntry } from '../life/lineage.ts'
import type { Match, Matching } from './matchGroups.ts'
import type { PersonaWeights } from './personaWeights.ts'
import type { PersonaRunSummary, RunPersonasInput } from './runPersonas.ts'

export type LivingPersona = {
  readonly personaId: PersonaId
  readonly name: string
  readonly named: { readonly name: boolean; readonly description: boolean }
  readonly status: PersonaStatus
  readonly lineage: LineageEntry[]
  /** The name it was given by the run that found it, in both languages. */
  readonly words: Words
}

export type FoundPersona = { readonly match: Match; readonly persona: LivingPersona | null; readonly facts: PersonaFacts }

const ROWS_AT_ONCE = 2000

/** Who was in which living persona in the last complete run. */
export async function personasBefore(tx: TransactionSql): Promise<Map<string, PersonaId>> {
  const rows = tx<{ customer_id: CustomerId; persona_id: PersonaId }[]>`
    select m.customer_id, m.persona_id from persona_members m join personas p on p.persona_id = m.persona_id and p.status <> 'retired'
    where m.run_id = (select run_id from persona_runs where completed_at is not null order by completed_at desc, run_id desc limit 1)`.cursor(ROWS_AT_ONCE)
  const before = new Map<string, PersonaId>()
  for await (const chunk of rows) for (const row of chunk) before.set(row.customer_id, row.persona_id)
  return before
}

export async function livingPersonas(tx: TransactionSql): Promise<Map<PersonaId, LivingPersona>> {
  const rows = await tx<(Omit<LivingPersona, 'words'> & { en: string | null; de: string | null })[]>`
    select p.persona_id "personaId", p.name, p.named, p.status, p.lineage, f.facts #>> '{text,en,name}' en, f.facts #>> '{text,de,name}' de
    from personas p left join persona_profiles f on f.persona_id = p.persona_id and f.run_id = p.run_id where p.status <> 'retired' order by p.persona_id for update of p`
  return new Map(rows.map(({ en, de, ...persona }) => [persona.personaId, { ...persona, words: { en: en ?? persona.name, de: de ?? persona.name } }]))
}

/** Everything a run found, in the caller's transaction: current when that commits, never in part. */
export async function writeRun(
  tx: TransactionSql, { runId, featureRunId, features, seed, now }: RunPersonasInput, { grouping, choice, shapedBy }: Grouped, matching: Matching,
  found: readonly FoundPersona[], weights: PersonaWeights, living: ReadonlyMap<PersonaId, LivingPersona>,
): Promise<void> {
  const ids = found.map(({ persona }) => persona?.personaId ?? newId<PersonaId>(now))
  const ofCluster: PersonaId[] = []
  found.forEach(({ match }, g) => { for (const c of match.clusters) ofCluster[c] = ids[g]! })
  await tx`
    insert into persona_runs (run_id, as_of, feature_run_id, n, k, choice, model, created_at, completed_at)
    values (${runId}, ${features.asOf}, ${featureRunId ?? runId}, ${features.people.length}, ${choice.k}, ${tx.json({ ...choice, shapedBy })},
      ${tx.json(encodeModel(grouping, seed, ofCluster))}, ${now}, ${now})`
  for (const [g, { match, persona, facts }] of found.entries()) {
    const entry = entryOf(match, runId, now)
    if (persona === null) {
      await tx`
        insert into personas (persona_id, name, description, named, status, version, born_run_id, run_id, lineage, created_at, updated_at)
        values (${ids[g]!}, ${facts.text.en.name}, ${facts.text.en.description}, ${tx.json({ name: false, description: false })}, 'draft', 1, ${runId}, ${runId}, ${tx.json([entry])}, ${now}, ${now})`
    } else {
      await tx`
        update personas set run_id = ${runId}, lineage = ${tx.json(withEntry(persona.lineage, entry))}, updated_at = ${now}, version = version + 1,
          description = case when ${persona.named.description} then description else ${facts.text.en.description} end where persona_id = ${persona.personaId}`
    }
    await tx`insert into persona_profiles (persona_id, run_id, cluster, size, facts) values (${ids[g]!}, ${runId}, ${match.clusters[0]!}, ${facts.size}, ${tx.json(facts)})`
  }
  for (const { persona, into } of matching.lost) {
    const { lineage, status } = living.get(persona)!
    const next = nextStep(status, 'lose')
    const entry: LineageEntry = { kind: 'lost', runId, at: now.toISOString(), into: into.map((g) => ids[g]!) }
    await tx`update personas set status = ${next.state}, lineage = ${tx.json(withEntry(lineage, entry))}, updated_at = ${now}, version = version + 1 where persona_id = ${persona}`
  }
  await writeMembers(tx, features.people, runId, ids, weights)
  await tx`select pg_notify('lotse_personas', ${runId})`
}

function entryOf({ persona, jaccard, from }: Match, runId: RunId, now: Date): LineageEntry {
  const at = now.toISOString()
  if (persona !== null) return { kind: 'continued', runId, at, jaccard }
  return from.length > 0 ? { kind: 'split', runId, at, from: [...from] } : { kind: 'born', runId, at }
}

async function writeMembers(tx: TransactionSql, people: readonly CustomerId[], runId: RunId, ids: readonly PersonaId[], { groupOf, weight, margin }: PersonaWeights): Promise<void> {
  for (let from = 0; from < people.length; from += ROWS_AT_ONCE) {
    const until = Math.min(from + ROWS_AT_ONCE, people.length)
    const personas = Array.from(groupOf.subarray(from, until), (g) => ids[g]!)
    await tx`
      insert into persona_members (customer_id, run_id, persona_id, weight, margin)
      select customer_id, ${runId}, persona_id, weight, margin
      from unnest(${people.slice(from, until)}::uuid[], ${personas}::uuid[], ${[...weight.subarray(from, until)]}::real[], ${[...margin.subarray(from, until)]}::real[])
        as r (customer_id, persona_id, weight, margin)`
  }
}

/** What a complete run found, largest first; null when there is no such run. */
export async function summaryOf(sql: Sql, runId: RunId): Promise<PersonaRunSummary | null> {
  const [run] = await sql<{ n: number; k: number; choice: Grouped['choice'] }[]>`select n, k, choice from persona_runs where run_id = ${runId} and completed_at is not null`
  if (run === undefined) return null
  const rows = await sql<{ id: PersonaId; name: string; facts: PersonaFacts; lineage: LineageEntry[] }[]>`
    select p.persona_id id, p.name, f.facts, p.lineage from persona_profiles f join personas p using (persona_id) where f.run_id = ${runId} order by f.size desc, p.persona_id`
  const [{ lost }] = await sql<{ lost: number }[]>`
    select count(*)::int lost from personas where exists (select 1 from jsonb_array_elements(lineage) e where e ->> 'kind' = 'lost' and e ->> 'runId' = ${runId})`
  return {
    runId, n: run.n, k: run.k, reason: run.choice.reason, silhouette: run.choice.table.find((row) => row.k === run.k)?.silhouette ?? null, lost,
    personas: rows.map(({ id, name, facts, lineage }) => ({
      id, name, size: facts.size, share: facts.share, revenueShare: facts.revenue?.share ?? null, stability: facts.stability.jaccard, lineage: kindIn(lineage, runId),
    })),
  }
}

function kindIn(lineage: readonly LineageEntry[], runId: string): LineageEntry['kind'] {
  return lineage.findLast((entry) => 'runId' in entry && entry.runId === runId)?.kind ?? 'continued'
}
