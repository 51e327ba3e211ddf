import { randomUUID } from 'node:crypto'
import { cleanIdentifiers } from '../customers/clean.ts'
import { DEVICE, emailHash, type Identifier } from '../customers/identifier.ts'
import type { Place } from '../customers/profile.ts'
import { isPurpose, type Purpose } from '../consent/purposes.ts'
import type { Traits } from '../store/schema/people.ts'
import { correctClock, readInstant } from './clock.ts'
import type { DomainEvent, JsonObject } from './event.ts'
import { MEANINGS, NO_MEANING, type Meaning } from './meaning.ts'
import { misshapeOf, type Misshape } from './shape.ts'
import { touchpointOf } from './touchpoint.ts'
import { Message } from './wire.ts'

/** How messages came in. */
export type Arrival = {
  readonly receivedAt: Date
  /** Of the batch, where the message has none of its own. */
  readonly sentAt?: string | number | null
  readonly keyKind: 'publishable' | 'secret'
  /** A publishable key stands in a page for all to read: it speaks for devices, and for the one user whose token came along. */
  readonly provenUserId?: string
  /**
   * Read from a file that somebody chose to load: an order may have a thousand lines there, and a customer number may be 0. The limit of 32 KB
   * and the words that SDKs send for nobody are for what comes over the wire.
   */
  readonly fromFile?: boolean
}

export type RejectCode = 'invalid_event' | 'invalid_timestamp' | 'timestamp_too_old' | 'missing_identity' | 'unproven_identity' | 'suppressed' | 'consent_denied' | Misshape
export type Reading = { readonly event: DomainEvent } | { readonly code: RejectCode; readonly message: string; readonly messageId: string | null }

const MISSHAPES: Record<Misshape, string> = {
  too_large: 'An event may have at most 32 KB of JSON.', too_deep: 'An event may be nested at most 12 levels deep.', unwritable_text: 'The event holds a NUL character or half a surrogate pair.',
}

/** A publishable key can't open a table for every month since 1990. */
const OLDEST_FROM_PAGES_MS = 400 * 86_400_000

/** Checks one message of a batch and says what it means. Messages of refusal name fields, never values. */
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
  const name = nameOf(message)
  if (name === null) return reject('invalid_event', 'event: a track call needs a name')
  const meant = (message.type === 'track' ? MEANINGS.get(name) : undefined)?.safeParse(message.properties ?? {})
  if (meant?.success === false) return reject('invalid_event', firstIssue(meant.error.issues, ['properties']))

  const times = timesOf(message, arrival)
  if (times === null) return reject('invalid_timestamp', 'timestamp, originalTimestamp and sentAt must be ISO 8601 with a zone, between 1990 and 2199.')
  if (arrival.keyKind === 'publishable' && times.occurredAt.getTime() < arrival.receivedAt.getTime() - OLDEST_FROM_PAGES_MS) {
    return reject('timestamp_too_old', 'A publishable key may send events of the last 400 days.')
  }
  const identifiers = identifiersOf(message, arrival)
  if (identifiers.length === 0) {
    return arrival.keyKind === 'publishable' && typeof message.userId === 'string'
      ? reject('unproven_identity', 'A publishable key needs an anonymousId, or a customerToken that proves the userId. Servers use a secret key.')
      : reject('missing_identity', 'Send a userId or an anonymousId that names somebody.')
  }
  return { event: eventFrom(message, name, meant?.data ?? NO_MEANING, identifiers, { ...arrival, ...times, messageId: messageId ?? randomUUID() }) }
}

type Known = Arrival & NonNullable<ReturnType<typeof timesOf>> & { messageId: string }

function eventFrom(message: Message, name: string, meaning: Meaning, identifiers: readonly Identifier[], known: Known): DomainEvent {
  const context = message.context ?? {}
  const { affiliation, contactChannel, ...columns } = meaning
  const said = context.touchpoint ?? undefined
  const previousId = known.keyKind === 'secret' || message.userId === known.provenUserId ? message.previousId : null
  return {
    messageId: known.messageId, type: message.type, name, identifiers,
    previousId: typeof previousId === 'string' && cleanIdentifiers([{ kind: DEVICE, value: previousId }]).length > 0 ? previousId.trim() : null,
    occurredAt: known.occurredAt, originalAt: known.originalAt, sentAt: known.sent, receivedAt: known.receivedAt, clock: known.clock,
    ...touchpointOf({
      type: message.type, name, app: typeof context.app === 'object' && context.app !== null,
      ...(affiliation === undefined ? {} : { affiliation }), ...(contactChannel === undefined ? {} : { contactChannel }),
      ...(said === undefined ? {} : { said: { ...(typeof said.channel === 'string' ? { channel: said.channel } : {}), ...(typeof said.stage === 'string' ? { stage: said.stage } : {}) } }),
    }),
    device: context.device?.type ?? deviceOf(context.userAgent ?? null), place: placeOf(context.location), ...columns,
    properties: propertiesOf(message), traits: message.type === 'identify' ? traitsOf(message) : null, choices: choicesOf(message, name),
  }
}

