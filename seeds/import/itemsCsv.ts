import type { Imported, ImportFormat } from './format.ts'
import { readCsv, type Meter } from './rows.ts'

async function* read(paths: readonly string[], meter: Meter): AsyncGenerator<Imported> {
  for (const path of paths) {
    for await (const { fields, record } of readCsv(path, { columns: ['id', 'title', 'categories', 'price', 'currency'] }, meter)) {
      const reason = wrong(fields)
      if (fields === null || reason !== null) {
        yield { kind: 'rejected', reason: reason ?? 'wrong_number_of_fields', row: record }
        continue
      }
      const [id, title, categories, price, currency] = fields
      yield {
        kind: 'item', rows: [record],
        item: { id, title, categories: categories.split('|').map((name) => name.trim()).filter((name) => name !== ''), ...(price === '' ? { price: null } : { price: Number(price), currency }) },
      }
    }
  }
}

function wrong(fields: string[] | null): string | null {
  if (fields === null) return 'wrong_number_of_fields'
  const [id, title, , price, currency] = fields
  if (id.trim() === '') return 'id_missing'
  if (title.trim() === '') return 'title_missing'
  if (price !== '' && !(Number(price) >= 0)) return 'price_invalid'
  return price !== '' && currency === '' ? 'currency_missing' : null
}

export const itemsCsv: ImportFormat = {
  name: 'items-csv',
  help: 'CSV files with the columns id,title,categories,price,currency; categories are parted by |.',
  files: (paths) => paths,
  read,
}
