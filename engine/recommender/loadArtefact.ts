import type { TransactionSql } from 'postgres'
import { LotseError } from '../errors.ts'
import type { ArtefactId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { decodeRecommender, sha256Of } from './model.ts'
import type { Published } from './registry.ts'

/** A recommender to serve; null when it has no bytes any more. Throws artefact_damaged when they are not those that were kept, artefact_unreadable by decode. */
export async function loadArtefact(sql: Store['sql'] | TransactionSql, id: ArtefactId): Promise<Published | null> {
  const kept = await intactBytes(sql, id)
  return kept === null ? null : { artefactId: id, version: kept.version, model: decodeRecommender(kept.bytes) }
}

/** The bytes of an artefact of any kind; null when it has none any more. Throws artefact_damaged when they are not those that were kept. */
export async function intactBytes(sql: Store['sql'] | TransactionSql, id: ArtefactId): Promise<{ readonly version: string; readonly bytes: Uint8Array } | null> {
  const [row] = await sql<{ kind: string; version: string; bytes: Uint8Array; sha256: string }[]>`
    select kind, version, bytes, sha256 from artefacts where artefact_id = ${id} and bytes is not null`
  if (row === undefined) return null
  if (sha256Of(row.bytes) !== row.sha256) throw new LotseError('fault', 'artefact_damaged', `The bytes of the ${row.kind} are not those that were kept: run lotse run ${row.kind}.`)
  return row
}
