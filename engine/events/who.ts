import { cleanIdentifiers } from '../customers/clean.ts'
import { DEVICE, emailHash, type Identifier } from '../customers/identifier.ts'
import type { Message } from './wire.ts'

/**
 * For whom a sender may speak. A publishable key stands in a page for all to read: it speaks for devices, and for a user only with a token
 * that proves them (context.customerToken, or one for the whole call), or else anybody could lend their own device to somebody's profile
 * and read it there. `userOf` names the user a token proves, or null.
 */
export type Authority = {
  readonly keyKind: 'publishable' | 'secret'
  readonly customerToken?: string | undefined
  readonly userOf?: ((token: string) => string | null) | undefined
  /** Read from a file that somebody chose to load: an order may have a thousand lines there, and a customer the number 0. */
  readonly fromFile?: boolean
}

/** Types in context.externalIds that have a field of their own in a message. */
const OWN_FIELDS = new Set(['user_id', 'anonymous_id', 'email', 'email_hash'])

/** The identifiers a message may name, clean; empty when it names nobody. */
export function identifiersOf(message: Message, authority: Authority): Identifier[] {
  const raw: Identifier[] = []
  if (typeof message.anonymousId === 'string') raw.push({ kind: DEVICE, value: message.anonymousId })
  if (typeof message.userId === 'string' && maySpeak(message, authority)) raw.push({ kind: 'user_id', value: message.userId })
  if (authority.keyKind === 'publishable') return cleanIdentifiers(raw)
  for (const { id, type } of message.context?.externalIds ?? []) if (!OWN_FIELDS.has(type)) raw.push({ kind: type, value: id })
  const email = message.type === 'group' ? null : message.traits?.email ?? message.context?.traits?.email
  const hash = typeof email === 'string' ? emailHash(email) : null
  if (hash !== null) raw.push({ kind: 'email_hash', value: hash })
  return cleanIdentifiers(raw, authority.fromFile === true)
}

/** The id an alias call says this user had before, or null. */
export function previousIdOf(message: Message, authority: Authority): string | null {
  const { userId, previousId } = message
  if (typeof previousId !== 'string' || typeof userId !== 'string' || !maySpeak(message, authority)) return null
  const [clean] = cleanIdentifiers([{ kind: DEVICE, value: previousId }])
  return clean?.value ?? null
}

function maySpeak(message: Message, { keyKind, customerToken, userOf }: Authority): boolean {
  if (keyKind === 'secret') return true
  const token = message.context?.customerToken ?? customerToken
  return token !== undefined && userOf !== undefined && userOf(token) === message.userId
}
