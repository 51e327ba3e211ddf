import { appendEvents, type Refused } from './append.ts'
import type { DomainEvent } from './event.ts'
import { readMessage, type RejectCode } from './readMessage.ts'
import type { CustomerId } from '../ids.ts'
import type { Store } from '../store/connect.ts'

/** A batch of messages in the Segment format, as it came in. */
export type Batch = {
  readonly messages: readonly unknown[]
  readonly receivedAt: Date
  readonly sentAt?: string | number | null
  /** Which key or import sent it; stands with every event. */
  readonly source: string
  readonly keyKind: 'publishable' | 'secret'
  readonly actor: string
  /** Proves the user of the whole call to a publishable key; a message may bring its own in context.customerToken. */
  readonly customerToken?: string | undefined
  /** The user a token proves, or null. */
  readonly userOf?: ((token: string) => string | null) | undefined
  /** The call carried Global Privacy Control. */
  readonly gpc?: boolean
}

export type Rejected = { readonly index: number; readonly messageId: string | null; readonly code: RejectCode; readonly message: string }

/** accepted + duplicates + rejected.length = messages. `customers`: whose events were written; it leaves the house with no answer. */
export type Ingested = { readonly accepted: number; readonly duplicates: number; readonly rejected: readonly Rejected[]; readonly customers: readonly CustomerId[] }

const REFUSALS: Record<Refused['code'], string> = {
  missing_identity: 'Send a userId or an anonymousId that names somebody.',
  suppressed: 'This person was erased; nothing of them is taken back.',
  consent_denied: 'This person refused profiling and reporting: what they browse is not collected.',
}

/**
 * Checks messages one by one and appends what is good to the log, committed when this returns. One bad message never stops the others;
 * `rejected` names each with a reason that holds no personal data. A publishable key is not told who refused or was erased: those count
 * as accepted.
 */
export async function ingest(store: Pick<Store, 'sql'>, batch: Batch, now: Date): Promise<Ingested> {
  const events: DomainEvent[] = []
  const indexes: number[] = []
  const rejected: Rejected[] = []
  const { messages, source, actor, keyKind } = batch
  messages.forEach((raw, index) => {
    const reading = readMessage(raw, batch)
    if ('event' in reading) {
      events.push(reading.event)
      indexes.push(index)
    } else {
      rejected.push({ index, ...reading })
    }
  })
  const { accepted, duplicates, refused, customers } = await appendEvents(store, events, { source, actor, trusted: keyKind === 'secret', ...(batch.gpc === undefined ? {} : { gpc: batch.gpc }) }, now)
  const told = refused.filter(({ code }) => keyKind === 'secret' || code === 'missing_identity')
  rejected.push(...told.map(({ index, code }) => ({ index: indexes[index], messageId: events[index].messageId, code, message: REFUSALS[code] })))
  return { accepted: accepted + refused.length - told.length, duplicates, rejected: rejected.sort((a, b) => a.index - b.index), customers }
}
