import type { CustomerId } from '../../../engine/ids.ts'
import { DEFAULT_SETTINGS } from '../../../engine/personas/settings.ts'
import type { Store } from '../../../engine/store/connect.ts'
import type { Interactions } from '../../../models/interactions.ts'
import type { Imported, ImportFormat } from '../../import/format.ts'
import { importFiles } from '../../import/load.ts'
import { readImported } from '../read/imported.ts'
import { rowsWhere } from '../splits/itemsOf.ts'
import { cutOf } from '../splits/nextBasket.ts'
import { featuresAt } from './featuresAt.ts'
import type { Material } from './material.ts'
import type { Moment } from './moment.ts'
import { traitsOf } from './traits.ts'
import { withThrowawayStore } from '../throwawayStore.ts'

/** Half-lives of popularity, days. */
export const HALF_LIVES = [null, 60, 21, 10] as const

export type ImportedData = {
  readonly format: ImportFormat
  /** Part of the time span that tests; the same part of what is left validates. */
  readonly share: number
  /** Traits that the import writes and that nobody may be told apart by. */
  readonly sensitive: readonly string[]
}

/**
 * A data set that the product can import, through the product: into a database of its own go the messages from before a moment and nothing
 * later, with consent to profiling, and the features come from there. What is judged is read from the file.
 */
export async function importedMaterial({ format, share, sensitive }: ImportedData, at: string, progress: (share: number, words: string) => void): Promise<Material> {
  const { rows, counts, people } = await readImported(format, at, (part) => progress(0.1 * part, 'reading'))
  const cut = cutOf(rows, share)
  const before = rowsWhere(rows, (row) => rows.at[row] < cut)
  const earlier = cutOf(before, share)
  const numbers = new Map(people.map((userId, number) => [userId, number]))
  return withThrowawayStore(async (store) => {
    const momentAt = async (moment: number, end: number, words: string): Promise<Moment> => {
      await importFiles(until(format, moment), [at], { store, now: () => new Date(), grant: ['personalize.content.profiling'], rejects: null, progress: (part) => progress(part, words) })
      return { ...between(rows, moment, end), now: moment, ...await featuresAt(store, moment, await numberingOf(store, numbers)) }
    }
    const validation = await momentAt(earlier, cut, 'importing what came before the earlier moment')
    const test = await momentAt(cut, Infinity, 'importing what came before the later moment')
    return {
      name: format.name, counts,
      split: `by time: the last ${100 * share} % of the time span, from ${day(cut)}, tests, the same part of what is left, from ${day(earlier)}, validates; what came after is in no feature and no count`,
      validation, test, repeats: ['count', 'masked'], halfLives: HALF_LIVES, sensitive: await traitsOf(store, sensitive, await numberingOf(store, numbers), people.length),
      settings: DEFAULT_SETTINGS,
    }
  })
}

export function between(rows: Interactions, moment: number, end: number): Pick<Moment, 'before' | 'after'> {
  return { before: rowsWhere(rows, (row) => rows.at[row] < moment), after: rowsWhere(rows, (row) => rows.at[row] >= moment && rows.at[row] < end) }
}

export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** The format without the messages from a moment on. The catalogue has no dates and is read whole. */
function until(format: ImportFormat, moment: number): ImportFormat {
  const early = (each: Imported): boolean => each.kind !== 'message' || !('timestamp' in each.message) || Date.parse(String(each.message.timestamp)) < moment
  return {
    ...format,
    read: async function* (paths, meter) {
      for await (const each of format.read(paths, meter)) if (early(each)) yield each
    },
  }
}

async function numberingOf({ sql }: Store, numbers: ReadonlyMap<string, number>): Promise<(person: CustomerId) => number | null> {
  const rows = await sql<{ value: string; customer_id: CustomerId }[]>`select value, customer_id from identifiers where kind = 'user_id'`
  const known = new Map(rows.flatMap(({ value, customer_id: id }) => {
    const number = numbers.get(value)
    return number === undefined ? [] : [[id, number] as const]
  }))
  return (person) => known.get(person) ?? null
}
