import type { TransactionSql } from 'postgres'
import type { PersonaId, RunId } from '../../ids.ts'
import { raiseAlerts } from './alerts.ts'
import { lockSet, writeSet } from './sets.ts'

/**
 * Lets a new run's members count for the personas in use. Where the run no longer finds one of them, what is in use stays as it was, people and all,
 * and an alert says so: adopt the run or roll back. `found` are the personas of the run.
 */
export async function refreshSet(tx: TransactionSql, runId: RunId, found: readonly PersonaId[], now: Date): Promise<void> {
  const set = await lockSet(tx)
  if (set === null || set.entries.length === 0) return
  const missing = set.entries.filter(({ personaId }) => !found.includes(personaId)).map(({ personaId }) => personaId)
  if (missing.length === 0) await writeSet(tx, { runId, entries: set.entries, kind: 'refreshed', actor: `job:${runId}`, reason: null }, now)
  else if (!await isHeld(tx, set.runId)) await raiseAlerts(tx, runId, [{ personaId: null, kind: 'held', detail: { by: set.runId, missing } }], now)
}

/** Whether somebody was told already that what is in use stays with this run. */
async function isHeld(tx: TransactionSql, by: RunId): Promise<boolean> {
  return (await tx`select 1 from persona_alerts where kind = 'held' and detail ->> 'by' = ${by} limit 1`).length > 0
}
