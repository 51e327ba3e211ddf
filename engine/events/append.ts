import type { TransactionSql } from 'postgres'
import { applyChoices, type Choice } from '../consent/choices.ts'
import { collectionRules, type Collection } from '../consent/collection.ts'
import { linkDevices } from '../customers/devices.ts'
import { nameCustomers } from '../customers/identity.ts'
import { isUnidentified, type IdentityPlan, type Wanted } from '../customers/identityPlan.ts'
import { writeProfiles } from '../customers/profile.ts'
import { inTransaction } from '../store/transaction.ts'
import { eventIdOf, type CustomerId, type EventId } from '../ids.ts'
import type { Store } from '../store/connect.ts'
import type { DomainEvent } from './event.ts'
import { ensureMonths } from './months.ts'
import { profileChanges } from './profileChanges.ts'
import { takeKeys, writeEvents, type OwnedEvent } from './writeEvents.ts'

/** Where events come from. `trusted`: the shop itself says who is who (a secret key, an import). `gpc`: the call carried Global Privacy Control. */
export type Origin = { readonly source: string; readonly actor: string; readonly trusted: boolean; readonly gpc?: boolean }

export type Refused = { readonly index: number; readonly code: 'missing_identity' | 'suppressed' | 'consent_denied' }

/** Every event counts once: in `accepted`, in `duplicates` or as one of `refused`. */
export type Appended = {
  readonly accepted: number
  readonly duplicates: number
  readonly refused: readonly Refused[]
  /** Which of the events given were accepted, ascending. */
  readonly written: readonly number[]
  /** Whose they are. */
  readonly customers: readonly CustomerId[]
}

type Arrived = { readonly index: number; readonly event: DomainEvent; readonly eventId: EventId }
type Mine = Arrived & { readonly customerId: CustomerId }

/**
 * Writes events to the log in one transaction, committed when this returns: each at most once whatever is sent twice, under the customer
 * its identifiers name, and only what that person's consent lets be collected. Thousands a call is what it's made for.
 */
export async function appendEvents(store: Pick<Store, 'sql'>, events: readonly DomainEvent[], origin: Origin, now: Date): Promise<Appended> {
  if (events.length === 0) return { accepted: 0, duplicates: 0, refused: [], written: [], customers: [] }
  const seen = new Set<EventId>()
  const once: Arrived[] = []
  events.forEach((event, index) => {
    const eventId = eventIdOf(event.messageId)
    if (seen.has(eventId)) return
    seen.add(eventId)
    once.push({ index, event, eventId })
  })
  await ensureMonths(store, events)
  const { refused, written, customers } = await inTransaction(store, (tx) => appendIn(tx, once, origin, now))
  return { accepted: written.length, duplicates: events.length - written.length - refused.length, refused, written, customers }
}

async function appendIn(tx: TransactionSql, once: readonly Arrived[], origin: Origin, now: Date): Promise<Pick<Appended, 'refused' | 'written' | 'customers'>> {
  const refused: Refused[] = []
  const { asks, askOf } = asksOf(once, origin)
  const plan = await nameCustomers(tx, asks, now)
  const { heads, links } = plan
  const named: Mine[] = []
  once.forEach(({ index, event, eventId }, at) => {
    const head = heads[askOf[at]]
    if (isUnidentified(head)) refused.push({ index, code: head })
    else named.push({ index, event, eventId, customerId: head })
  })
  const taken = await takeKeys(tx, named)
  const fresh = named.filter(({ eventId }) => taken.has(eventId))
  // What a device said while it was nobody's is weighed against the person's own word only when the two are joined.
  const alone = new Set(links.map(({ device }) => device))
  await apply(tx, fresh.filter(({ customerId }) => alone.has(customerId)), origin, now)
  await linkDevices(tx, links, now)
  await apply(tx, fresh.filter(({ customerId }) => !alone.has(customerId)), origin, now)

  const rules = await rulesFor(tx, fresh, plan, now)
  const kept: OwnedEvent[] = []
  const written: number[] = []
  const dropped: EventId[] = []
  for (const { index, event, eventId, customerId } of fresh) {
    const rule = rules.get(customerId) as Collection
    // Global Privacy Control refuses profiling for the call that carries it.
    if (isBrowsing(event) && !(origin.gpc === true ? rule.reporting : rule.browsing)) {
      refused.push({ index, code: 'consent_denied' })
      dropped.push(eventId)
    } else {
      written.push(index)
      kept.push({ event, eventId, customerId, precisePlace: rule.precisePlace && origin.gpc !== true })
    }
  }
  // What isn't kept leaves no trace, its message id neither.
  if (dropped.length > 0) await tx`delete from event_keys where event_id = any(${dropped}::uuid[])`
  await writeEvents(tx, kept, origin.source)
  await writeProfiles(tx, profileChanges(kept, rules))
  return { refused: refused.sort((a, b) => a.index - b.index), written: written.sort((a, b) => a - b), customers: [...new Set(kept.map(({ customerId }) => customerId))] }
}

