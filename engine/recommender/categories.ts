import type { Store } from '../store/connect.ts'

/** Broadest category of each item as a number, −1 where the catalogue names none. Numbers mean nothing beyond being equal. */
export async function readCategories(store: Store, itemIds: readonly string[]): Promise<Int32Array> {
  const place = new Map(itemIds.map((id, at) => [id, at]))
  const numbers = new Map<string, number>()
  const category = new Int32Array(itemIds.length).fill(-1)
  await store.sql<{ id: string; name: string }[]>`select item_id as id, categories[1] as name from items where cardinality(categories) > 0 order by item_id`.cursor(5000, (rows) => {
    for (const { id, name } of rows) {
      const at = place.get(id)
      if (at === undefined) continue
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      category[at] = number
    }
  })
  return category
}
