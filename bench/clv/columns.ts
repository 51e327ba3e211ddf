import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawHistories } from '../../models/clv/drawHistories.ts'
import { createRng } from '../../models/rng.ts'
import { readCdnow } from '../../seeds/evaluate/cdnow/read.ts'

const names = ['frequency', 'recency', 'age', 'meanSpend'] as const
export type Columns = { readonly [name in (typeof names)[number]]: Float64Array }

/** All customers of CDNOW; or drawn from what its sample is fitted by, of every age up to two years, times to the second: no two repeat buyers alike. */
export async function columnsFor(customers: number | null, folder: string): Promise<Columns> {
  if (customers === null) return readCdnow(path.join(folder, 'cdnow'), 'master')
  const rng = createRng(1)
  return drawHistories({ kind: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { p: 6.25, q: 3.74, v: 15.44 }, Float64Array.from({ length: customers }, () => 104 * rng()), rng)
}

/** Little-endian 64-bit floats, for readers in any language. */
export function writeColumns(folder: string, columns: Columns): void {
  mkdirSync(folder, { recursive: true })
  for (const name of names) writeFileSync(path.join(folder, `${name}.f64`), new Uint8Array(columns[name].buffer, columns[name].byteOffset, columns[name].byteLength))
}

export function readColumns(folder: string): Columns {
  const read = (name: string) => new Float64Array(new Uint8Array(readFileSync(path.join(folder, `${name}.f64`))).buffer)
  return { frequency: read('frequency'), recency: read('recency'), age: read('age'), meanSpend: read('meanSpend') }
}
