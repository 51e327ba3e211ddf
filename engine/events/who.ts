import { cleanIdentifiers } from '../customers/clean.ts'
import { DEVICE, emailHash, type Identifier } from '../customers/identifier.ts'
import type { Message } from './wire.ts'

/**
 * For whom a sender may speak. A publishable key stands in a page for all to read: it speaks for devices and for the one user whose token
 * came along, or else anybody could lend their own device to somebody's profile and read it there.
 */
export type Authority = {
  readonly keyKind: 'publishable' | 'secret'
  readonly provenUserId?: string | undefined
  /**
   * Read from a file that somebody chose to load: an order may have a thousand lines there and a customer the number 0. The limit of 32 KB and
   * the words that SDKs send for nobody are for what comes over the wire.
   */
  readonly fromFile?: boolean
}

/** Types in context.externalIds that have a field of their own in a message. */
const OWN_FIELDS = new Set(['user_id', 'anonymous_id', 'email', 'email_hash'])

/** The identifiers a message may name, clean; empty when it names nobody. */
export function identifiersOf(message: Message, authority: Authority): Identifier[] {
  const raw: Identifier[] = []
  if (typeof message.anonymousId === 'string') raw.push({ kind: DEVICE, value: message.anonymousId })
  if (typeof message.userId === 'string' && speaksFor(message.userId, authority)) raw.push({ kind: 'user_id', value: message.userId })
  if (authority.keyKind === 'publishable') return cleanIdentifiers(raw)
  for (const { id, type } of message.context?.externalIds ?? []) if (!OWN_FIELDS.has(type)) raw.push({ kind: type, value: id })
  const email = message.type === 'group' ? null : message.traits?.email ?? message.context?.traits?.email
  const hash = typeof email === 'string' ? emailHash(email) : null
  if (hash !== null) raw.push({ kind: 'email_hash', value: hash })
  return authority.fromFile === true ? raw.filter(({ value }) => value.trim() !== '') : cleanIdentifiers(raw)
}

/** The id an alias call says this user had before, or null. */
export function previousIdOf(message: Message, authority: Authority): string | null {
  const { userId, previousId } = message
  if (typeof previousId !== 'string' || typeof userId !== 'string' || !speaksFor(userId, authority)) return null
  const [clean] = cleanIdentifiers([{ kind: DEVICE, value: previousId }])
  return clean?.value ?? null
}

function speaksFor(userId: string, { keyKind, provenUserId }: Authority): boolean {
  return keyKind === 'secret' || userId === provenUserId
}
