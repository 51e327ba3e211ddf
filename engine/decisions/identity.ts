import type { Refusal } from '../consent/permit.ts'
import { provenUserId } from './customerToken.ts'
import type { DecideRequest } from './request.ts'

export type Who = { readonly userId?: string | undefined; readonly anonymousId?: string | undefined }

/** Who the call speaks of. */
export type Identity =
  | { readonly kind: 'named'; readonly who: Who }
  | { readonly kind: 'nobody'; readonly reason: Extract<Refusal, 'no_identity' | 'unproven_identity'> }

/**
 * A publishable key stands in a web page for all to read: it speaks for a device, and for a user id only with a customer token that proves
 * it. With a user id that is not proven the visitor is nobody, device or not.
 */
export function identityOf({ customer, customerToken }: Pick<DecideRequest, 'customer' | 'customerToken'>, keyKind: 'publishable' | 'secret', secret: string, now: Date): Identity {
  const { userId, anonymousId } = customer
  if (userId === undefined && anonymousId === undefined) return { kind: 'nobody', reason: 'no_identity' }
  if (userId === undefined || keyKind === 'secret') return { kind: 'named', who: customer }
  const proven = customerToken === undefined ? null : provenUserId(customerToken, secret, now)
  return proven === userId ? { kind: 'named', who: customer } : { kind: 'nobody', reason: 'unproven_identity' }
}
