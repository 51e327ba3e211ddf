import { createHash } from 'node:crypto'
import type { PopulationPermit } from '../../consent/population.ts'
import { holdOffErasure } from '../../customers/erasureLock.ts'
import { LotseError } from '../../errors.ts'
import { newId, type ArtefactId, type CustomerId, type RunId } from '../../ids.ts'
import { membershipSecret, sealMembers } from '../../recommender/membership.ts'
import { announce, holdArtefacts, publishIn } from '../../recommender/registrySteps.ts'
import { prune } from '../../recommender/prune.ts'
import type { Store } from '../../store/connect.ts'
import { decodeOfferModel, type OfferModel } from './offerModel.ts'

const KIND = 'offers'

export type NewOfferArtefact = {
  /** On what ground it learned, and whom the run let in; its run is the artefact's. */
  readonly permit: PopulationPermit<'train_ai_system'>
  /** From whom, how many meetings, and how few people stand behind an offer's figures where there are fewest. */
  readonly learned: { readonly people: readonly CustomerId[]; readonly meetings: number; readonly offers: number; readonly fewestPerOffer: number | null }
  readonly bytes: Uint8Array
  readonly windowFrom: Date
  readonly windowTo: Date
  readonly seed: number
  readonly settings: object
  readonly metrics: object
  readonly gate: { readonly passed: boolean; readonly reason: string }
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Keeps the offer model of a run with whom it learned from and, when it passed its gate, publishes it in the same transaction. A run that is executed again replaces what it made. */
export async function keepOfferModel(store: Store, artefact: NewOfferArtefact, now: Date): Promise<{ readonly artefactId: ArtefactId; readonly version: string }> {
  const { permit, learned, bytes, windowFrom, windowTo, gate } = artefact
  const { runId } = permit
  const artefactId = newId<ArtefactId>(now)
  const sha256 = sha256Of(bytes)
  const version = `${windowTo.toISOString().slice(0, 10)}.${sha256.slice(0, 8)}`
  const secret = await membershipSecret(store)
  const facts = {
    seed: artefact.seed, bytes: bytes.length, admitted: permit.people, items: learned.offers, interactions: learned.meetings, fewestPerItem: learned.fewestPerOffer,
    purpose: permit.purpose, policyVersion: permit.policyVersion, admittedAt: permit.checkedAt, engine: null, node: process.version,
  }
  await store.sql.begin(async (tx) => {
    await holdOffErasure(tx)
    await holdArtefacts(tx)
    await tx`delete from artefact_members where artefact_id in (select artefact_id from artefacts where kind = ${KIND} and run_id = ${runId})`
    await tx`delete from artefacts where kind = ${KIND} and run_id = ${runId}`
    const { people, erased, root } = await sealMembers(tx, secret, artefactId, permit, learned.people)
    await tx`
      insert into artefacts (artefact_id, kind, version, run_id, status, bytes, sha256, window_from, window_to, settings, metrics, gate, facts, people, erased, membership_root, created_at)
      values (${artefactId}, ${KIND}, ${version}, ${runId}, ${gate.passed ? 'candidate' : 'rejected'}, ${Buffer.from(bytes)}, ${sha256}, ${windowFrom}, ${windowTo}, ${JSON.stringify(artefact.settings)}::text::jsonb,
        ${JSON.stringify(artefact.metrics)}::text::jsonb, ${JSON.stringify(gate)}::text::jsonb, ${JSON.stringify(facts)}::text::jsonb, ${people}, ${erased}, ${root}, ${now})`
    if (gate.passed) await publishIn(tx, { id: artefactId, kind: KIND }, { actor: `job:${runId}`, reason: gate.reason }, now)
    await prune(tx, KIND, now)
    await announce(tx, KIND)
  })
  return { artefactId, version }
}

export type PublishedOffers = { readonly artefactId: ArtefactId; readonly version: string; readonly model: OfferModel }

/** The published offer model; `had` itself when it is still that one; null when none is. Throws artefact_damaged, artefact_unreadable. */
export async function loadOfferModel(store: Pick<Store, 'sql'>, had: PublishedOffers | null): Promise<PublishedOffers | null> {
  const [current] = await store.sql<{ id: ArtefactId }[]>`select artefact_id as id from artefacts where kind = ${KIND} and status = 'published'`
  if (current === undefined || current.id === had?.artefactId) return current === undefined ? null : had
  const [row] = await store.sql<{ version: string; bytes: Uint8Array | null; sha256: string }[]>`select version, bytes, sha256 from artefacts where artefact_id = ${current.id}`
  if (row === undefined || row.bytes === null) return null
  if (sha256Of(row.bytes) !== row.sha256) throw new LotseError('fault', 'artefact_damaged', 'The bytes of the published offer model are not those that were kept: run lotse run offers.')
  return { artefactId: current.id, version: row.version, model: decodeOfferModel(row.bytes) }
}

/** What the newest run measured, whether or not its model was good enough to be published; null before the first. */
export async function newestOfferMetrics(store: Pick<Store, 'sql'>): Promise<{ readonly runId: RunId; readonly windowTo: Date; readonly metrics: unknown } | null> {
  const [row] = await store.sql<{ runId: RunId; windowTo: Date; metrics: unknown }[]>`
    select run_id as "runId", window_to as "windowTo", metrics from artefacts where kind = ${KIND} order by created_at desc, artefact_id desc limit 1`
  return row ?? null
}
