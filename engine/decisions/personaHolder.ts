import type { PersonaId, RunId } from '../ids.ts'
import { publishedPersonas } from '../personas/reading/readPersonas.ts'
import { wordsOf, type ServingLog } from '../recommender/modelHolder.ts'
import { watch } from '../recommender/watch.ts'
import type { Store } from '../store/connect.ts'

/** The run whose members count, and the names of the personas that may be gone by. */
export type PersonasInUse = { readonly runId: RunId | null; readonly names: ReadonlyMap<PersonaId, string> }

const PERSONA_CHANNEL = 'lotse_personas'

async function load(store: Store): Promise<PersonasInUse> {
  const [published, [run]] = await Promise.all([
    publishedPersonas(store),
    store.sql<{ run_id: RunId }[]>`select run_id from persona_runs where completed_at is not null order by completed_at desc, run_id desc limit 1`,
  ])
  return { runId: run?.run_id ?? null, names: new Map(published.map(({ id, name }) => [id, name])) }
}

export type PersonaHolder = { readonly current: () => PersonasInUse; readonly close: () => Promise<void> }

/** Keeps the published personas in memory, read again when a run ends or somebody publishes, renames or retires one. */
export async function holdPersonas(store: Store, log: ServingLog, everyMs = 5000): Promise<PersonaHolder> {
  let current: PersonasInUse = { runId: null, names: new Map() }
  const refresh = async () => { current = await load(store) }
  const complain = (error: unknown) => log.warn(`personas not reloaded (${wordsOf(error)}); using the last ones`)
  await refresh().catch(complain)
  const watching = await watch(store, PERSONA_CHANNEL, everyMs, refresh, complain)
  return { current: () => current, close: watching.close }
}
