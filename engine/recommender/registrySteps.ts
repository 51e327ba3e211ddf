import type { TransactionSql } from 'postgres'
import { auditIn } from '../access/audit.ts'
import { LotseError } from '../errors.ts'
import { isUuid, type ArtefactId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import type { ArtefactStatus } from '../store/schema/learning.ts'
import { intactBytes, loadArtefact } from './loadArtefact.ts'
import { prune } from './prune.ts'
import { KIND, refusalOf, stepsFrom, type ModelStep } from './registryLife.ts'

/** Told with the artefact's kind when what is served changes. */
export const ARTEFACT_CHANNEL = 'lotse_artefacts'
const LOCK = 7_051_860_529

/** Who changes what is served, and why: the reason stands in the card and in the audit, and names nobody. */
export type Change = { readonly actor: string; readonly reason: string }

export type Standing = { readonly id: ArtefactId; readonly kind: string; readonly version: string; readonly status: ArtefactStatus; readonly readable: boolean; readonly previousId: ArtefactId | null; readonly previous: boolean }

/** Makes it the published one; the one before it retires. Throws artefact_unknown (missing) and, as conflicts, gate_failed, bytes_pruned, artefact_unreadable, artefact_damaged, already_published. */
export async function publishArtefact(store: Store, id: string, change: Change, now: Date): Promise<void> {
  await step(store, id, 'publish', now, async (tx, artefact) => {
    await requireReadable(tx, artefact.id)
    await publishIn(tx, artefact, change, now)
  })
}

/** Shows it to a share of visitors (0 < share < 1) beside the published one; another canary retires. Again: another share. Throws as publishArtefact. */
export async function startCanary(store: Store, id: string, share: number, change: Change, now: Date): Promise<void> {
  await step(store, id, 'canary', now, async (tx, artefact) => {
    if (artefact.kind !== KIND) throw new LotseError('conflict', 'no_canary', 'Only a recommender is tried on a share of visitors: publish this one, or roll it back.')
    await requireReadable(tx, artefact.id)
    await canaryIn(tx, artefact, share, change, now)
  })
}

/**
 * In one call: the model that was published before this one is back, or, of a canary, everybody is the published one's again. Servers are
 * told on commit. Throws artefact_unknown (missing) and, as conflicts, not_served, nothing_before, artefact_unreadable, artefact_damaged.
 */
export async function rollBack(store: Store, id: string, change: Change, now: Date): Promise<void> {
  await step(store, id, 'rollback', now, async (tx, artefact) => {
    if (artefact.status === 'published' && artefact.previousId !== null) await requireReadable(tx, artefact.previousId)
    await tx`update artefacts set status = 'retired', retired_at = ${now}, share = null where artefact_id = ${artefact.id}`
    if (artefact.status === 'published') {
      // Its own way back stays as it was, so that the next rollback goes further back and not to the one that was just found wanting.
      await tx`update artefacts set status = 'published', published_at = ${now}, retired_at = null, share = null where artefact_id = ${artefact.previousId}`
      await auditIn(tx, { actor: change.actor, action: 'model.restored', subject: String(artefact.previousId), detail: { reason: change.reason, insteadOf: artefact.id } }, now)
    }
    await auditIn(tx, { actor: change.actor, action: 'model.rolled_back', subject: artefact.id, detail: { reason: change.reason, ...(artefact.status === 'published' ? { to: artefact.previousId } : { was: 'canary' }) } }, now)
  })
}

/** One change of what is served at a time, whichever process asks. */
export async function holdArtefacts(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK})`
}

async function step(store: Store, id: string, wish: ModelStep, now: Date, work: (tx: TransactionSql, artefact: Standing) => Promise<void>): Promise<void> {
  await store.sql.begin(async (tx) => {
    await holdArtefacts(tx)
    const artefact = await standingOf(tx, id)
    if (!stepsFrom(artefact).includes(wish)) {
      const { code, words } = refusalOf(wish, artefact)
      throw new LotseError('conflict', code, words)
    }
    await work(tx, artefact)
    await announce(tx, artefact.kind)
    await prune(tx, artefact.kind, now)
  })
}

/** Servers keep what they have when they cannot read what is published, so nobody is sent to bytes that an older release wrote or that are damaged. */
async function requireReadable(tx: TransactionSql, id: ArtefactId): Promise<void> {
  try {
    const [{ kind }] = await tx<{ kind: string }[]>`select kind from artefacts where artefact_id = ${id}`
    // What reads the other kinds lies in rooms that see this one: here their bytes can only be whole.
    if (kind === KIND) await loadArtefact(tx, id)
    else await intactBytes(tx, id)
  } catch (error) {
    if (error instanceof LotseError && error.kind === 'fault') throw new LotseError('conflict', error.code, error.message)
    throw error
  }
}

/** Throws artefact_unknown (missing). */
export async function standingOf(sql: Store['sql'] | TransactionSql, id: string): Promise<Standing> {
  const [row] = isUuid(id) ? await sql<Standing[]>`
    select a.artefact_id as id, a.kind, a.version, a.status, a.bytes is not null as readable, a.previous_id as "previousId",
      exists (select 1 from artefacts p where p.artefact_id = a.previous_id and p.bytes is not null) as previous
    from artefacts a where a.artefact_id = ${id}` : []
  if (row === undefined) throw artefactUnknown()
  return row
}

export function artefactUnknown(): LotseError {
  return new LotseError('missing', 'artefact_unknown', 'There is no model with this id. List them with GET /v1/models or lotse models list.')
}

/** `publish` of a step, for whoever already holds the artefacts. */
export async function publishIn(tx: TransactionSql, artefact: Pick<Standing, 'id' | 'kind'>, { actor, reason }: Change, now: Date): Promise<void> {
  const [before] = await tx<{ id: ArtefactId }[]>`
    update artefacts set status = 'retired', retired_at = ${now} where kind = ${artefact.kind} and status = 'published' returning artefact_id as id`
  const previous = before?.id ?? null
  await tx`update artefacts set status = 'published', published_at = ${now}, retired_at = null, share = null, previous_id = ${previous} where artefact_id = ${artefact.id}`
  await auditIn(tx, { actor, action: 'model.published', subject: artefact.id, detail: { reason, insteadOf: previous } }, now)
}

/** `canary` of a step, for whoever already holds the artefacts. */
export async function canaryIn(tx: TransactionSql, artefact: Pick<Standing, 'id' | 'kind'>, share: number, { actor, reason }: Change, now: Date): Promise<void> {
  await tx`update artefacts set status = 'retired', retired_at = ${now}, share = null where kind = ${artefact.kind} and status = 'canary' and artefact_id <> ${artefact.id}`
  await tx`
    update artefacts set status = 'canary', share = ${share}, canary_at = case when status = 'canary' then canary_at else ${now} end, retired_at = null where artefact_id = ${artefact.id}`
  await auditIn(tx, { actor, action: 'model.canary', subject: artefact.id, detail: { reason, share } }, now)
}

export async function announce(tx: TransactionSql, kind: string): Promise<void> {
  await tx`select pg_notify(${ARTEFACT_CHANNEL}, ${kind})`
}