function firstIssue(issues: readonly { path: PropertyKey[]; message: string }[], at: readonly string[]): string {
  const [issue] = issues
  return `${[...at, ...issue.path].join('.') || 'event'}: ${issue.message}`
}

function nameOf(message: Message): string | null {
  return message.type === 'track' ? message.event ?? null : message.type
}

function timesOf(message: Message, arrival: Arrival) {
  const read = (raw: string | number | null | undefined) => raw === undefined || raw === null || raw === '' ? undefined : readInstant(raw)
  const original = read(message.originalTimestamp ?? message.timestamp)
  const sent = read(message.sentAt ?? arrival.sentAt)
  if (original === null || sent === null) return null
  return { ...correctClock(original ?? null, sent ?? null, arrival.receivedAt), originalAt: original ?? null, sent: sent ?? null }
}

function identifiersOf(message: Message, arrival: Arrival): Identifier[] {
  const raw: Identifier[] = []
  if (typeof message.anonymousId === 'string') raw.push({ kind: DEVICE, value: message.anonymousId })
  const proven = arrival.keyKind === 'secret' || (typeof message.userId === 'string' && message.userId === arrival.provenUserId)
  if (proven && typeof message.userId === 'string') raw.push({ kind: 'user_id', value: message.userId })
  if (arrival.keyKind === 'secret') {
    for (const { id, type } of message.context?.externalIds ?? []) if (type !== 'user_id' && type !== 'email' && type !== 'email_hash') raw.push({ kind: type, value: id })
    const email = message.traits?.email ?? message.context?.traits?.email
    const hash = typeof email === 'string' ? emailHash(email) : null
    if (hash !== null && message.type !== 'group') raw.push({ kind: 'email_hash', value: hash })
  }
  return arrival.fromFile === true ? raw.filter(({ value }) => value.trim() !== '') : cleanIdentifiers(raw)
}

const PHONE = /iPhone|Android.+Mobile|Windows Phone/i
const TABLET = /iPad|Tablet|Android/i

function deviceOf(userAgent: string | null): string | null {
  if (userAgent === null || !userAgent.startsWith('Mozilla/')) return null
  return PHONE.test(userAgent) ? 'mobile' : TABLET.test(userAgent) ? 'tablet' : 'desktop'
}

function placeOf(location: NonNullable<Message['context']>['location']): Place | null {
  if (location === null || location === undefined) return null
  const { country = null, region = null, city = null, latitude = null, longitude = null } = location
  if (country === null && region === null && city === null && latitude === null) return null
  return { country, region, city, lat: longitude === null ? null : latitude, lon: latitude === null ? null : longitude }
}

/** The address itself is kept with the customer's traits only. */
function propertiesOf(message: Message): JsonObject {
  const { email: _email, ...kept } = (message.properties ?? {}) as JsonObject
  const campaign = message.context?.campaign ?? null
  return {
    ...(typeof message.name === 'string' ? { name: message.name } : {}), ...kept, ...(campaign === null ? {} : { campaign: campaign as JsonObject }),
    ...(message.type === 'group' && typeof message.groupId === 'string' ? { group_id: message.groupId } : {}),
  }
}

const MOST_TRAITS = 300

/** Plain values; one level of nested ones under 'address.city'. Lists are left out. */
function traitsOf(message: Message): Traits {
  const given = { ...message.context?.traits, ...message.traits }
  const flat = Object.entries(given).flatMap(([name, value]) => typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([inner, each]): [string, unknown] => [`${name}.${inner}`, each]) : [[name, value] as [string, unknown]])
  return Object.fromEntries(flat.filter((pair): pair is [string, string | number | boolean | null] => pair[1] === null || ['string', 'number', 'boolean'].includes(typeof pair[1])).slice(0, MOST_TRAITS))
}

const CONSENT_EVENT = 'Segment Consent Preference Updated'

function choicesOf(message: Message, name: string): DomainEvent['choices'] {
  if (message.type === 'track' && name === 'Unsubscribed') return { explicit: true, purposes: { 'marketing.communications.email': false } }
  const said = message.context?.consent?.categoryPreferences
  if (said === null || said === undefined) return null
  const known = Object.entries(said).filter((pair): pair is [Purpose, boolean] => isPurpose(pair[0]) && typeof pair[1] === 'boolean')
  return known.length === 0 ? null : { explicit: message.type === 'track' && name === CONSENT_EVENT, purposes: Object.fromEntries(known) }
}
