import type { Interactions } from '../../../models/interactions.ts'
import { createIds } from './ids.ts'
import { interactionsOf, type Row } from './rowsOf.ts'
import { fileIn, numberAt, readFields } from './text.ts'

export const [VIEW, CART, BUY] = [0, 1, 2]

export type Retailrocket = {
  readonly train: Interactions
  readonly test: (readonly [customer: number, item: number])[]
  readonly counts: { readonly [name: string]: number }
}

/** Views, carts and buys with their times, and the visitors' later buys. Numbers of visitors and items are those of this reading. */
export async function readRetailrocket(folder: string, read: (share: number) => void): Promise<Retailrocket> {
  const files = ['train_view.tsv', 'train_cart.tsv', 'train_buy.tsv', 'test.tsv'].map((name) => fileIn(folder, [name]))
  const visitors = createIds()
  const items = createIds()
  const rows: Row[] = []
  const counts: number[] = []
  for (const [behaviour, file] of files.slice(0, 3).entries()) {
    const lines = await readFields(file, ['visitor', 'item', 'seconds'])
    for (const line of lines) rows.push({ customer: visitors.of(line.fields[0]), item: items.of(line.fields[1]), behaviour, at: numberAt(file, line, 2, 'seconds') * 1000 })
    counts.push(lines.length)
    read(counts.length / files.length)
  }
  const test = (await readFields(files[3], ['visitor', 'item'])).map(({ fields }) => [visitors.of(fields[0]), items.of(fields[1])] as const)
  return {
    train: interactionsOf(rows, visitors.count(), items.count()),
    test,
    counts: { customers: visitors.count(), items: items.count(), views: counts[VIEW], carts: counts[CART], buys: counts[BUY] },
  }
}
