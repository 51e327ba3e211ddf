import { wordsAndPairs } from './tokens.ts'

/** What a shop says of an item. */
export type Description = {
  readonly title: string
  /** Each a name, or a path from broad to narrow with / or > between its levels. */
  readonly categories: readonly string[]
  readonly price: number | null
  readonly attributes: { readonly [name: string]: string | number | boolean | null }
}

/**
 * Attribute names of an item, each once: its title's words and pairs of words, every level of its category paths, and name=value of what else
 * is known. Prices are compared within the catalogue: see priceBands.
 */
export function namesOf({ title, categories, attributes }: Omit<Description, 'price'>): string[] {
  return [...new Set([
    ...wordsAndPairs(title).map((word) => `title ${word}`),
    ...categories.flatMap(levelsOf).map((path) => `category ${path}`),
    ...Object.entries(attributes).flatMap(([name, value]) => (value === null || value === '' ? [] : [`attribute ${name.toLowerCase()}=${String(value).trim().toLowerCase()}`])),
  ])]
}

/** a/b/c → a, a/b, a/b/c. */
function levelsOf(category: string): string[] {
  const levels = category.toLowerCase().split(/[/>]/).map((level) => level.trim()).filter((level) => level !== '')
  return levels.map((_, k) => levels.slice(0, k + 1).join('/'))
}
