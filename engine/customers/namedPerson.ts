import type { Person } from '../consent/permit.ts'
import { LotseError } from '../errors.ts'
import type { Store } from '../store/connect.ts'
import { cleanIdentifiers } from './clean.ts'
import { customersOfUserIds } from './identity.ts'
import { findPerson } from './person.ts'

/** The person whom the shop names by a user id, made where it is new. Throws for a placeholder and for somebody who was erased. */
export async function namedPerson(store: Store, userId: string, now: Date): Promise<Person> {
  const [clean] = cleanIdentifiers([{ kind: 'user_id', value: userId }])
  if (clean === undefined) throw new LotseError('input', 'invalid_user_id', 'This user id names nobody: it is empty, longer than 200 characters or a placeholder.', [{ path: 'userId', message: 'names nobody' }])
  await customersOfUserIds(store, [clean.value], now)
  const person = await findPerson(store, { userId: clean.value })
  if (person === null) throw new LotseError('conflict', 'suppressed', 'This person was erased; nothing of them is taken back.')
  return person
}
