import type { Person } from '../consent/permit.ts'
import { findPerson } from '../customers/person.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'

export function customerUnknown(): LotseError {
  return new LotseError('missing', 'customer_unknown', 'There is nobody with this user id.')
}

/** Throws `customer_unknown`: nobody has this user id, never had, or was erased. */
export async function personOfUser(store: Store, userId: string): Promise<Person> {
  const person = await findPerson(store, { userId })
  if (person === null) throw customerUnknown()
  return person
}
