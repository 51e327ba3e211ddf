import type { Identifier } from '../customers/identifier.ts'
import type { Place } from '../customers/profile.ts'
import type { Purpose } from '../consent/purposes.ts'
import type { ItemAction } from '../store/schema/log.ts'
import type { Traits } from '../store/schema/people.ts'
import { touchpointOf, type Touchpoint } from './touchpoint.ts'

export const EVENT_TYPES = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const
export type EventType = (typeof EVENT_TYPES)[number]

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }

export type EventItem = { readonly itemId: string; readonly action: ItemAction; readonly quantity: number; readonly price: number | null }

/** kept: taken as sent · corrected: moved by the client's skew · clamped: was in the future. */
export type Clock = 'kept' | 'corrected' | 'clamped'

/** Something a customer did at a touchpoint, checked and ready for the log. It knows nothing of the wire it came by. */
export type DomainEvent = Touchpoint & {
  /** Unique for ever; a second event with the same id is a duplicate. At most 100 characters. */
  readonly messageId: string
  readonly type: EventType
  /** The event's name for a track call, else the type. */
  readonly name: string
  /** Who did it: clean identifiers (see cleanIdentifiers), in any order. */
  readonly identifiers: readonly Identifier[]
  readonly previousId: string | null
  readonly occurredAt: Date
  readonly originalAt: Date | null
  readonly sentAt: Date | null
  readonly receivedAt: Date
  readonly clock: Clock
  readonly device: string | null
  readonly place: Place | null
  readonly orderId: string | null
  /** Money of the whole event in `currency`; a return's is positive. */
  readonly amount: number | null
  readonly currency: string | null
  readonly discount: number | null
  readonly score: number | null
  readonly scoreKind: string | null
  readonly items: readonly EventItem[]
  readonly properties: JsonObject
  /** What an identify call says of the person. */
  readonly traits: Traits | null
  /** A yes or no to purposes that came with the event. `explicit`: it was sent to say just that. */
  readonly choices: { readonly explicit: boolean; readonly purposes: { readonly [P in Purpose]?: boolean } } | null
}

type Required = Pick<DomainEvent, 'messageId' | 'type' | 'name' | 'identifiers' | 'occurredAt' | 'receivedAt'>

/** An event from what is known of it; the rest is empty and the touchpoint follows from its name. For importers. */
export function newEvent(known: Required & Partial<DomainEvent>): DomainEvent {
  return {
    previousId: null, originalAt: known.occurredAt, sentAt: null, clock: 'kept', device: null, place: null, orderId: null, amount: null, currency: null,
    discount: null, score: null, scoreKind: null, items: [], properties: {}, traits: null, choices: null,
    ...touchpointOf({ type: known.type, name: known.name }), ...known,
  }
}
