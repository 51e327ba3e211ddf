import { personasInUse, type PersonasInUse } from '../personas/reading/personasInUse.ts'
import { wordsOf, type ServingLog } from '../recommender/modelHolder.ts'
import { watch } from '../recommender/watch.ts'
import type { Store } from '../store/connect.ts'

const PERSONA_CHANNEL = 'lotse_personas'

export type PersonaHolder = { readonly current: () => PersonasInUse; readonly close: () => Promise<void> }

/** Keeps the personas in use in memory, read again when a run ends, when somebody publishes, renames, retires or rolls back, and every few seconds, as effective dates pass. */
export async function holdPersonas(store: Store, log: ServingLog, everyMs = 5000): Promise<PersonaHolder> {
  let current: PersonasInUse = { runId: null, names: new Map() }
  const refresh = async () => { current = await personasInUse(store.sql, new Date()) }
  const complain = (error: unknown) => log.warn(`personas not reloaded (${wordsOf(error)}); using the last ones`)
  await refresh().catch(complain)
  const watching = await watch(store, PERSONA_CHANNEL, everyMs, refresh, complain)
  return { current: () => current, close: watching.close }
}
