import type { TransactionSql } from 'postgres'
import { assignClusters, clusterCentres } from '../../../models/clusterers.ts'
import type { PersonaId, RunId } from '../../ids.ts'
import type { PersonaStatus } from '../../store/schema/learning.ts'
import { LineageEntry } from '../life/lineage.ts'
import type { Words } from '../meaning/facts.ts'
import type { EncodedDrift } from './drift.ts'
import type { FeatureSource } from './featureSource.ts'
import type { Grouping } from './grouping.ts'
import type { EncodedModel } from './groupingCodec.ts'
import { createOverlap, type Overlap } from './matchGroups.ts'
import { inSpace } from './space.ts'

/** The last complete run, and how its people were spread over the features (null for runs from before that was kept). */
export type LastRun = { readonly runId: RunId; readonly asOf: Date; readonly drift: EncodedDrift | null }

export async function lastRun(tx: TransactionSql): Promise<LastRun | null> {
  const [run] = await tx<{ run_id: RunId; as_of: Date; model: Partial<EncodedModel> }[]>`
    select run_id, as_of, model from persona_runs where completed_at is not null order by completed_at desc, run_id desc limit 1`
  return run === undefined ? null : { runId: run.run_id, asOf: run.as_of, drift: run.model.drift ?? null }
}

export type LivingPersona = {
  readonly personaId: PersonaId
  readonly name: string
  readonly named: { readonly name: boolean; readonly description: boolean }
  readonly status: PersonaStatus
  readonly pinned: boolean
  readonly lineage: LineageEntry[]
  /** The name it was given by the run that found it, in both languages. */
  readonly words: Words
}

/** Locked, so that nobody renames or retires one while the run writes. */
export async function livingPersonas(tx: TransactionSql): Promise<Map<PersonaId, LivingPersona>> {
  const rows = await tx<(Omit<LivingPersona, 'words' | 'lineage'> & { lineage: unknown; en: string | null; de: string | null })[]>`
    select p.persona_id "personaId", p.name, p.named, p.status, p.pinned, p.lineage, f.facts #>> '{text,en,name}' en, f.facts #>> '{text,de,name}' de
    from personas p left join persona_profiles f on f.persona_id = p.persona_id and f.run_id = p.run_id where p.status <> 'retired' order by p.persona_id for update of p`
  return new Map(rows.map(({ en, de, lineage, ...persona }) => [persona.personaId, { ...persona, lineage: LineageEntry.array().parse(lineage), words: { en: en ?? persona.name, de: de ?? persona.name } }]))
}

/** What a run made of some people, by person: those it had nothing of are left out. */
export type Former = { readonly personaId: PersonaId | null; readonly candidate: PersonaId | null; readonly streak: number }

export async function formerOf(tx: TransactionSql, runId: RunId, people: readonly string[]): Promise<Map<string, Former>> {
  const rows = await tx<(Former & { customer_id: string })[]>`
    select customer_id, persona_id "personaId", candidate, streak from persona_members where run_id = ${runId} and customer_id = any(${[...people]}::uuid[])`
  return new Map(rows.map((row) => [row.customer_id, row]))
}

/** How many people of the run before, by living persona, are in each cluster now. */
export async function overlapOf(tx: TransactionSql, source: FeatureSource, grouping: Grouping, before: LastRun | null, living: ReadonlyMap<PersonaId, unknown>): Promise<Overlap> {
  const k = clusterCentres(grouping.clusters).rows
  if (before === null) return createOverlap(k, [])
  const rows = await tx<{ persona_id: PersonaId }[]>`select distinct persona_id from persona_members where run_id = ${before.runId} and persona_id is not null`
  const personas = rows.map((row) => row.persona_id).filter((id) => living.has(id)).sort()
  const overlap = createOverlap(k, personas)
  const numberOf = new Map(personas.map((id, p) => [id, p]))
  for await (const { people, x } of source.chunks()) {
    const { labels } = assignClusters(grouping.clusters, inSpace(grouping, { columns: source.columns, x }))
    const former = await formerOf(tx, before.runId, people)
    people.forEach((person, i) => {
      const personaId = former.get(person)?.personaId ?? null
      const p = personaId === null ? undefined : numberOf.get(personaId)
      if (p !== undefined) overlap.both[labels[i]! * personas.length + p]!++
    })
  }
  return overlap
}
