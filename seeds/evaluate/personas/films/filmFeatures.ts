import type { FeatureColumn } from '../../../../engine/features/column.ts'
import type { Interactions } from '../../../../models/interactions.ts'
import { createMatrix } from '../../../../models/matrix.ts'
import { itemsOf } from '../../splits/itemsOf.ts'
import type { Features } from '../moment.ts'
import type { Film } from './read.ts'

/** Films seen that weigh as much as everybody's own shares: three films say little about taste. */
const PRIOR = 6
/** A genre or decade becomes a column from this share of all films seen on. */
const LEAST_SHARE = 0.01

/**
 * What the films somebody saw say of them, one row a customer of `before`: their mix of genres and of decades, how many films, how widely
 * known they are, how many genres they spread over. Nothing of who they are.
 */
export function filmFeatures(before: Interactions, films: readonly Film[]): Features {
  const own = itemsOf(before)
  const everybody = Int32Array.from(before.item)
  const genres = mixOf(everybody, (item) => films[item].genres)
  const decades = mixOf(everybody, (item) => [films[item].decade ?? 'unknown'])
  const columns: FeatureColumn[] = [
    ...genres.map(([name]) => taste(`category:${name}`, name)), ...decades.map(([name]) => taste(`decade:${name}`, name)),
    { ...taste('distinct_items', 'films'), unit: 'count', label: { de: 'Filme', en: 'films' }, meaning: { de: 'Wie viele Filme', en: 'How many films' }, log: true },
    { ...taste('well_known', 'well-known films'), label: { de: 'Bekannte Filme', en: 'well-known films' }, meaning: { de: 'Wie viele Leute ihre Filme im Mittel sahen', en: 'How many people saw their films, on average' } },
    { ...taste('breadth', 'breadth of taste'), unit: 'ratio', label: { de: 'Breite des Geschmacks', en: 'breadth of taste' }, meaning: { de: 'Entropie der Genres in Bit', en: 'Entropy of the genres in bits' } },
  ]
  const seenBy = new Float64Array(before.items)
  for (const item of everybody) seenBy[item] += 1 / before.customers
  const x = createMatrix(before.customers, columns.length)
  for (let customer = 0; customer < before.customers; customer++) {
    const items = own(customer)
    const genreShares = sharesOf(items, genres, (item) => films[item].genres)
    const entropy = genreShares.reduce((sum, share) => sum - (share > 0 ? share * Math.log2(share) : 0), 0)
    const known = items.length > 0 ? items.reduce((sum, item) => sum + seenBy[item], 0) / items.length : NaN
    x.data.set([...genreShares, ...sharesOf(items, decades, (item) => [films[item].decade ?? 'unknown']), items.length, known, entropy], customer * columns.length)
  }
  return { columns, x }
}

type Mix = readonly (readonly [name: string, share: number])[]

/** Share of each name in all that was seen, by name. */
function mixOf(items: Int32Array, namesOf: (item: number) => readonly string[]): Mix {
  const counts = new Map<string, number>()
  for (const item of items) for (const name of namesOf(item)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const total = [...counts.values()].reduce((a, b) => a + b, 0)
  return [...counts].map(([name, n]) => [name, n / total] as const).filter(([, share]) => share >= LEAST_SHARE).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Shares drawn towards everybody's. */
function sharesOf(items: Int32Array, mix: Mix, namesOf: (item: number) => readonly string[]): number[] {
  const counts = new Map<string, number>()
  let total = 0
  for (const item of items) for (const name of namesOf(item)) { counts.set(name, (counts.get(name) ?? 0) + 1); total++ }
  return mix.map(([name, share]) => ((counts.get(name) ?? 0) + PRIOR * share) / (total + PRIOR))
}

function taste(name: string, words: string): FeatureColumn {
  return { name, group: 'history', unit: 'share', window: 'all', label: { de: words, en: words }, meaning: { de: `Anteil von ${words} an allem Gesehenen`, en: `Share of ${words} in what was seen` } }
}
