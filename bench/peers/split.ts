import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Rows of item numbers: row r is index[offsets[r] .. offsets[r+1]). */
export type Rows = { readonly offsets: Int32Array; readonly index: Int32Array }

/** One division into learning and judging. Both sides of a pair read it from the same files. */
export type Split = {
  readonly name: string
  readonly items: number
  /** A row per customer or, in order, per session. */
  readonly train: Rows
  /** What is known of those to be judged, and what they went on to; where rows are customers, the first is their row of train. */
  readonly queries: Rows
  readonly wanted: Rows
  /** The row of train of each query; −1: none, as for sessions. */
  readonly rowOfQuery: Int32Array
  /** True: what is known is not recommended again. */
  readonly mask: boolean
}

type Header = Pick<Split, 'name' | 'items' | 'mask'>
const columns = ['train', 'queries', 'wanted'] as const

export function rowsOf(lists: readonly (readonly number[])[]): Rows {
  const offsets = new Int32Array(lists.length + 1)
  lists.forEach((list, row) => { offsets[row + 1] = offsets[row] + list.length })
  const index = new Int32Array(offsets[lists.length])
  lists.forEach((list, row) => index.set(list, offsets[row]))
  return { offsets, index }
}

export function rowAt({ offsets, index }: Rows, row: number): Int32Array {
  return index.subarray(offsets[row], offsets[row + 1])
}

/** Customers with their items, earlier and later ones; only those with both are judged. */
export function customerSplit(name: string, items: number, earlier: readonly (readonly number[])[], later: readonly (readonly number[])[]): Split {
  const judged = earlier.flatMap((own, customer) => (own.length > 0 && (later[customer] ?? []).length > 0 ? [customer] : []))
  return {
    name, items, mask: true, train: rowsOf(earlier), queries: rowsOf(judged.map((customer) => earlier[customer])),
    wanted: rowsOf(judged.map((customer) => later[customer])), rowOfQuery: Int32Array.from(judged),
  }
}

/** Little-endian 32-bit words and one JSON, for readers in any language. */
export function writeSplit(folder: string, split: Split): void {
  mkdirSync(folder, { recursive: true })
  for (const column of columns) {
    writeInts(path.join(folder, `${column}.offsets.i32`), split[column].offsets)
    writeInts(path.join(folder, `${column}.index.i32`), split[column].index)
  }
  writeInts(path.join(folder, 'rowOfQuery.i32'), split.rowOfQuery)
  const header: Header = { name: split.name, items: split.items, mask: split.mask }
  writeFileSync(path.join(folder, 'split.json'), JSON.stringify(header))
}

export function readSplit(folder: string): Split {
  const header = JSON.parse(readFileSync(path.join(folder, 'split.json'), 'utf8')) as Header
  const [train, queries, wanted] = columns.map((column) => ({
    offsets: readInts(path.join(folder, `${column}.offsets.i32`)), index: readInts(path.join(folder, `${column}.index.i32`)),
  }))
  return { ...header, train, queries, wanted, rowOfQuery: readInts(path.join(folder, 'rowOfQuery.i32')) }
}

export function writeInts(file: string, values: Int32Array): void {
  writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
}

export function readInts(file: string): Int32Array {
  const bytes = new Uint8Array(readFileSync(file))
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}
