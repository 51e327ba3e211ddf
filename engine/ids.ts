import { hash, randomFillSync } from 'node:crypto'

declare const brand: unique symbol
type Brand<T, B extends string> = T & { readonly [brand]: B }

export type CustomerId = Brand<string, 'customer'>
export type EventId = Brand<string, 'event'>
export type RunId = Brand<string, 'run'>
export type PersonaId = Brand<string, 'persona'>
export type DecisionId = Brand<string, 'decision'>
export type ArtefactId = Brand<string, 'artefact'>
export type RecordId = Brand<string, 'consent record'>
export type SnapshotId = Brand<string, 'segment snapshot'>
export type KeyId = Brand<string, 'key'>

/** Stands where a decision was made without reading who asked. */
export const NOBODY = '00000000-0000-0000-0000-000000000000' as CustomerId

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Drawn for 256 ids at a time: sixteen bytes cost as much to ask for as four thousand. */
const entropy = Buffer.alloc(4096)
let used = entropy.length

/** UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then randomness, so that ids sort by time. */
export function newId<T extends string = string>(now: Date): T {
  if (used === entropy.length) {
    randomFillSync(entropy)
    used = 0
  }
  const bytes = Buffer.from(entropy.subarray(used, used += 16))
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return toUuid(bytes) as T
}

/** Millisecond a version 7 id was made in. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** The id a message keeps for ever: the first 128 bits of SHA-256 over its message id, shaped as a version 8 UUID. */
export function eventIdOf(messageId: string): EventId {
  const hex = hash('sha256', messageId)
  const variant = VARIANT[Number.parseInt(hex[16], 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as EventId
}

const VARIANT = '89ab'

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
