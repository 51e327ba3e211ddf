import type { ItemAttributes } from '../fusion/contentLists.ts'
import { namesOf, type Description } from './describe.ts'
import { priceBands } from './priceBands.ts'

export type AttributeOptions = {
  /** A name that fewer items carry joins nothing and is left out. */
  readonly leastItems: number
}

export const attributeDefaults: AttributeOptions = { leastItems: 2 }

/** Takes descriptions one by one, in any order, so that a catalogue need not lie in memory. */
export type AttributeBuilder = {
  /** Throws a RangeError for an item out of range or described twice. */
  readonly describe: (item: number, description: Description) => void
  /** Codes are the places of the names in ascending order, whatever the order of the descriptions; those of an item ascend too. */
  readonly done: (options?: AttributeOptions) => ItemAttributes
}

/** Items never described have no attributes. */
export function attributeBuilder(items: number): AttributeBuilder {
  const numbers = new Map<string, number>()
  const ofItem: (readonly number[] | undefined)[] = Array.from({ length: items })
  const prices: (number | null)[] = Array.from({ length: items }, () => null)
  const numberOf = (name: string): number => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, numbers.size)
    return numbers.size - 1
  }
  return {
    describe: (item, description) => {
      if (!(item >= 0 && item < items) || ofItem[item] !== undefined) throw new RangeError(`Item ${item} of ${items} is unknown or described twice.`)
      ofItem[item] = namesOf(description).map(numberOf)
      prices[item] = description.price
    },
    done: ({ leastItems } = attributeDefaults) => {
      const bands = priceBands(prices).map((names) => names.map(numberOf))
      const all = ofItem.map((own, item) => [...(own ?? []), ...bands[item]])
      const counts = new Int32Array(numbers.size)
      for (const own of all) for (const number of own) counts[number]++
      const kept = [...numbers].filter(([, number]) => counts[number] >= leastItems).sort(([a], [b]) => (a < b ? -1 : 1))
      const codes = new Int32Array(numbers.size).fill(-1)
      kept.forEach(([, number], code) => { codes[number] = code })
      return pack(all.map((own) => Int32Array.from(own, (number) => codes[number]).filter((code) => code >= 0).sort()), kept.length)
    },
  }
}

/** Attributes of descriptions that are at hand; null: not described. */
export function attributesOf(descriptions: readonly (Description | null)[], options = attributeDefaults): ItemAttributes {
  const builder = attributeBuilder(descriptions.length)
  descriptions.forEach((description, item) => { if (description !== null) builder.describe(item, description) })
  return builder.done(options)
}

function pack(rows: readonly Int32Array[], vocabulary: number): ItemAttributes {
  const offsets = new Int32Array(rows.length + 1)
  rows.forEach((row, item) => { offsets[item + 1] = offsets[item] + row.length })
  const attributes = new Int32Array(offsets[rows.length])
  rows.forEach((row, item) => attributes.set(row, offsets[item]))
  return { items: rows.length, vocabulary, offsets, attributes }
}
