import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { LotseError } from '../../../engine/errors.ts'
import type { ItemAttributes } from '../../../models/fusion/contentLists.ts'
import type { Ids } from './ids.ts'

const File = z.record(z.string(), z.array(z.number().int().nonnegative()))

/** NAME_item2attributes.json beside NAME.txt ({item: [attribute code, …]}, as S3-Rec has them), or undefined when there is none. */
export async function readAttributes(sequences: string, items: Ids): Promise<ItemAttributes | undefined> {
  const file = path.join(path.dirname(sequences), `${path.parse(sequences).name}_item2attributes.json`)
  if (!existsSync(file)) return undefined
  const codes: number[][] = Array.from({ length: items.count() }, () => [])
  for (const [id, own] of Object.entries(parse(file, await readFile(file, 'utf8')))) {
    const item = items.known(id)
    if (item !== null) codes[item] = [...new Set(own)]
  }
  const offsets = new Int32Array(codes.length + 1)
  codes.forEach((own, item) => { offsets[item + 1] = offsets[item] + own.length })
  return { items: codes.length, vocabulary: 1 + codes.flat().reduce((a, b) => Math.max(a, b), -1), offsets, attributes: Int32Array.from(codes.flat()) }
}

function parse(file: string, text: string): z.infer<typeof File> {
  const read = File.safeParse(jsonOf(text))
  if (read.success) return read.data
  throw new LotseError('input', 'attributes_unreadable', `${file} is no JSON object of item: [attribute codes].`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // which the schema refuses with the name of the file
  }
}