/** Nobody has said anything yet of whom this batch made, unless it also joined them with others or brought their answers. */
const NEWCOMER = { browsing: true, reporting: false, precisePlace: false }

async function rulesFor(tx: TransactionSql, fresh: readonly Mine[], plan: IdentityPlan, now: Date): Promise<ReadonlyMap<CustomerId, Collection>> {
  const newcomers = new Set(plan.customers.map(({ customerId }) => customerId))
  for (const { device, target } of plan.links) for (const customerId of [device, target]) newcomers.delete(customerId)
  for (const { from, into } of plan.merges) for (const customerId of [from, into]) newcomers.delete(customerId)
  for (const { event, customerId } of fresh) if (event.choices !== null) newcomers.delete(customerId)
  const everybody = new Set(fresh.map(({ customerId }) => customerId))
  const known = await collectionRules(tx, [...everybody].filter((customerId) => !newcomers.has(customerId)), now)
  return new Map([...everybody].flatMap((customerId): [CustomerId, Collection][] => {
    const rule = newcomers.has(customerId) ? { personId: customerId, ...NEWCOMER } : known.get(customerId)
    return rule === undefined ? [] : [[customerId, rule]]
  }))
}

/** A visit names the same identifiers again and again: each set is asked for once, with the first event that named it. */
function asksOf(events: readonly Arrived[], { trusted }: Origin): { asks: readonly Wanted[]; askOf: readonly number[] } {
  const asks: Wanted[] = []
  const known = new Map<string, number>()
  const askOf = events.map(({ event: { identifiers, previousId }, eventId }) => {
    let key = previousId ?? ''
    for (const { kind, value } of identifiers) key += `\n${kind}\n${value}`
    const at = known.get(key)
    if (at !== undefined) return at
    known.set(key, asks.length)
    return asks.push({ identifiers, eventId, trusted, ...(previousId === null ? {} : { previousId }) }) - 1
  })
  return { asks, askOf }
}

async function apply(tx: TransactionSql, mine: readonly Mine[], origin: Origin, now: Date): Promise<void> {
  const speaking = mine.filter(({ event }) => event.choices !== null)
  if (speaking.length === 0) return
  const people = await collectionRules(tx, [...new Set(speaking.map(({ customerId }) => customerId))], now)
  const choices = speaking.flatMap(({ event, customerId }): Choice[] => Object.entries(event.choices?.purposes ?? {}).map(([purpose, allowed]) => ({
    customerId, personId: people.get(customerId)?.personId ?? customerId, purpose: purpose as Choice['purpose'], allowed, at: event.occurredAt, explicit: event.choices?.explicit === true,
  })))
  await applyChoices(tx, choices, origin, now)
}

const BROWSING = new Set(['page', 'screen', 'Products Searched', 'Product List Viewed', 'Product List Filtered', 'Product Viewed', 'Product Clicked', 'Promotion Viewed', 'Promotion Clicked', 'Email Opened'])

/** What somebody merely looked at. Orders, returns, deliveries and contacts belong to the contract and are kept. */
function isBrowsing(event: DomainEvent): boolean {
  return BROWSING.has(event.name)
}
