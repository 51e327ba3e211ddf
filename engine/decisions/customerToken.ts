import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { installationSecret } from '../access/secrets.ts'
import type { Store } from '../store/connect.ts'

const Header = z.object({ alg: z.literal('HS256') })
const Claims = z.object({ sub: z.string().min(1), exp: z.number().optional(), nbf: z.number().optional() })

/** Clocks of shop and engine may differ by so much, in seconds. */
const LEEWAY = 60

/** What customer tokens are signed with: `configured` (LOTSE_SECRET), else a secret of this installation's own, made at first use. */
export async function tokenSecret(store: Pick<Store, 'sql'>, configured: string | null): Promise<string> {
  return configured ?? installationSecret(store, 'customer token secret')
}

/**
 * The user id a customer token proves (JWT, RFC 7519; JWS compact form with HS256), or null: another algorithm (`none` above all), a
 * signature that is not ours, no `sub`, past its `exp` or before its `nbf`.
 */
export function provenUserId(token: string, secret: string, now: Date): string | null {
  const parts = token.split('.')
  if (parts.length !== 3) return null
  const [header, claims, signature] = parts
  if (!Header.safeParse(json(header)).success) return null
  const expected = createHmac('sha256', secret).update(`${header}.${claims}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const parsed = Claims.safeParse(json(claims))
  if (!parsed.success) return null
  const seconds = now.getTime() / 1000
  const { sub, exp, nbf } = parsed.data
  return (exp !== undefined && seconds >= exp + LEEWAY) || (nbf !== undefined && seconds < nbf - LEEWAY) ? null : sub
}

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return null
  }
}
