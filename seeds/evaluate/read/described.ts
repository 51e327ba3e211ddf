import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { ItemAttributes } from '../../../models/fusion/contentLists.ts'
import type { Interactions } from '../../../models/interactions.ts'
import { LotseError } from '../../../engine/errors.ts'
import { completeJourney } from '../../import/completeJourney.ts'
import { onlineRetail } from '../../import/onlineRetail.ts'
import { newIds } from './adjacency.ts'
import { readAttributes } from './attributes.ts'
import { readImported } from './imported.ts'
import { readMovieLens } from './movieLens.ts'
import { inOrder, readSequences } from './sequences.ts'

/** Interactions with what is known of the items, and of where the customers are. */
export type Described = {
  readonly rows: Interactions
  readonly attributes: ItemAttributes
  /** Place of each customer, 0..places−1, −1 where it is not known; null where the data know no places. */
  readonly place: Int32Array | null
  readonly counts: { readonly [name: string]: number }
}

export const describedLayouts =
  'UCI Online Retail as CSV (also .gz); a folder with dunnhumby\'s Complete Journey; a folder with ml-100k.inter, ml-100k.item and ml-100k.user (atomic files of RecBole); or a file NAME.txt of lines user item item … oldest first with NAME_item2attributes.json beside it (Amazon Beauty of S3-Rec).'

/** Reads the layout that the path has. Throws LotseError (input) where it is none of them. */
export async function readDescribed(at: string, read: (share: number) => void): Promise<Described> {
  if (!existsSync(at)) throw new LotseError('input', 'path_missing', `There is nothing at ${at}.`, [{ path: 'path', message: 'does not exist' }])
  const holds = (name: string): boolean => [name, `${name}.gz`].some((file) => existsSync(path.join(at, file)))
  if (statSync(at).isDirectory()) {
    if (holds('transactions_sample.csv')) return readImported(completeJourney, at, read)
    if (holds('ml-100k.inter')) return readMovieLens(at, read)
  } else {
    if (/\.csv(\.gz)?$/.test(at)) return readImported(onlineRetail, at, read)
    if (at.endsWith('.txt')) return readSequencesWith(at, read)
  }
  throw new LotseError('input', 'layout_unknown', `${at} is none of: ${describedLayouts}`, [{ path: 'path', message: 'has no layout that is read' }])
}

async function readSequencesWith(file: string, read: (share: number) => void): Promise<Described> {
  const { users, items } = newIds()
  const sequences = await readSequences(file, users, items)
  const attributes = await readAttributes(file, items)
  if (attributes === undefined) throw new LotseError('input', 'attributes_missing', `${file} has no ${path.parse(file).name}_item2attributes.json beside it.`)
  read(1)
  const rows = inOrder(sequences, items.count())
  return { rows, attributes, place: null, counts: { customers: users.count(), items: items.count(), interactions: rows.item.length, attributes: attributes.vocabulary } }
}

