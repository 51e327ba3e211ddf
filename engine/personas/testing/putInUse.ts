import type { PersonaId, RunId } from '../../ids.ts'
import type { Store } from '../../store/connect.ts'
import { writeSet } from '../life/sets.ts'

/** A set in use from the beginning of time, for tests that write personas directly. */
export async function putInUse(store: Pick<Store, 'sql'>, runId: RunId | string, personas: readonly (PersonaId | string)[], now: Date): Promise<void> {
  await store.sql.begin((tx) => writeSet(tx, {
    runId: runId as RunId, entries: personas.map((personaId) => ({ personaId: personaId as PersonaId, effectiveAt: new Date(0) })), kind: 'published', actor: 'test', reason: null,
  }, now))
}
