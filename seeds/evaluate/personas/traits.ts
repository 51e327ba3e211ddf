import type { CustomerId } from '../../../engine/ids.ts'
import type { Store } from '../../../engine/store/connect.ts'
import type { Sensitive } from './material.ts'

/** What the shop was told of its customers under these names, by number of the person. */
export async function traitsOf({ sql }: Pick<Store, 'sql'>, names: readonly string[], numberOf: (person: CustomerId) => number | null, people: number): Promise<Sensitive[]> {
  return Promise.all(names.map(async (name) => {
    const of: (string | null)[] = Array.from({ length: people }, () => null)
    const rows = await sql<{ customer_id: CustomerId; value: string | null }[]>`select customer_id, traits ->> ${name} as value from customers where merged_into is null`
    for (const { customer_id: person, value } of rows) {
      const number = numberOf(person)
      if (number !== null) of[number] = value
    }
    return { name, of }
  }))
}
