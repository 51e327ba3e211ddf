import type { TransactionSql } from 'postgres'
import { auditIn } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { changing } from './changing.ts'
import { keepStep, lockPersona, type PersonaRow } from './changePersona.ts'
import { readSet, writeSet } from './sets.ts'

/**
 * Brings a former set back into use as it was, with the run whose members counted then: the one before the set in use, or the one named.
 * Personas it holds are published again, those it lacks go back to approved. Throws `set_unknown`, `nothing_before`, `run_gone`, `persona_absorbed`.
 */
export async function rollBackPersonas(store: Pick<Store, 'sql'>, { to, reason }: { to?: number | undefined; reason: string }, actor: string, now: Date): Promise<void> {
  await changing(store, async (tx, current) => {
    if (current === null) throw new LotseError('conflict', 'nothing_before', 'No persona was ever published, so there is nothing to go back to.')
    // The same call sent twice must not go back and forth.
    if (to === undefined && current.kind === 'rolled_back') throw new LotseError('conflict', 'rolled_back_already', 'What is in use came from a rollback already. Name the set to go to: GET /v1/persona-sets lists them.', [{ path: 'to', message: 'is needed' }])
    const [before] = to === undefined ? await tx<{ seq: string }[]>`select seq from persona_sets where seq < ${current.seq} order by seq desc limit 1` : [{ seq: String(to) }]
    if (before === undefined) throw new LotseError('conflict', 'nothing_before', 'This is the first set that was ever in use.')
    const target = await readSet(tx, Number(before.seq))
    if (target === null) throw new LotseError('missing', 'set_unknown', 'There is no such set. List them with GET /v1/persona-sets.', [{ path: 'to', message: 'unknown' }])
    if (target.entries.length > 0) await requireMembers(tx, target.runId)
    const wanted = new Set<PersonaId>(target.entries.map(({ personaId }) => personaId))
    const entry = { at: now.toISOString(), by: actor, reason }
    for (const id of [...new Set([...wanted, ...current.entries.map(({ personaId }) => personaId)])].sort()) {
      const row = await lockPersona(tx, id)
      if (wanted.has(id) && row.status !== 'published') {
        requireRestorable(row)
        await keepStep(tx, row, 'published', { kind: 'restored', ...entry }, now)
        await auditIn(tx, { actor, action: 'persona.restored', subject: id, detail: { from: row.status, reason } }, now)
      }
      if (!wanted.has(id) && row.status === 'published') {
        await keepStep(tx, row, 'approved', { kind: 'withdrawn', ...entry }, now)
        await auditIn(tx, { actor, action: 'persona.withdrawn', subject: id, detail: { reason } }, now)
      }
    }
    await writeSet(tx, { runId: target.runId, entries: target.entries, kind: 'rolled_back', actor, reason }, now)
  })
}

/** Only what was approved, or was retired as such, comes back: neither what was merged away nor what was sent back to draft since. */
function requireRestorable({ name, status, lineage }: PersonaRow): void {
  if (status === 'draft' || status === 'in_review') throw new LotseError('conflict', 'persona_rejected', `“${name}” was sent back since. Review and publish it again, or name another set.`)
  const last = lineage.findLast((each) => each.kind === 'merged_into' || each.kind === 'restored')
  if (status === 'retired' && last?.kind === 'merged_into') throw new LotseError('conflict', 'persona_absorbed', `“${name}” was merged into another persona since, and its people are that one's now. A merge cannot be rolled back; split the persona that took it in.`)
}

async function requireMembers(tx: TransactionSql, runId: RunId): Promise<void> {
  if ((await tx`select 1 from persona_members where run_id = ${runId} limit 1`).length === 0) throw new LotseError('conflict', 'run_gone', 'Who was where in the run of that set is no longer kept. Choose a newer one.')
}

/**
 * Lets a run's members count for the personas in use, where one that dissolved had kept an older run in use: those the run still found go on,
 * the others retire. Throws `run_unknown`, `nothing_published`, `nothing_left`.
 */
export async function adoptRun(store: Pick<Store, 'sql'>, { runId, reason }: { runId: string; reason: string }, actor: string, now: Date): Promise<void> {
  await changing(store, async (tx, current) => {
    const [run] = isUuid(runId) ? await tx<{ run_id: RunId }[]>`select run_id from persona_runs where run_id = ${runId} and completed_at is not null` : []
    if (run === undefined) throw new LotseError('missing', 'run_unknown', 'There is no complete persona run with this id. List them with GET /v1/persona-runs.', [{ path: 'runId', message: 'unknown' }])
    await requireMembers(tx, run.run_id)
    if (current === null || current.entries.length === 0) throw new LotseError('conflict', 'nothing_published', 'No persona is in use; publish one of the run instead.')
    const found = new Set((await tx<{ persona_id: PersonaId }[]>`select persona_id from persona_profiles where run_id = ${run.run_id}`).map((row) => row.persona_id))
    const entries = current.entries.filter(({ personaId }) => found.has(personaId))
    if (entries.length === 0) throw new LotseError('conflict', 'nothing_left', 'That run found none of the personas in use. Publish one of its own first.')
    for (const { personaId } of current.entries) {
      if (found.has(personaId)) continue
      await keepStep(tx, await lockPersona(tx, personaId), 'retired', { kind: 'retired', at: now.toISOString(), by: actor, reason }, now)
      await auditIn(tx, { actor, action: 'persona.retire', subject: personaId, detail: { reason } }, now)
    }
    await writeSet(tx, { runId: run.run_id, entries, kind: 'adopted', actor, reason }, now)
  })
}
