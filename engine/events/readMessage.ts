import { randomUUID } from 'node:crypto'
import type { Identifier } from '../customers/identifier.ts'
import { correctClock, readInstant } from './clock.ts'
import type { Clock, DomainEvent } from './event.ts'
import { MEANINGS, NO_MEANING, type Meaning } from './meaning.ts'
import { choicesOf, deviceOf, placeOf, propertiesOf, traitsOf } from './said.ts'
import { misshapeOf, type Misshape } from './shape.ts'
import { touchpointOf } from './touchpoint.ts'
import { identifiersOf, previousIdOf, type Authority } from './who.ts'
import { Message } from './wire.ts'

/** How messages came in. `sentAt`: of the batch, where the message has none of its own. */
export type Arrival = Authority & { readonly receivedAt: Date; readonly sentAt?: string | number | null | undefined }

export type RejectCode = 'invalid_event' | 'invalid_timestamp' | 'timestamp_too_old' | 'missing_identity' | 'unproven_identity' | 'suppressed' | 'consent_denied' | Misshape
export type Reading = { readonly event: DomainEvent } | { readonly code: RejectCode; readonly message: string; readonly messageId: string | null }

const MISSHAPES: Record<Misshape, string> = {
  too_large: 'An event may have at most 32 KB of JSON.', too_deep: 'An event may be nested at most 12 levels deep.', unwritable_text: 'The event holds a NUL character or half a surrogate pair.',
}

/** The log has a table a month: a key that anybody can read may not open one for every month since 1990. */
const OLDEST_FROM_PAGES_MS = 400 * 86_400_000

/** Checks one message of a batch and says what it means. A refusal names fields, never values. */
export function readMessage(raw: unknown, arrival: Arrival): Reading {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { code: 'invalid_event', message: 'An event must be a JSON object.', messageId: null }
  const given = (raw as { messageId?: unknown }).messageId
  const messageId = typeof given === 'string' && given.length > 0 && given.length <= 100 ? given : null
  const reject = (code: RejectCode, message: string): Reading => ({ code, message, messageId })
  const misshape = misshapeOf(raw)
  if (misshape !== null && !(misshape === 'too_large' && arrival.fromFile === true)) return reject(misshape, MISSHAPES[misshape])
  const parsed = Message.safeParse(raw)
  if (!parsed.success) return reject('invalid_event', firstIssue(parsed.error.issues, []))
  const message = parsed.data
  const name = message.type === 'track' ? message.event : message.type
  if (typeof name !== 'string') return reject('invalid_event', 'event: a track call needs a name')
  const meant = message.type === 'track' ? MEANINGS.get(name)?.safeParse(message.properties ?? {}) : undefined
  if (meant?.success === false) return reject('invalid_event', firstIssue(meant.error.issues, ['properties']))
  const times = timesOf(message, arrival)
  if (times === null) return reject('invalid_timestamp', 'timestamp, originalTimestamp and sentAt must be ISO 8601 with a zone, between 1990 and 2199.')
  if (arrival.keyKind === 'publishable' && times.occurredAt.getTime() < arrival.receivedAt.getTime() - OLDEST_FROM_PAGES_MS) {
    return reject('timestamp_too_old', 'A publishable key may send events of the last 400 days.')
  }
  const identifiers = identifiersOf(message, arrival)
  if (identifiers.length > 0) return { event: eventOf(message, name, messageId ?? randomUUID(), meant?.data ?? NO_MEANING, identifiers, times, arrival) }
  return arrival.keyKind === 'publishable' && typeof message.userId === 'string'
    ? reject('unproven_identity', 'A publishable key needs an anonymousId, or a customerToken that proves the userId. Servers use a secret key.')
    : reject('missing_identity', 'Send a userId or an anonymousId that names somebody.')
}

function firstIssue(issues: readonly { path: PropertyKey[]; message: string }[], at: readonly string[]): string {
  const [issue] = issues
  return `${[...at, ...issue.path].join('.') || 'event'}: ${issue.message}`
}

type Times = { readonly occurredAt: Date; readonly originalAt: Date | null; readonly sentAt: Date | null; readonly clock: Clock }

function timesOf(message: Message, arrival: Arrival): Times | null {
  const originalAt = read(message.originalTimestamp ?? message.timestamp)
  const sentAt = read(message.sentAt ?? arrival.sentAt)
  if (originalAt === undefined || sentAt === undefined) return null
  const { occurredAt, clock } = correctClock(originalAt, sentAt, arrival.receivedAt)
  return { occurredAt, originalAt, sentAt, clock }
}

/** Null where nothing was said, undefined where it was no moment. */
function read(raw: string | number | null | undefined): Date | null | undefined {
  return raw === undefined || raw === null || raw === '' ? null : readInstant(raw) ?? undefined
}

function eventOf(message: Message, name: string, messageId: string, meaning: Meaning, identifiers: readonly Identifier[], times: Times, arrival: Arrival): DomainEvent {
  const { context } = message
  const app = context?.app !== null && context?.app !== undefined
  const { channel, stage } = touchpointOf({ type: message.type, name, app, affiliation: meaning.affiliation, contactChannel: meaning.contactChannel, said: context?.touchpoint })
  return {
    messageId, type: message.type, name, identifiers, previousId: previousIdOf(message, arrival),
    occurredAt: times.occurredAt, originalAt: times.originalAt, sentAt: times.sentAt, receivedAt: arrival.receivedAt, clock: times.clock,
    channel, stage, device: deviceOf(context), place: placeOf(context?.location),
    orderId: meaning.orderId, amount: meaning.amount, currency: meaning.currency, discount: meaning.discount, score: meaning.score, scoreKind: meaning.scoreKind, items: meaning.items,
    properties: propertiesOf(message), traits: message.type === 'identify' ? traitsOf(message) : null, choices: choicesOf(message),
  }
}
