import { attributesOf } from '../../../models/content/attributesOf.ts'
import type { Description } from '../../../models/content/describe.ts'
import type { Described } from './described.ts'
import { createIds } from './ids.ts'
import { interactionsOf } from './rowsOf.ts'
import { fileIn, numberAt, readFields } from './text.ts'

/**
 * MovieLens-100k as atomic files. Every rating counts, whatever it is. A film is described by its title's words, its genres and its decade; a
 * customer's place is the first digit of the zip code. Age, gender and occupation are not read.
 */
export async function readMovieLens(folder: string, read: (share: number) => void): Promise<Described> {
  const customers = createIds()
  const items = createIds()
  const places = createIds()
  const ratings = fileIn(folder, ['ml-100k.inter'])
  const [, ...lines] = await readFields(ratings, ['user_id', 'item_id', 'rating', 'timestamp'], '\t')
  const rows = lines.map((line) => ({ customer: customers.of(line.fields[0]), item: items.of(line.fields[1]), at: numberAt(ratings, line, 3, 'timestamp') * 1000 }))
  read(0.8)
  const [, ...films] = await readFields(fileIn(folder, ['ml-100k.item']), ['item_id', 'movie_title'], '\t')
  const descriptions = Array.from({ length: items.count() }, (): Description | null => null)
  for (const { fields: [id, title, year, genres] } of films) {
    const item = items.known(id)
    if (item === null) continue
    const decade = /^\d{4}$/.test(year ?? '') ? `${year.slice(0, 3)}0s` : null
    descriptions[item] = { title, categories: (genres ?? '').split(' ').filter((genre) => genre !== ''), price: null, attributes: { decade } }
  }
  const place = new Int32Array(customers.count()).fill(-1)
  const [, ...people] = await readFields(fileIn(folder, ['ml-100k.user']), ['user_id'], '\t')
  for (const { fields } of people) {
    const customer = customers.known(fields[0])
    if (customer !== null && /^\d/.test(fields[4] ?? '')) place[customer] = places.of(fields[4][0])
  }
  const attributes = attributesOf(descriptions)
  return {
    rows: interactionsOf(rows, customers.count(), items.count()), attributes, place,
    counts: { customers: customers.count(), items: items.count(), interactions: rows.length, places: places.count(), attributes: attributes.vocabulary },
  }
}
