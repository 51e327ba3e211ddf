import { auditIn } from '../../access/audit.ts'
import { LotseError } from '../../errors.ts'
import { isUuid, type PersonaId, type RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { keepStep, lockPersona } from './changePersona.ts'
import { lockSet, readSet, writeSet } from './sets.ts'

/**
 * Brings a former set back into use as it was, with the run whose members counted then: the one before the set in use, or the one named.
 * Personas it holds are published again, those it lacks go back to approved. Throws `set_unknown`, `nothing_before`, `run_gone`, `persona_absorbed`.
 */
export async function rollBackPersonas(store: Pick<Store, 'sql'>, { to, reason }: { to?: number | undefined; reason: string }, actor: string, now: Date): Promise<void> {
  await store.sql.begin(async (tx) => {
    const current = await lockSet(tx)
    if (current === null) throw new LotseError('conflict', 'nothing_before', 'No persona was ever published, so there is nothing to go back to.')
    const [before] = to === undefined ? await tx<{ seq: string }[]>`select seq from persona_sets where seq < ${current.seq} order by seq desc limit 1` : [{ seq: String(to) }]
    if (before === undefined) throw new LotseError('conflict', 'nothing_before', 'This is the first set that was ever in use.')
    const target = await readSet(tx, Number(before.seq))
    if (target === null) throw new LotseError('missing', 'set_unknown', 'There is no such set. List them with GET /v1/persona-sets.', [{ path: 'to', message: 'unknown' }])
    if ((await tx`select 1 from persona_runs where run_id = ${target.runId} and completed_at is not null`).length === 0) throw new LotseError('conflict', 'run_gone', 'The run of that set is no longer kept. Adopt a run that is.')
    const wanted = new Set<PersonaId>(target.entries.map(({ personaId }) => personaId))
    const entry = { at: now.toISOString(), by: actor, reason }
    for (const id of new Set([...wanted, ...current.entries.map(({ personaId }) => personaId)])) {
      const row = await lockPersona(tx, id)
      const absorbed = row.lineage.findLast((each) => each.kind === 'merged_into' || each.kind === 'restored')
      if (wanted.has(id) && row.status === 'retired' && absorbed?.kind === 'merged_into') throw new LotseError('conflict', 'persona_absorbed', `“${row.name}” was merged into another persona since, and its people are that one's now. A merge cannot be rolled back; split the persona that took it in.`)
      if (wanted.has(id) && row.status !== 'published') await keepStep(tx, row, 'published', { kind: 'restored', ...entry }, now)
      if (!wanted.has(id) && row.status === 'published') await keepStep(tx, row, 'approved', { kind: 'withdrawn', ...entry }, now)
    }
    await writeSet(tx, { runId: target.runId, entries: target.entries, kind: 'rolled_back', actor, reason }, now)
  })
}

/**
 * Lets a run's members count for the personas in use, where one that dissolved had kept an older run in use: those the run still found go on,
 * the others retire. Throws `run_unknown`, `nothing_published`, `nothing_left`.
 */
export async function adoptRun(store: Pick<Store, 'sql'>, { runId, reason }: { runId: string; reason: string }, actor: string, now: Date): Promise<void> {
  await store.sql.begin(async (tx) => {
    const [run] = isUuid(runId) ? await tx<{ run_id: RunId }[]>`select run_id from persona_runs where run_id = ${runId} and completed_at is not null` : []
    if (run === undefined) throw new LotseError('missing', 'run_unknown', 'There is no complete persona run with this id. List them with GET /v1/persona-runs.', [{ path: 'runId', message: 'unknown' }])
    const current = await lockSet(tx)
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
