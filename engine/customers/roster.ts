import { newId, type CustomerId } from '../ids.ts'
import { keyOf, type Identifier } from './identifier.ts'

/** What the database knew of an identifier. `hasUser`: the person has a user id. */
export type Found = { readonly customerId: CustomerId; readonly personId: CustomerId; readonly hasUser: boolean }

export type Named = { readonly customerId: CustomerId; readonly person: Member }
export type NewIdentifier = Identifier & { readonly customerId: CustomerId }
export type NewCustomer = { readonly customerId: CustomerId; readonly known: boolean }
export type KnownMerge = { readonly from: CustomerId; readonly into: CustomerId; readonly through: string; readonly eventId: string | null }

type Member = { readonly id: CustomerId; readonly stored: boolean; hasUser: boolean; into: Member | null }
type Joined = { readonly from: Member; readonly into: Member; readonly through: string; readonly eventId: string | null }

/** Who is who while a batch is being read: what the database had, and what the batch adds to it. */
export class Roster {
  readonly customers: NewCustomer[] = []
  readonly identifiers: NewIdentifier[] = []
  /** True once it changes who somebody already stored is. */
  delicate = false
  readonly #joined: Joined[] = []
  readonly #people = new Map<CustomerId, Member>()
  readonly #named = new Map<string, Named>()
  readonly #found: ReadonlyMap<string, Found>
  readonly #now: Date

  constructor(found: ReadonlyMap<string, Found>, now: Date) {
    this.#found = found
    this.#now = now
  }

  find(identifier: Identifier): Named | undefined {
    const key = keyOf(identifier)
    const here = this.#named.get(key)
    if (here !== undefined) return here
    const stored = this.#found.get(key)
    if (stored === undefined) return undefined
    const named = { customerId: stored.customerId, person: this.person(stored.personId, stored.hasUser) }
    this.#named.set(key, named)
    return named
  }

  person(id: CustomerId, hasUser: boolean): Member {
    const person = this.#people.get(id) ?? { id, stored: true, hasUser, into: null }
    person.hasUser ||= hasUser
    this.#people.set(id, person)
    return person
  }

  make(known: boolean): Member {
    const person: Member = { id: newId<CustomerId>(this.#now), stored: false, hasUser: false, into: null }
    this.#people.set(person.id, person)
    this.customers.push({ customerId: person.id, known })
    return person
  }

  give(identifier: Identifier, owner: Member): Named {
    const person = root(owner)
    const named = { customerId: person.id, person }
    this.#named.set(keyOf(identifier), named)
    this.identifiers.push({ ...identifier, customerId: person.id })
    if (identifier.kind === 'user_id') {
      this.delicate ||= person.stored
      person.hasUser = true
    }
    return named
  }

  /** Two are one person from now on: the one with a user id stays, of equals the older. */
  join(a: Member, b: Member, through: string, eventId: string | null): void {
    const [one, other] = [root(a), root(b)]
    if (one === other) return
    const oneStays = one.hasUser === other.hasUser ? one.id < other.id : one.hasUser
    const [into, from] = oneStays ? [one, other] : [other, one]
    from.into = into
    into.hasUser ||= from.hasUser
    this.#joined.push({ from, into, through, eventId })
    this.delicate = true
  }

  hasUser(member: Member): boolean {
    return root(member).hasUser
  }

  /** Each into the person it is in the end. */
  merges(): KnownMerge[] {
    return this.#joined.map(({ from, into, through, eventId }) => ({ from: from.id, into: root(into).id, through, eventId }))
  }
}

function root(member: Member): Member {
  let at = member
  while (at.into !== null) at = at.into
  return at
}
