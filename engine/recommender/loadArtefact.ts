import type { TransactionSql } from 'postgres'
import { LotseError } from '../errors.ts'
import type { ArtefactId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { decodeRecommender, sha256Of } from './model.ts'
import type { Published } from './registry.ts'

/** A recommender to serve; null when it has no bytes any more. Throws artefact_damaged when they are not those that were kept, artefact_unreadable by decode. */
export async function loadArtefact(sql: Store['sql'] | TransactionSql, id: ArtefactId): Promise<Published | null> {
  const [row] = await sql<{ version: string; bytes: Uint8Array; sha256: string }[]>`
    select version, bytes, sha256 from artefacts where artefact_id = ${id} and bytes is not null`
  if (row === undefined) return null
  if (sha256Of(row.bytes) !== row.sha256) throw new LotseError('fault', 'artefact_damaged', 'The bytes of the recommender are not those that were kept: run lotse run recommender.')
  return { artefactId: id, version: row.version, model: decodeRecommender(row.bytes) }
}
