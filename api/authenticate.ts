import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { findKey, hasScope, type ApiKey, type Scope } from '../engine/access/keys.ts'
import { LotseError } from '../engine/errors.ts'
import type { Store } from '../engine/store/connect.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the hook of `requireScope`. */
    apiKey: ApiKey
  }
}

/**
 * `keyFrom`: where else than in the header the key may stand. `outlast`: a key known lately goes on working while the database does not
 * answer, for what must be answered all the same.
 */
export type RequireScope = (scope: Scope, options?: { secretOnly?: boolean; outlast?: boolean; keyFrom?: (request: FastifyRequest) => string | null }) => onRequestAsyncHookHandler

/** How long a key found is believed without asking again: a revoked key works at most this much longer. */
const BELIEVED_MS = 5000
const MOST_KEYS = 1000
/** So long a known key outlasts the database, so long the database is waited for then, and so long it is left alone after that. */
const OUTLAST_MS = 3_600_000
const PATIENCE_MS = 20
const RETRY_MS = 1000

/** Bearer KEY, or Basic with the key as user and no password, which is how the Segment and RudderStack SDKs send it. */
export function keyOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  if (header === undefined) return null
  const [scheme, value] = header.split(' ', 2)
  if (value === undefined) return null
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return null
  const [user] = Buffer.from(value, 'base64').toString('utf8').split(':', 1)
  return user === '' ? null : user
}

/** A hook that lets a request through when its key has the scope, and leaves the key on the request. */
export function authenticator(store: Store, now: () => Date): RequireScope {
  const believed = new Map<string, { key: ApiKey; found: number; until: number }>()
  const look = async (text: string, outlast: boolean): Promise<ApiKey | null> => {
    const time = now().getTime()
    const known = believed.get(text)
    if (known !== undefined && known.until > time) return known.key
    if (outlast && known !== undefined && time < known.found + OUTLAST_MS) {
      const found = await withinPatience(findKey(store, text))
      if (found === 'no answer') {
        believed.set(text, { ...known, until: time + RETRY_MS })
        return known.key
      }
      return keep(text, found, time)
    }
    return keep(text, await findKey(store, text), time)
  }
  const keep = (text: string, key: ApiKey | null, time: number): ApiKey | null => {
    if (believed.size >= MOST_KEYS) believed.clear()
    if (key === null) believed.delete(text)
    else believed.set(text, { key, found: time, until: time + BELIEVED_MS })
    return key
  }
  return (scope, options) => async (request) => {
    const text = (options?.keyFrom ?? keyOf)(request)
    if (text === null) throw new LotseError('unauthorised', 'key_missing', 'Send an API key: Authorization: Bearer KEY.')
    const key = await look(text, options?.outlast === true)
    if (key === null) throw new LotseError('unauthorised', 'key_unknown', 'This API key is unknown or revoked.')
    if (!hasScope(key, scope) || (options?.secretOnly === true && key.kind !== 'secret')) {
      throw new LotseError('forbidden', 'scope_missing', `This API key lacks the scope ${scope}. Create one with: lotse keys create --scopes ${scope}`)
    }
    request.apiKey = key
  }
}

async function withinPatience<T>(asked: Promise<T>): Promise<T | 'no answer'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'no answer'>((resolve) => { timer = setTimeout(() => resolve('no answer'), PATIENCE_MS) })
  const answer = await Promise.race([asked.catch(() => 'no answer' as const), late])
  clearTimeout(timer)
  return answer
}
