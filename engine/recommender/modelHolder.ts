import type { Store } from '../store/connect.ts'
import { ARTEFACT_CHANNEL, loadPublished, publishedId } from './registry.ts'
import { serveModel, type ServedModel } from './servedModel.ts'
import { watch } from './watch.ts'

/** What serving says to whoever runs it: words and codes, never personal data. */
export type ServingLog = { readonly info: (words: string) => void; readonly warn: (words: string) => void }

export type ModelHolder = {
  /** The model in use; null until one is published. A reference, so that an answer begun with it ends with it. */
  readonly current: () => ServedModel | null
  readonly close: () => Promise<void>
}

/**
 * Keeps the published model in memory and swaps it when another is published: the next request meets the new one, none waits. A model
 * that cannot be read leaves the old one in place. `onSwap` runs after each swap.
 */
export async function holdModel(store: Store, log: ServingLog, onSwap: () => void, everyMs = 5000): Promise<ModelHolder> {
  let current: ServedModel | null = null
  let refused: string | null = null
  const refresh = async () => {
    const id = await publishedId(store)
    if (id === (current?.artefactId ?? null) || id === refused) return
    try {
      const published = await loadPublished(store)
      current = published === null ? null : serveModel(published)
      refused = null
      log.info(current === null ? 'no recommender is published' : `serving recommender ${current.version}`)
      onSwap()
    } catch (error) {
      // Told once, not every few seconds; a database that is away is tried again.
      if ((error as { kind?: string }).kind === 'fault') refused = id
      throw error
    }
  }
  const complain = (error: unknown) => log.warn(`recommender not reloaded (${wordsOf(error)}); ${current === null ? 'none is served' : `still serving ${current.version}`}`)
  await refresh().catch(complain)
  const watching = await watch(store, ARTEFACT_CHANNEL, everyMs, refresh, complain)
  return { current: () => current, close: watching.close }
}

/** A message of our own, or the code of somebody else's: theirs carry values. */
export function wordsOf(error: unknown): string {
  const { kind, message, code, name } = error as { kind?: string; message?: string; code?: string; name?: string }
  return kind === undefined ? code ?? name ?? 'unknown' : message ?? 'unknown'
}
