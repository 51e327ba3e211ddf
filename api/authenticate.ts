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

/** `keyFrom`: where else than in the header the key may stand. */
export type RequireScope = (scope: Scope, options?: { secretOnly?: boolean; keyFrom?: (request: FastifyRequest) => string | null }) => onRequestAsyncHookHandler

/** How long a key found is believed without asking again: a revoked key works at most this much longer. */
const BELIEVED_MS = 5000
const MOST_KEYS = 1000

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
  const believed = new Map<string, { key: ApiKey; until: number }>()
  const look = async (text: string): Promise<ApiKey | null> => {
    const time = now().getTime()
    const known = believed.get(text)
    if (known !== undefined && known.until > time) return known.key
    const key = await findKey(store, text)
    if (believed.size >= MOST_KEYS) believed.clear()
    if (key === null) believed.delete(text)
    else believed.set(text, { key, until: time + BELIEVED_MS })
    return key
  }
  return (scope, options) => async (request) => {
    const text = (options?.keyFrom ?? keyOf)(request)
    if (text === null) throw new LotseError('unauthorised', 'key_missing', 'Send an API key: Authorization: Bearer KEY.')
    const key = await look(text)
    if (key === null) throw new LotseError('unauthorised', 'key_unknown', 'This API key is unknown or revoked.')
    if (!hasScope(key, scope) || (options?.secretOnly === true && key.kind !== 'secret')) {
      throw new LotseError('forbidden', 'scope_missing', `This API key lacks the scope ${scope}. Create one with: lotse keys create --scopes ${scope}`)
    }
    request.apiKey = key
  }
}
