import { readMessage, type Arrival } from '../events/readMessage.ts'
import type { DecideRequest } from './request.ts'
import type { ItemEvent } from './visitor.ts'

/** A message of the call's `events`, completed from the call: who it is, and that it is a track call where it names an event. */
export type CallMessage = { readonly [name: string]: unknown }

/** What a shop's page need not repeat with each event: whose it is and of what type. */
export function completed(events: DecideRequest['events'], who: { readonly userId?: string; readonly anonymousId?: string }): CallMessage[] {
  return (events ?? []).map((event) => ({
    ...('type' in event ? {} : { type: 'event' in event ? 'track' : 'page' }), ...('userId' in event || 'anonymousId' in event ? {} : who), ...event,
  }))
}

/** Item events in the messages of the call, which count before they are in the log. What is not readable is passed over: ingest names it. */
export function eventsOfCall(messages: readonly CallMessage[], arrival: Arrival): ItemEvent[] {
  const now = arrival.receivedAt.getTime()
  return messages.flatMap((message) => {
    const reading = readMessage(message, arrival)
    if (!('event' in reading)) return []
    const { items, score, occurredAt } = reading.event
    return items.map(({ itemId, action }) => ({ itemId, action, at: Math.min(now, occurredAt.getTime()), ...action === 'rate' ? { rating: score } : {} }))
  })
}

/** What the page itself shows: the item looked at and the cart. No profile stands behind it. */
export function eventsOfContext({ itemId, cart }: DecideRequest['context'], now: number): ItemEvent[] {
  return [...(cart ?? []).map((id) => ({ itemId: id, action: 'cart', at: now })), ...(itemId === undefined ? [] : [{ itemId, action: 'view', at: now }])]
}
