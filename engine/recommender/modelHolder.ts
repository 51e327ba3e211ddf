import type { ArtefactId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import { loadArtefact } from './loadArtefact.ts'
import { inService } from './registry.ts'
import { ARTEFACT_CHANNEL } from './registrySteps.ts'
import { serveModel, type ServedModel } from './servedModel.ts'
import { watch } from './watch.ts'

/** What serving says to whoever runs it: words and codes, never personal data. */
export type ServingLog = { readonly info: (words: string) => void; readonly warn: (words: string) => void }

/** A model that a share of visitors gets instead of the current one. */
export type ServedCanary = { readonly served: ServedModel; readonly share: number }

export type ModelHolder = {
  /** The model in use; null until one is published. A reference, so that an answer begun with it ends with it. */
  readonly current: () => ServedModel | null
  /** The one on trial beside it, or null. */
  readonly canary: () => ServedCanary | null
  readonly close: () => Promise<void>
}

/**
 * Keeps the published model and the canary in memory and swaps them when others are: the next request meets the new one, none waits. A
 * model that cannot be read leaves the old one in place. `onSwap` runs after each swap.
 */
export async function holdModel(store: Store, log: ServingLog, onSwap: () => void, everyMs = 5000): Promise<ModelHolder> {
  let current: ServedModel | null = null
  let canary: ServedCanary | null = null
  const refused = new Set<ArtefactId>()
  const refresh = async () => {
    const wanted = await inService(store)
    const held = [current, canary?.served]
    let failure: unknown = null
    const take = async (id: ArtefactId, otherwise: ServedModel | null): Promise<ServedModel | null> => {
      const here = held.find((one) => one?.artefactId === id)
      if (here !== undefined && here !== null) return here
      if (refused.has(id)) return otherwise
      try {
        const artefact = await loadArtefact(store.sql, id)
        return artefact === null ? otherwise : serveModel(artefact)
      } catch (error) {
        // Told once, not every few seconds; a database that is away is tried again.
        if ((error as { kind?: string }).kind === 'fault') refused.add(id)
        failure = error
        return otherwise
      }
    }
    const next = wanted.published === null ? null : await take(wanted.published, current)
    const tried = wanted.canary === null ? null : await take(wanted.canary.artefactId, null)
    const share = tried === null ? 0 : wanted.canary?.share ?? 0
    if (next !== current) log.info(next === null ? 'no recommender is published' : `serving recommender ${next.version}`)
    if (tried !== null && (tried !== canary?.served || share !== canary.share)) log.info(`serving recommender ${tried.version} to a share of ${share}`)
    const changed = next !== current || tried !== (canary?.served ?? null) || share !== (canary?.share ?? 0)
    current = next
    canary = tried === null ? null : { served: tried, share }
    if (changed) onSwap()
    if (failure !== null) throw failure
  }
  const complain = (error: unknown) => log.warn(`recommender not reloaded (${wordsOf(error)}); ${current === null ? 'none is served' : `still serving ${current.version}`}`)
  await refresh().catch(complain)
  const watching = await watch(store, ARTEFACT_CHANNEL, everyMs, refresh, complain)
  return { current: () => current, canary: () => canary, close: watching.close }
}

/** A message of our own, or the code of somebody else's: theirs carry values. */
export function wordsOf(error: unknown): string {
  const { kind, message, code, name } = error as { kind?: string; message?: string; code?: string; name?: string }
  return kind === undefined ? code ?? name ?? 'unknown' : message ?? 'unknown'
}
