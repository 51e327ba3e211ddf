import { useCallback, useEffect, useState } from 'preact/hooks'
import { CallError } from './call.ts'

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly value: T }

/** Loads when it is first shown, when `load` changes (memoise it), and when asked to. An answer that comes too late is dropped. */
export function useLoad<T>(load: () => Promise<T>): { loaded: Loaded<T>; reload: () => void; replace: (value: T) => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let wanted = true
    setLoaded({ state: 'loading' })
    load().then(
      (value) => { if (wanted) setLoaded({ state: 'ready', value }) },
      (error: unknown) => {
        const known = error instanceof CallError ? error : new CallError(0, 'fault', error instanceof Error ? error.message : '')
        if (wanted) setLoaded({ state: 'failed', error: known })
      },
    )
    return () => { wanted = false }
  }, [load, round])
  const reload = useCallback(() => setRound((n) => n + 1), [])
  const replace = useCallback((value: T) => setLoaded({ state: 'ready', value }), [])
  return { loaded, reload, replace }
}
