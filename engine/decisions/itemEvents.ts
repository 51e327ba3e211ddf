import type { DecideRequest } from './request.ts'
import type { ItemEvent } from './visitor.ts'

/** Which item action a Segment e-commerce event stands for. */
const ACTION_OF: ReadonlyMap<string, string> = new Map([['Product Viewed', 'view'], ['Product Clicked', 'view'], ['Product Added', 'cart'], ['Order Completed', 'purchase']])

/** Item events in the events of the call, which count before they are in the log. What is not readable is passed over: ingest names it. */
export function eventsOfCall(events: NonNullable<DecideRequest['events']>, now: number): ItemEvent[] {
  return events.flatMap((event) => {
    const action = typeof event.event === 'string' ? ACTION_OF.get(event.event) : undefined
    if (action === undefined) return []
    const properties = event.properties
    return idsOf(properties).map((itemId) => ({ itemId, action, at: now }))
  })
}

function idsOf(properties: unknown): string[] {
  if (typeof properties !== 'object' || properties === null) return []
  if ('products' in properties && Array.isArray(properties.products)) return properties.products.flatMap((product: unknown) => idsOf(product))
  const id = 'product_id' in properties ? properties.product_id : undefined
  return typeof id === 'string' && id !== '' ? [id] : typeof id === 'number' ? [String(id)] : []
}

/** What the page itself shows: the item looked at and the cart. No profile stands behind it. */
export function eventsOfContext({ itemId, cart }: DecideRequest['context'], now: number): ItemEvent[] {
  return [...(cart ?? []).map((id) => ({ itemId: id, action: 'cart', at: now })), ...(itemId === undefined ? [] : [{ itemId, action: 'view', at: now }])]
}
