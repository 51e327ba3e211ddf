import type { CustomerId } from '../ids.ts'
import type { ShopInteractions } from './readInteractions.ts'

/** From whom and from how much a model learned. */
export type Learned = {
  /** Those let into the run who did anything with an item. */
  readonly people: readonly CustomerId[]
  readonly items: number
  readonly interactions: number
  /** How few people stand behind an item's numbers, where there are fewest, of the items that anybody knows; null without interactions. */
  readonly fewestPerItem: number | null
}

export function learnedFrom({ rows, itemIds, personIds }: Pick<ShopInteractions, 'rows' | 'itemIds' | 'personIds'>): Learned {
  const seen = new Uint8Array(personIds.length)
  const perItem = new Int32Array(itemIds.length)
  const lastOf = new Int32Array(itemIds.length).fill(-1)
  // Rows are by person, so a person is new to an item when another came to it last.
  for (let row = 0; row < rows.item.length; row++) {
    const [person, item] = [rows.customer[row], rows.item[row]]
    seen[person] = 1
    if (lastOf[item] !== person) perItem[item]++
    lastOf[item] = person
  }
  return {
    people: personIds.filter((_, person) => seen[person] === 1), items: itemIds.length, interactions: rows.item.length,
    fewestPerItem: fewest(perItem.filter((people) => people > 0)),
  }
}

function fewest(people: Int32Array): number | null {
  return people.length === 0 ? null : people.reduce((a, b) => Math.min(a, b))
}
