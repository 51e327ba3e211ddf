import { useState } from 'preact/hooks'
import { CallError } from '../client/call.ts'

/** Sends something, once at a time, and keeps what the API had against it. `send` answers whether it went through. */
export function useSend(): { busy: boolean; error: CallError | null; send: (work: () => Promise<void>) => Promise<boolean> } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError | null>(null)
  const send = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    try {
      await work()
      return true
    } catch (refused) {
      if (!(refused instanceof CallError)) throw refused
      setError(refused)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, send }
}
