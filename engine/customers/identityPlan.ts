import type { CustomerId } from '../ids.ts'
import { byStrength, DEVICE, keyOf, type Identifier } from './identifier.ts'
import { Roster, type Found, type KnownMerge, type NewCustomer, type NewIdentifier } from './roster.ts'

/**
 * The identifiers one message names. `previousId` is an alias: the device or, where the shop itself says so (`trusted`), the user id
 * that this user had before. `eventId` is kept with what the message joins.
 */
export type Wanted = { readonly identifiers: readonly Identifier[]; readonly previousId?: string; readonly trusted?: boolean; readonly eventId?: string }

/** A device was seen with somebody who has a name. */
export type DeviceLink = { readonly device: CustomerId; readonly target: CustomerId; readonly through: string; readonly eventId: string | null }

export type Unidentified = 'missing_identity' | 'suppressed'

export function isUnidentified(head: CustomerId | Unidentified): head is Unidentified {
  return head === 'missing_identity' || head === 'suppressed'
}

export type IdentityPlan = {
  /** Per message, under whom its event is written. */
  readonly heads: readonly (CustomerId | Unidentified)[]
  readonly customers: readonly NewCustomer[]
  readonly identifiers: readonly NewIdentifier[]
  readonly merges: readonly KnownMerge[]
  readonly links: readonly DeviceLink[]
  /** True when it changes who somebody already stored is: such plans are made one at a time. */
  readonly delicate: boolean
}

/** `found` by keyOf; `aliases`: people to whom the shop gave a previous id, by that id; `buried`: erased identifiers by keyOf. */
export type Known = { readonly found: ReadonlyMap<string, Found>; readonly aliases: ReadonlyMap<string, readonly CustomerId[]>; readonly buried: ReadonlySet<string> }

/**
 * Decides who is who, message by message, in memory. Identifiers with a name join what has no user id yet: none found makes a customer,
 * one takes the others on, several become one; but two people with a user id each never do, the weaker identifier then stays where it
 * was. Only the shop's own alias call says that two user ids are one person. A device is always a customer of its own, linked to whoever
 * was seen on it, so that its history can be lent to a person and taken back (see devices.ts).
 */
export function planIdentities(wanted: readonly Wanted[], { found, aliases, buried }: Known, now: Date): IdentityPlan {
  const roster = new Roster(found, now)
  const renamed = new Map([...aliases].map(([previousId, people]) => [previousId, people.map((id) => roster.person(id, true))]))
  const links = new Map<string, DeviceLink>()

  const settle = (named: readonly Identifier[], eventId: string | null) => {
    const [strongest] = named
    if (strongest.kind === 'user_id' && roster.find(strongest) === undefined) {
      const nameless = named.map((identifier) => roster.find(identifier)?.person).find((person) => person !== undefined && !roster.hasUser(person))
      const given = roster.give(strongest, nameless ?? roster.make(true))
      for (const person of renamed.get(strongest.value) ?? []) roster.join(given.person, person, 'alias', eventId)
    }
    const base = named.map((identifier) => roster.find(identifier)).find((at) => at !== undefined) ?? roster.give(strongest, roster.make(true))
    for (const identifier of named) {
      const at = roster.find(identifier) ?? roster.give(identifier, base.person)
      if (!roster.hasUser(at.person) || !roster.hasUser(base.person)) roster.join(at.person, base.person, identifier.kind, eventId)
    }
    return roster.find(strongest) ?? base
  }
  const device = (value: string) => roster.find({ kind: DEVICE, value }) ?? roster.give({ kind: DEVICE, value }, roster.make(false))
  const link = (value: string, target: CustomerId, through: string, eventId: string | null) => {
    if (buried.has(keyOf({ kind: DEVICE, value }))) return
    const { customerId } = device(value)
    const key = customerId + target
    // An alias says more than a visit does.
    if (!links.has(key) || through === 'alias') links.set(key, { device: customerId, target, through, eventId })
  }
  const read = (message: Wanted): CustomerId | Unidentified => {
    const all = [...message.identifiers].sort(byStrength)
    if (all.length === 0) return 'missing_identity'
    if (buried.has(keyOf(all[0]))) return 'suppressed'
    const named = all.filter((identifier) => identifier.kind !== DEVICE && !buried.has(keyOf(identifier)))
    if (named.length === 0) return device(all[0].value).customerId
    const eventId = message.eventId ?? null
    const head = settle(named, eventId)
    for (const { kind, value } of all) if (kind === DEVICE) link(value, head.customerId, DEVICE, eventId)
    const { previousId, trusted = false } = message
    if (previousId === undefined || named[0].kind !== 'user_id') return head.customerId
    if (trusted) {
      const before = roster.find({ kind: 'user_id', value: previousId })
      if (before !== undefined) roster.join(before.person, head.person, 'alias', eventId)
      renamed.set(previousId, [...(renamed.get(previousId) ?? []), head.person])
    }
    link(previousId, head.customerId, trusted ? 'alias' : DEVICE, eventId)
    return head.customerId
  }

  const heads = wanted.map(read)
  return { heads, customers: roster.customers, identifiers: roster.identifiers, merges: roster.merges(), links: [...links.values()], delicate: roster.delicate }
}
