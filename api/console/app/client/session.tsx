import { createContext, type ComponentChildren } from 'preact'
import { useContext, useMemo, useState } from 'preact/hooks'
import { CallError, caller, type Call } from './call.ts'

/** The key lives in this tab only: session storage is not shared with other tabs and ends with this one. */
const KEEP = 'lotse.key'

export type Session = {
  /** Null until somebody logs in. */
  readonly call: Call | null
  /** True when the API refused the key in the middle of work. */
  readonly ended: boolean
  readonly logIn: (key: string) => void
  readonly logOut: () => void
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ children }: { children: ComponentChildren }) {
  const [key, setKey] = useState(() => sessionStorage.getItem(KEEP))
  const [ended, setEnded] = useState(false)
  const session = useMemo((): Session => {
    const forget = (refused: boolean) => {
      sessionStorage.removeItem(KEEP)
      setKey(null)
      setEnded(refused)
    }
    const guarded = (call: Call): Call => async (method, path, body) => {
      try {
        return await call(method, path, body)
      } catch (error) {
        if (error instanceof CallError && error.status === 401) forget(true)
        throw error
      }
    }
    return {
      call: key === null ? null : guarded(caller(key)), ended,
      logIn: (next) => {
        sessionStorage.setItem(KEEP, next)
        setEnded(false)
        setKey(next)
      },
      logOut: () => forget(false),
    }
  }, [key, ended])
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useSession outside of SessionProvider')
  return session
}

/** For views that are only shown to somebody logged in. */
export function useCall(): Call {
  const { call } = useSession()
  if (call === null) throw new Error('useCall without a session')
  return call
}
