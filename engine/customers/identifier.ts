import { createHash } from 'node:crypto'

/** kind: user_id, loyalty_id, email_hash, anonymous_id, or another type the shop sends in context.externalIds. */
export type Identifier = { readonly kind: string; readonly value: string }

/** A device's own id: the only kind that does not name a person. */
export const DEVICE = 'anonymous_id'

export const LONGEST_VALUE = 200
export const LONGEST_KIND = 50

/** Placeholders that clients send for everybody: as identifiers they would make one person of the whole shop. */
const BLOCKED = new Set(['anonymous', 'guest', 'distinctid', 'distinct_id', 'id', 'not_authenticated', 'email', 'undefined', 'true', 'false', 'null', 'none', 'nil', 'nan', 'unknown', '[object object]', '-1', 'n/a'])
const ONLY_ZEROS = /^[0-]*$/

/** True for a value that names nobody; quotes and spaces around it make no difference. */
export function isBlocked(value: string): boolean {
  const bare = value.trim().replace(/^(["'])(.*)\1$/, '$2').trim().toLowerCase()
  return ONLY_ZEROS.test(bare) || BLOCKED.has(bare)
}

/** SHA-256 in hex of the trimmed, lower-cased address; null when it is no address. */
export function emailHash(email: string): string | null {
  const bare = email.trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+$/.test(bare) ? createHash('sha256').update(bare).digest('hex') : null
}

/** user_id before loyalty_id before the shop's own kinds before email_hash before the device. */
export function rank(kind: string): number {
  if (kind === 'user_id') return 0
  if (kind === 'loyalty_id') return 1
  if (kind === DEVICE) return 4
  return kind === 'email_hash' ? 3 : 2
}

/** Strongest first; within a rank by kind and value, so that the order a client wrote them in makes no difference. */
export function byStrength(a: Identifier, b: Identifier): number {
  return rank(a.kind) - rank(b.kind) || compare(a.kind, b.kind) || compare(a.value, b.value)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function keyOf(identifier: Identifier): string {
  return `${identifier.kind}\n${identifier.value}`
}
