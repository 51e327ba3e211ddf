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

/** Two runs that end at once take turns here, so that each finds the personas the other left. */
export const TURN = 7_051_860_541

/** The last complete run, and how its people were spread over the features (null for runs from before that was kept). */
export type LastRun = { readonly runId: RunId; readonly asOf: Date; readonly completedAt: Date; readonly drift: EncodedDrift | null }

export async function lastRun(tx: TransactionSql): Promise<LastRun | null> {
  const [run] = await tx<{ run_id: RunId; as_of: Date; completed_at: Date; model: Partial<EncodedModel> }[]>`
    select run_id, as_of, completed_at, model from persona_runs where completed_at is not null order by completed_at desc, run_id desc limit 1`
  return run === undefined ? null : { runId: run.run_id, asOf: run.as_of, completedAt: run.completed_at, drift: run.model.drift ?? null }
}

export type LivingPersona = {
  readonly personaId: PersonaId
  /** The last run that found it. */
  readonly runId: RunId
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
    select p.persona_id "personaId", p.run_id "runId", p.name, p.named, p.status, p.pinned, p.lineage, f.facts #>> '{text,en,name}' en, f.facts #>> '{text,de,name}' de
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

/**
 * How many people of the run before, by living persona, are in each cluster now. A persona that the run before did not find, and that lives on because it is
 * in use, is compared by the run that found it last: so it is recognised when it comes back.
 */
export async function overlapOf(tx: TransactionSql, source: FeatureSource, grouping: Grouping, before: LastRun | null, living: ReadonlyMap<PersonaId, Pick<LivingPersona, 'runId'>>): Promise<Overlap> {
  const k = clusterCentres(grouping.clusters).rows
  if (before === null) return createOverlap(k, [])
  const rows = await tx<{ persona_id: PersonaId }[]>`select distinct persona_id from persona_members where run_id = ${before.runId} and persona_id is not null`
  const found = rows.map((row) => row.persona_id).filter((id) => living.has(id))
  const absent = [...living].filter(([id]) => !found.includes(id)).map(([id, { runId }]) => ({ id, runId }))
  const personas = [...found, ...absent.map(({ id }) => id)].sort()
  const overlap = createOverlap(k, personas)
  const numberOf = new Map(personas.map((id, p) => [id, p]))
  for await (const { people, x } of source.chunks()) {
    const { labels } = assignClusters(grouping.clusters, inSpace(grouping, { columns: source.columns, x }))
    const former = await formerOf(tx, before.runId, people)
    const earlier = await earlierOf(tx, absent, people)
    people.forEach((person, i) => {
      const last = former.get(person)?.personaId ?? null
      const was = [...last === null ? [] : [last], ...earlier.get(person) ?? []]
      if (was.length > 0) overlap.sizes[labels[i]!]!++
      for (const personaId of was) {
        const p = numberOf.get(personaId)
        if (p !== undefined) overlap.both[labels[i]! * personas.length + p]!++
      }
    })
  }
  return overlap
}

/** Who of some people was in which of the absent personas, by the run that found it last. */
async function earlierOf(tx: TransactionSql, absent: readonly { readonly id: PersonaId; readonly runId: RunId }[], people: readonly string[]): Promise<Map<string, PersonaId[]>> {
  const of = new Map<string, PersonaId[]>()
  if (absent.length === 0) return of
  const rows = await tx<{ customer_id: string; persona_id: PersonaId }[]>`
    select m.customer_id, m.persona_id from unnest(${absent.map(({ id }) => id)}::uuid[], ${absent.map(({ runId }) => runId)}::uuid[]) as a (persona_id, run_id)
    join persona_members m using (persona_id, run_id) where m.customer_id = any(${[...people]}::uuid[])`
  for (const { customer_id: person, persona_id: id } of rows) of.set(person, [...of.get(person) ?? [], id])
  return of
}
