import type { TransactionSql } from 'postgres'
import { assign, fitKMeans } from '../../../models/kmeans.ts'
import { createMatrix, rowOf, selectRows, type Matrix } from '../../../models/matrix.ts'
import { derive } from '../../../models/rng.ts'
import { auditIn } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import { newId, type CustomerId, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import type { FeatureSource } from '../finding/featureSource.ts'
import type { Grouping } from '../finding/grouping.ts'
import { decodeModel, type EncodedModel } from '../finding/groupingCodec.ts'
import { inSpace } from '../finding/space.ts'
import { encodeClusters } from '../../../models/clusterers/clustersCodec.ts'
import { profileAgain, withFeatures } from '../meaning/profileAgain.ts'
import { distinguish } from '../meaning/distinctions.ts'
import { LEAST_PEOPLE, PersonaFacts, type Words } from '../meaning/facts.ts'
import { gather } from '../meaning/gather.ts'
import { nameGroups } from '../meaning/nameGroups.ts'
import { changing, withOwnConnections } from './changing.ts'
import { lockPersona, type PersonaRow } from './changePersona.ts'
import { withEntry } from './lineage.ts'
import { keepFacts } from './mergePersonas.ts'
import { writeSet } from './sets.ts'

/** People of the persona that its two parts are found among, at most. */
const MOST_ROWS = 50_000

export type Split = { readonly kept: PersonaId; readonly cut: PersonaId }

/**
 * Cuts a persona in two by 2-means among its people, in the space its run found it in. The larger part keeps id, name and status; the smaller is a new draft under a name
 * of its own. Both are pinned, so that later runs, which found them as one, keep them apart. Throws `persona_unknown`, `persona_state`,
 * `split_not_possible` (conflict): another method than k-means, a persona merged by hand, an older run in use, or a part of fewer than 20 people.
 */
export async function splitPersona(store: Store, id: string, reason: string | undefined, actor: string, now: Date): Promise<Split> {
  return withOwnConnections(store, (beside) => changing(store, async (tx, set) => {
    const row = await lockPersona(tx, id)
    if (row.status === 'retired') throw new LotseError('conflict', 'persona_state', 'A retired persona has nobody to part.', [{ path: 'status', message: 'retired' }])
    if (set !== null && set.runId !== row.runId && set.entries.some(({ personaId }) => personaId === row.personaId)) throw impossible('What is in use counts by an older run. Adopt the newer run first.')
    const [{ model }] = await tx<{ model: EncodedModel }[]>`select model from persona_runs where run_id = ${row.runId} for update`
    const cluster = onlyCluster(model, row.personaId)
    const grouping = decodeModel(model)
    const cut = newId<PersonaId>(now)
    const centres = await withFeatures(beside, row.runId, now, async (source) => {
      const people = await membersOf(tx, row)
      const found = partsAmong(grouping, await rowsOf(source, people), model.seed)
      await moveNearer(tx, source, grouping, found, people, row, cut)
      return found
    })
    await keepModel(tx, row, model, grouping, cluster, centres, cut)
    await keepPersonas(beside, tx, row, cut, now)
    if (set !== null && set.entries.some(({ personaId }) => personaId === row.personaId)) await writeSet(tx, { runId: set.runId, entries: set.entries, kind: 'split', actor, reason: reason ?? null }, now)
    await auditIn(tx, { actor, action: 'persona.split', subject: row.personaId, detail: { into: cut, ...reason === undefined ? {} : { reason } } }, now)
    await tx`select pg_notify('lotse_personas', ${row.personaId})`
    return { kept: row.personaId, cut }
  }))
}

function impossible(why: string): LotseError {
  return new LotseError('conflict', 'split_not_possible', `This persona cannot be cut in two. ${why}`)
}

function onlyCluster({ kind, personas }: EncodedModel, id: PersonaId): number {
  if (kind !== undefined && kind !== 'kmeans') throw impossible('Its run looked for groups by another method than k-means, which has no centre to part.')
  const clusters = personas.flatMap((persona, c) => (persona === id ? [c] : []))
  if (clusters.length !== 1) throw impossible('Others were merged into it; run the personas with another number of groups instead.')
  return clusters[0]!
}

async function membersOf(tx: TransactionSql, { runId, personaId }: PersonaRow): Promise<ReadonlySet<string>> {
  const rows = await tx<{ customer_id: CustomerId }[]>`select customer_id from persona_members where run_id = ${runId} and persona_id = ${personaId}`
  return new Set(rows.map((row) => row.customer_id))
}

/** The people's rows, at most MOST_ROWS of them. */
async function rowsOf(source: FeatureSource, people: ReadonlySet<string>): Promise<{ columns: FeatureSource['columns']; x: Matrix }> {
  const x = createMatrix(Math.min(MOST_ROWS, people.size), source.columns.length)
  let rows = 0
  for await (const chunk of source.chunks()) {
    chunk.people.forEach((person, i) => { if (rows < x.rows && people.has(person)) x.data.set(rowOf(chunk.x, i), rows++ * x.cols) })
  }
  return { columns: source.columns, x: { rows, cols: x.cols, data: x.data.subarray(0, rows * x.cols) } }
}

/** Two centres in the grouping's space, of the larger part first. */
function partsAmong(grouping: Grouping, features: { columns: FeatureSource['columns']; x: Matrix }, seed: number): Matrix {
  if (features.x.rows < 2 * LEAST_PEOPLE) throw impossible(`Each part needs at least ${LEAST_PEOPLE} people.`)
  const space = inSpace(grouping, features)
  const { centres } = fitKMeans(space, 2, derive(seed, 'split'))
  const second = assign({ centres }, space).filter((label) => label === 1).length
  if (Math.min(second, space.rows - second) < LEAST_PEOPLE) throw impossible(`One part would have fewer than ${LEAST_PEOPLE} people.`)
  return second > space.rows - second ? selectRows(centres, [1, 0]) : centres
}

/** Whoever of the persona is nearer to the second centre goes to the new one. */
async function moveNearer(tx: TransactionSql, source: FeatureSource, grouping: Grouping, centres: Matrix, people: ReadonlySet<string>, { runId, personaId }: PersonaRow, cut: PersonaId): Promise<void> {
  for await (const chunk of source.chunks()) {
    const labels = assign({ centres }, inSpace(grouping, { columns: source.columns, x: chunk.x }))
    const moving = chunk.people.filter((person, i) => labels[i] === 1 && people.has(person))
    if (moving.length > 0) await tx`update persona_members set persona_id = ${cut} where run_id = ${runId} and persona_id = ${personaId} and customer_id = any(${[...moving]}::uuid[])`
  }
}

/** The run's model with the persona's centre replaced by that of its larger part, and the other's as one more cluster. */
async function keepModel(tx: TransactionSql, { runId }: PersonaRow, model: EncodedModel, grouping: Grouping, cluster: number, parts: Matrix, cut: PersonaId): Promise<void> {
  if (grouping.clusters.kind !== 'kmeans') return
  const { kmeans, variance } = grouping.clusters
  const centres = createMatrix(kmeans.centres.rows + 1, kmeans.centres.cols)
  centres.data.set(kmeans.centres.data)
  centres.data.set(rowOf(parts, 0), cluster * centres.cols)
  centres.data.set(rowOf(parts, 1), kmeans.centres.rows * centres.cols)
  const limits = { ...grouping.limits, distances: [...grouping.limits.distances, grouping.limits.distances[cluster]!] }
  const next: EncodedModel = { ...model, ...encodeClusters({ kind: 'kmeans', kmeans: { ...kmeans, centres }, variance }), limits, personas: [...model.personas, cut] }
  await tx`update persona_runs set model = ${tx.json(next)} where run_id = ${runId}`
}

async function keepPersonas(store: Store, tx: TransactionSql, row: PersonaRow, cut: PersonaId, now: Date): Promise<void> {
  const at = now.toISOString()
  const { runId, personaId } = row
  const [known] = await tx<{ facts: unknown }[]>`select facts from persona_profiles where persona_id = ${personaId} and run_id = ${runId}`
  const { text } = PersonaFacts.parse(known?.facts)
  const own = { de: text.de.name, en: text.en.name }
  const name = await nameOf(store, tx, runId, cut, now)
  const facts = await profileAgain(store, tx, runId, cut, name, now)
  await tx`
    insert into personas (persona_id, name, description, named, status, version, born_run_id, run_id, lineage, created_at, updated_at, pinned)
    values (${cut}, ${name.en}, ${facts.text.en.description}, ${tx.json({ name: false, description: false })}, 'draft', 1, ${runId}, ${runId},
      ${tx.json([{ kind: 'cut_from', at, from: personaId }])}, ${now}, ${now}, true)`
  await tx`insert into persona_profiles (persona_id, run_id, cluster, size, facts) select ${cut}, ${runId}, max(cluster) + 1, ${facts.size}, ${tx.json(facts)} from persona_profiles where run_id = ${runId}`
  await tx`update personas set lineage = ${tx.json(withEntry(row.lineage, { kind: 'cut', at, into: cut }))}, pinned = true, version = version + 1, updated_at = ${now} where persona_id = ${personaId}`
  await keepFacts(tx, row, await profileAgain(store, tx, runId, personaId, own, now), now)
}

/** A name for the new part by what distinguishes it, unlike any that is taken. */
async function nameOf(store: Store, tx: TransactionSql, runId: RunId, cut: PersonaId, now: Date): Promise<Words> {
  const taken = await tx<Words[]>`
    select p.name as en, coalesce(f.facts #>> '{text,de,name}', p.name) as de from personas p left join persona_profiles f on f.persona_id = p.persona_id and f.run_id = p.run_id where p.status <> 'retired'`
  return withFeatures(store, runId, now, async (source) => nameGroups([distinguish(await gather(tx, source, runId, [cut]), 0)], taken)[0]!)
}
