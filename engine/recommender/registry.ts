import type { TransactionSql } from 'postgres'
import type { PopulationPermit } from '../consent/population.ts'
import { holdOffErasure } from '../customers/erasureLock.ts'
import { LotseError } from '../errors.ts'
import { newId, type ArtefactId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import type { ArtefactStatus } from '../store/schema/learning.ts'
import { canaryShare } from './canary.ts'
import type { Learned } from './learned.ts'
import { loadArtefact } from './loadArtefact.ts'
import { keepMembers, membershipSecret, sealMembers } from './membership.ts'
import { sha256Of, type RecommenderModel } from './model.ts'
import { prune } from './prune.ts'
import { KIND } from './registryLife.ts'
import { announce, canaryIn, holdArtefacts, publishIn } from './registrySteps.ts'

export type Gate = { readonly passed: boolean; readonly reason: string }

export type NewArtefact = {
  readonly runId: RunId
  /** On what ground it learned, and whom the run let in. */
  readonly permit: PopulationPermit<'train_ai_system'>
  readonly bytes: Uint8Array
  readonly seed: number
  /** From whom and how much (see learnedFrom). */
  readonly learned: Learned
  /** Half open; null: there was nothing. */
  readonly windowFrom: Date | null
  readonly windowTo: Date
  readonly settings: object
  readonly metrics: object
  readonly gate: Gate
  /** What the arithmetic ran on, as the compute says it. */
  readonly engine?: string
}

export type StoredArtefact = { readonly artefactId: ArtefactId; readonly version: string; readonly sha256: string; readonly status: ArtefactStatus; readonly published: boolean }

/**
 * Keeps an artefact with whom it learned from. When it passed its gate it becomes the published one in the same transaction and the one
 * before it retires; or, where the installation has a canary share and something is published, the canary. A run that is executed again
 * keeps what it had made if it makes the same, else replaces it. Serving processes are told on commit.
 */
export async function keepArtefact(store: Store, artefact: NewArtefact, now: Date): Promise<StoredArtefact> {
  const { runId, gate } = artefact
  const sha256 = sha256Of(artefact.bytes)
  const artefactId = newId<ArtefactId>(now)
  const version = `${artefact.windowTo.toISOString().slice(0, 10)}.${sha256.slice(0, 8)}`
  const { permit, learned } = artefact
  const secret = await membershipSecret(store)
  const seal = await sealMembers(store.sql, secret, artefactId, permit, learned.people)
  return store.sql.begin(async (tx) => {
    await holdArtefacts(tx)
    const made = await madeBefore(tx, runId, sha256, now)
    if (made !== null) return made
    await insert(tx, artefact, { artefactId, version, sha256 }, now)
    // After the bytes, which take long, and before any other artefact's row, which an erasure may be waiting for.
    await holdOffErasure(tx)
    await keepMembers(tx, secret, artefactId, permit, learned.people, seal)
    const status = gate.passed ? await admit(tx, artefactId, runId, gate.reason, now) : 'rejected'
    await prune(tx, KIND, now)
    return { artefactId, version, sha256, status, published: status === 'published' }
  })
}

async function insert(tx: TransactionSql, artefact: NewArtefact, { artefactId, version, sha256 }: Pick<StoredArtefact, 'artefactId' | 'version' | 'sha256'>, now: Date): Promise<void> {
  const { runId, permit, learned, gate, bytes } = artefact
  const facts = {
    seed: artefact.seed, bytes: bytes.length, admitted: permit.people, items: learned.items, interactions: learned.interactions, fewestPerItem: learned.fewestPerItem,
    purpose: permit.purpose, policyVersion: permit.policyVersion, admittedAt: permit.checkedAt, engine: artefact.engine ?? null, node: process.version,
  }
  await tx`
    insert into artefacts (artefact_id, kind, version, run_id, status, bytes, sha256, window_from, window_to, settings, metrics, gate, facts, created_at)
    values (${artefactId}, ${KIND}, ${version}, ${runId}, ${gate.passed ? 'candidate' : 'rejected'}, ${Buffer.from(bytes)}, ${sha256}, ${artefact.windowFrom}, ${artefact.windowTo},
      ${plain(artefact.settings)}::text::jsonb, ${plain(artefact.metrics)}::text::jsonb, ${plain(gate)}::text::jsonb, ${plain(facts)}::text::jsonb, ${now})`
}

/** What this run made when it was executed before: kept if it is the same, else taken away, and what it had taken over from is back. */
async function madeBefore(tx: TransactionSql, runId: RunId, sha256: string, now: Date): Promise<StoredArtefact | null> {
  const [had] = await tx<{ id: ArtefactId; version: string; sha256: string; status: ArtefactStatus; previous: ArtefactId | null }[]>`
    select artefact_id as id, version, sha256, status, previous_id as previous from artefacts where kind = ${KIND} and run_id = ${runId}`
  if (had === undefined) return null
  if (had.sha256 === sha256) return { artefactId: had.id, version: had.version, sha256, status: had.status, published: had.status === 'published' }
  await holdOffErasure(tx)
  await tx`delete from artefacts where artefact_id = ${had.id}`
  await tx`delete from artefact_members where artefact_id = ${had.id}`
  if (had.status === 'published') await tx`update artefacts set status = 'published', published_at = ${now}, retired_at = null where artefact_id = ${had.previous} and bytes is not null`
  await announce(tx, KIND)
  return null
}

async function admit(tx: TransactionSql, artefactId: ArtefactId, runId: RunId, reason: string, now: Date): Promise<'canary' | 'published'> {
  const change = { actor: `job:${runId}`, reason }
  const share = await canaryShare(tx)
  const [published] = await tx`select 1 from artefacts where kind = ${KIND} and status = 'published'`
  const tried = share > 0 && published !== undefined
  if (tried) await canaryIn(tx, { id: artefactId, kind: KIND }, share, change, now)
  else await publishIn(tx, { id: artefactId, kind: KIND }, change, now)
  await announce(tx, KIND)
  return tried ? 'canary' : 'published'
}

function plain(value: object): string {
  return JSON.stringify(value)
}

export type Published = { readonly artefactId: ArtefactId; readonly version: string; readonly model: RecommenderModel }

/** What visitors are to get: everybody `published`, save the share that gets the canary. */
export type InService = { readonly published: ArtefactId | null; readonly canary: { readonly artefactId: ArtefactId; readonly share: number } | null }

export async function inService(store: Pick<Store, 'sql'>): Promise<InService> {
  const rows = await store.sql<{ id: ArtefactId; status: ArtefactStatus; share: number | null }[]>`
    select artefact_id as id, status, share::numeric::float8 as share from artefacts where kind = ${KIND} and status in ('published', 'canary')`
  const canary = rows.find((row) => row.status === 'canary')
  return { published: rows.find((row) => row.status === 'published')?.id ?? null, canary: canary === undefined || canary.share === null ? null : { artefactId: canary.id, share: canary.share } }
}

/** Id of the published artefact, or null. */
export async function publishedId(store: Pick<Store, 'sql'>): Promise<ArtefactId | null> {
  return (await inService(store)).published
}

/** The published recommender, or null. Throws as loadArtefact. */
export async function loadPublished(store: Store): Promise<Published | null> {
  const id = await publishedId(store)
  return id === null ? null : loadArtefact(store.sql, id)
}

/** The published one to compare with; null where there is none, or none that this release can read: its successor ends that. */
export async function loadChampion(store: Store): Promise<Published | null> {
  try {
    return await loadPublished(store)
  } catch (error) {
    if (error instanceof LotseError && error.kind === 'fault') return null
    throw error
  }
}

export type ArtefactInUse = { readonly kind: string; readonly version: string; readonly publishedAt: Date | null }

/** What is published, by kind. */
export async function publishedArtefacts(store: Store): Promise<ArtefactInUse[]> {
  return store.sql<ArtefactInUse[]>`select kind, version, published_at as "publishedAt" from artefacts where status = 'published' order by kind`
}
