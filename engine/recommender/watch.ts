import type { Store } from '../store/connect.ts'

export type Watch = { readonly close: () => Promise<void> }

/**
 * Calls `refresh` whenever the channel speaks and every `everyMs`, never twice at once; a notice during a refresh leads to one more. A
 * notice can be lost with its connection, so the poll is what makes sure. Errors go to `onError` and the watch goes on.
 */
export async function watch(store: Store, channel: string, everyMs: number, refresh: () => Promise<void>, onError: (error: unknown) => void): Promise<Watch> {
  let closed = false
  let again = false
  let working: Promise<void> | null = null
  const work = async () => {
    do {
      again = false
      await refresh().catch((error: unknown) => { if (!closed) onError(error) })
    } while (again && !closed)
    working = null
  }
  const poke = () => {
    if (closed) return
    if (working === null) working = work()
    else again = true
  }
  const timer = setInterval(poke, everyMs)
  timer.unref()
  const listening = await store.sql.listen(channel, poke)
  return {
    close: async () => {
      closed = true
      clearInterval(timer)
      await working
      await listening.unlisten()
    },
  }
}
