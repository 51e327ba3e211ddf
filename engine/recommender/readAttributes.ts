import { attributeBuilder } from '../../models/content/attributesOf.ts'
import type { Description } from '../../models/content/describe.ts'
import type { ItemAttributes } from '../../models/fusion/contentLists.ts'
import type { Store } from '../store/connect.ts'

type Row = Description & { readonly id: string }
const BATCH = 5000

/**
 * What the catalogue says of the items, by their place in itemIds: words of the title, category levels, price band, further attributes. An
 * item without a catalogue row has none. Streams: only codes are kept. Prices of other currencies are compared by their number.
 */
export async function readAttributes(store: Store, itemIds: readonly string[]): Promise<ItemAttributes> {
  const place = new Map(itemIds.map((id, at) => [id, at]))
  const builder = attributeBuilder(itemIds.length)
  await store.sql<Row[]>`select item_id as id, title, categories, price::float8 as price, attributes from items order by item_id`.cursor(BATCH, (rows) => {
    for (const { id, ...description } of rows) {
      const at = place.get(id)
      if (at !== undefined) builder.describe(at, description)
    }
  })
  return builder.done()
}
