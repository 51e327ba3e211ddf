import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Imported, ImportFormat } from './format.ts'
import { readCsv, type Meter } from './rows.ts'

const FILES = [
  { file: 'train_view.tsv', event: 'Product Viewed', word: 'view' },
  { file: 'train_cart.tsv', event: 'Product Added', word: 'cart' },
  { file: 'train_buy.tsv', event: 'Order Completed', word: 'buy' },
] as const

/** Seconds of 2000-01-01 and 2100-01-01: anything else is no time stamp. */
const SECONDS = { from: 946_684_800, until: 4_102_444_800 }

async function* read(paths: readonly string[], meter: Meter): AsyncGenerator<Imported> {
  const known = new Set<string>()
  for (const folder of paths) {
    for (const { file, event, word } of FILES) {
      for await (const { fields, record } of readCsv(path.join(folder, file), { columns: ['visitor', 'item', 'seconds'], delimiter: '\t', header: false }, meter)) {
        const reason = wrong(fields)
        if (fields === null || reason !== null) {
          yield { kind: 'rejected', reason: reason ?? 'wrong_number_of_fields', row: record }
          continue
        }
        const [visitor, item, seconds] = fields
        if (!known.has(item)) {
          known.add(item)
          yield { kind: 'learned', item: { id: item, title: `Item ${item}`, categories: [], price: null } }
        }
        const properties = word === 'buy' ? { order_id: `${visitor}-${seconds}`, products: [{ product_id: item, quantity: 1 }] } : { product_id: item, quantity: 1 }
        yield {
          kind: 'message', rows: [record],
          message: { type: 'track', messageId: `retailrocket:${word}:${visitor}:${item}:${seconds}`, userId: visitor, event, timestamp: new Date(Number(seconds) * 1000).toISOString(), properties, context: {} },
        }
      }
    }
  }
}

function wrong(fields: string[] | null): string | null {
  if (fields === null) return 'wrong_number_of_fields'
  const [visitor, item, seconds] = fields
  if (visitor === '') return 'visitor_missing'
  if (item === '') return 'item_missing'
  return /^\d+$/.test(seconds) && Number(seconds) >= SECONDS.from && Number(seconds) < SECONDS.until ? null : 'time_invalid'
}

export const retailrocket: ImportFormat = {
  name: 'retailrocket',
  help: 'a folder with train_view.tsv, train_cart.tsv and train_buy.tsv (visitor, item, unix seconds). RetailRocket recommender data set; this layout is that of SSLRec.',
  files: (paths) => paths.flatMap((folder) => FILES.map(({ file }) => path.join(folder, file)).filter((file) => existsSync(file))),
  read,
}
