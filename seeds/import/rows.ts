import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse, type CsvError } from 'csv-parse'
import { LotseError } from '../../engine/errors.ts'

/** How much of a file has been read, in bytes as they lie on the disk. */
export type Meter = { bytes: number }

export function openFile(file: string, meter: Meter): Readable {
  if (!existsSync(file)) throw new LotseError('input', 'file_missing', `There is no file ${file}.`, [{ path: 'path', message: 'does not exist' }])
  const raw = createReadStream(file, { highWaterMark: 1 << 18 })
  raw.on('data', (chunk) => { meter.bytes += chunk.length })
  if (!file.endsWith('.gz')) return raw
  const plain = createGunzip({ chunkSize: 1 << 18 })
  raw.on('error', (error) => plain.destroy(error))
  return raw.pipe(plain)
}

export type CsvShape = { readonly columns: readonly string[]; readonly delimiter?: string; readonly header?: boolean }

/**
 * Rows of a CSV file as arrays in the order of `columns`, whatever order the file has them in; other columns are passed over. Throws when a
 * column is missing from the header. A row with too few or too many fields has `fields` null; `record` is the row as it stands in the file.
 */
export async function* readCsv(file: string, shape: CsvShape, meter: Meter): AsyncGenerator<{ fields: string[] | null; record: string[] }> {
  const parser = openFile(file, meter).pipe(parse({ delimiter: shape.delimiter ?? ',', bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }))
  let order: number[] | null = shape.header === false ? shape.columns.map((_, k) => k) : null
  let width = shape.columns.length
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (order === null) {
        width = record.length
        order = shape.columns.map((name) => record.indexOf(name))
        const missing = shape.columns.filter((_, k) => (order as number[])[k] < 0)
        if (missing.length > 0) throw new LotseError('input', 'column_missing', `${file} has no column ${missing.join(', ')}: its first line must name ${shape.columns.join(', ')}.`)
        continue
      }
      yield { fields: record.length === width ? order.map((k) => record[k]) : null, record }
    }
  } catch (error) {
    if (error instanceof LotseError) throw error
    throw new LotseError('input', 'file_unreadable', `${file} cannot be read as CSV: ${(error as CsvError).code ?? (error as Error).name}.`)
  }
}

/** Lines of a text file. */
export async function* readLines(file: string, meter: Meter): AsyncGenerator<string> {
  for await (const text of createInterface({ input: openFile(file, meter), crlfDelay: Infinity })) {
    if (text.trim() !== '') yield text
  }
}
