import { LotseError } from '../../../engine/errors.ts'
import type { Interactions } from '../../../models/interactions.ts'
import { createIds } from './ids.ts'
import { interactionsOf } from './rowsOf.ts'
import { fileIn, readFields } from './text.ts'

export type Ncf = {
  readonly train: Interactions
  readonly customers: Int32Array
  /** Per case: the held-out item, and the items it is ranked among. */
  readonly wanted: readonly number[]
  readonly negatives: readonly Int32Array[]
  readonly counts: { readonly [name: string]: number }
}

/** Lines of test.negative are `(user,item)` and the negatives; they stand in the order of test.rating, which is checked. */
export async function readNcf(folder: string, read: (share: number) => void): Promise<Ncf> {
  const trainFile = fileIn(folder, ['train.pairs.tsv', 'train.rating', 'ml-1m.train.rating'])
  const testFile = fileIn(folder, ['test.rating', 'ml-1m.test.rating'])
  const negativeFile = fileIn(folder, ['test.negative', 'ml-1m.test.negative'])
  const users = createIds()
  const items = createIds()
  const rows = (await readFields(trainFile, ['user', 'item'])).map(({ fields }) => ({ customer: users.of(fields[0]), item: items.of(fields[1]), at: 0 }))
  read(0.7)
  const test = await readFields(testFile, ['user', 'item'])
  const listed = await readFields(negativeFile, ['(user,item)', 'negative'])
  if (listed.length !== test.length) throw new LotseError('input', 'negatives_missing', `${negativeFile} has ${listed.length} lines, ${testFile} ${test.length}: each held-out item needs its negatives.`)
  const negatives = listed.map(({ number, fields: [pair, ...others] }, k) => {
    const { fields: [user, item], number: line } = test[k]
    if (pair !== `(${user},${item})`) throw new LotseError('input', 'negatives_of_another', `${negativeFile}, line ${number} begins with ${pair}, but line ${line} of ${testFile} names (${user},${item}).`)
    return Int32Array.from(others, items.of)
  })
  const customers = Int32Array.from(test, ({ fields }) => users.of(fields[0]))
  const wanted = test.map(({ fields }) => items.of(fields[1]))
  return {
    train: interactionsOf(rows, users.count(), items.count()), customers, wanted, negatives,
    counts: { users: users.count(), items: items.count(), train: rows.length, test: test.length },
  }
}
