import { newId, type ArtefactId, type RunId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { decodeRecommender, sha256Of, type RecommenderModel } from './model.ts'
import { LotseError } from '../errors.ts'

export const KIND = 'recommender'
/** Told with the artefact's kind when another one is published. */
export const ARTEFACT_CHANNEL = 'lotse_artefacts'

export type Gate = { readonly passed: boolean; readonly reason: string }

export type NewArtefact = {
  readonly runId: RunId
  readonly bytes: Uint8Array
  readonly windowFrom: Date | null
  readonly windowTo: Date
  readonly settings: object
  readonly metrics: object
  readonly gate: Gate
}

export type StoredArtefact = { readonly artefactId: ArtefactId; readonly version: string; readonly sha256: string; readonly published: boolean }

/**
 * Keeps an artefact and, when it passed its gate, makes it the published one in the same transaction; the one before it retires. A run that
 * is executed again replaces what it had made. Serving processes are told on commit.
 */
export async function keepArtefact(store: Store, artefact: NewArtefact, now: Date): Promise<StoredArtefact> {
  const sha256 = sha256Of(artefact.bytes)
  const artefactId = newId<ArtefactId>(now)
  const version = `${artefact.windowTo.toISOString().slice(0, 10)}.${sha256.slice(0, 8)}`
  const { runId, windowFrom, windowTo, gate } = artefact
  await store.sql.begin(async (tx) => {
    await tx`delete from artefacts where kind = ${KIND} and run_id = ${runId}`
    await tx`
      insert into artefacts (artefact_id, kind, version, run_id, status, bytes, sha256, window_from, window_to, settings, metrics, gate, created_at)
      values (${artefactId}, ${KIND}, ${version}, ${runId}, ${gate.passed ? 'candidate' : 'rejected'}, ${Buffer.from(artefact.bytes)}, ${sha256}, ${windowFrom}, ${windowTo},
        ${tx.json(plain(artefact.settings))}, ${tx.json(plain(artefact.metrics))}, ${tx.json(plain(gate))}, ${now})`
    if (!gate.passed) return
    await tx`update artefacts set status = 'retired' where kind = ${KIND} and status = 'published'`
    await tx`update artefacts set status = 'published', published_at = ${now} where artefact_id = ${artefactId}`
    await tx`select pg_notify(${ARTEFACT_CHANNEL}, ${KIND})`
  })
  return { artefactId, version, sha256, published: gate.passed }
}

/** As JSON carries it: the type the driver asks for. */
function plain(value: object): { [name: string]: string } {
  return JSON.parse(JSON.stringify(value)) as { [name: string]: string }
}

export type Published = { readonly artefactId: ArtefactId; readonly version: string; readonly model: RecommenderModel }

/** Id of the published artefact, or null. */
export async function publishedId(store: Store): Promise<ArtefactId | null> {
  const [row] = await store.sql<{ id: ArtefactId }[]>`select artefact_id as id from artefacts where kind = ${KIND} and status = 'published'`
  return row?.id ?? null
}

/** The published recommender, or null. Throws artefact_damaged when its bytes are not those that were kept, artefact_unreadable by decode. */
export async function loadPublished(store: Store): Promise<Published | null> {
  const [row] = await store.sql<{ id: ArtefactId; version: string; bytes: Uint8Array; sha256: string }[]>`
    select artefact_id as id, version, bytes, sha256 from artefacts where kind = ${KIND} and status = 'published'`
  if (row === undefined) return null
  if (sha256Of(row.bytes) !== row.sha256) throw new LotseError('fault', 'artefact_damaged', 'The bytes of the published recommender are not those that were kept: run lotse run recommender.')
  return { artefactId: row.id, version: row.version, model: decodeRecommender(row.bytes) }
}

export type ArtefactInUse = { readonly kind: string; readonly version: string; readonly publishedAt: Date | null }

/** What is published, by kind. */
export async function publishedArtefacts(store: Store): Promise<ArtefactInUse[]> {
  return store.sql<ArtefactInUse[]>`select kind, version, published_at as "publishedAt" from artefacts where status = 'published' order by kind`
}
