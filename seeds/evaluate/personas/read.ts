import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { LotseError } from '../../../engine/errors.ts'
import { completeJourney } from '../../import/completeJourney.ts'
import { onlineRetail } from '../../import/onlineRetail.ts'
import { filmMaterial } from './films/material.ts'
import { importedMaterial } from './importedMaterial.ts'
import type { Material } from './material.ts'

export const materialHelp = 'UCI Online Retail as CSV (also .gz); a folder with dunnhumby\'s Complete Journey; a folder with MovieLens-1M (sasrec_sequences.txt, movies.dat, users.dat, and NCF\'s train.pairs.tsv, test.rating, item_map_ncf_to_raw.tsv in it or in ml-1m-ncf beside it)'

const HOUSEHOLD = ['age', 'income', 'household_comp', 'kids_count', 'marital_status', 'home_ownership', 'household_size']

/** The data set that the path has. Throws LotseError (input) where it has none. */
export async function readMaterial(at: string, progress: (share: number, words: string) => void): Promise<Material> {
  if (!existsSync(at)) throw new LotseError('input', 'path_missing', `There is nothing at ${at}.`, [{ path: 'path', message: 'does not exist' }])
  const holds = (name: string): boolean => [name, `${name}.gz`].some((file) => existsSync(path.join(at, file)))
  if (statSync(at).isDirectory()) {
    if (holds('transactions_sample.csv')) return importedMaterial({ format: completeJourney, share: 0.15, sensitive: HOUSEHOLD }, at, progress)
    if (holds('sasrec_sequences.txt')) return filmMaterial(at, (share) => progress(share, 'reading'))
  } else if (/\.csv(\.gz)?$/.test(at)) return importedMaterial({ format: onlineRetail, share: 0.1, sensitive: [] }, at, progress)
  throw new LotseError('input', 'layout_unknown', `${at} is none of: ${materialHelp}.`, [{ path: 'path', message: 'has no layout that is read' }])
}
