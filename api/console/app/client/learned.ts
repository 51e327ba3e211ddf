import type { Call } from './call.ts'
import type { PersonaOffers, Reason } from './wire.ts'

/** What to offer a persona: items by the recommender, incentives by who took them. */
export const readOffers = (call: Call, id: string): Promise<PersonaOffers> => call<PersonaOffers>('GET', `/v1/personas/${encodeURIComponent(id)}/offers`)
/** Why a customer is in a persona; needs the scope customers:read. */
export const readReason = (call: Call, userId: string): Promise<Reason> => call<Reason>('GET', `/v1/customers/${encodeURIComponent(userId)}/persona`)
