import { createMatrix, rowOf, type Matrix } from '../../../models/matrix.ts'
import { LotseError } from '../../../engine/errors.ts'
import { readCsv } from '../../import/rows.ts'
import { fileIn, numberAt, type Line } from '../read/text.ts'

export const ARMS = ['Mens E-Mail', 'Womens E-Mail'] as const
export type Arm = (typeof ARMS)[number]
const CONTROL = 'No E-Mail'

export const OUTCOMES = ['visit', 'conversion', 'spend'] as const
export type Outcome = (typeof OUTCOMES)[number]

const COLUMNS = ['recency', 'history', 'mens', 'womens', 'zip_code', 'newbie', 'channel', 'segment', 'visit', 'conversion', 'spend'] as const

const at = (name: (typeof COLUMNS)[number]) => COLUMNS.indexOf(name)

/** The customers of one comparison: those who got this e-mail and those who got none. Rows keep the order of the file. */
export type EmailTest = { readonly x: Matrix; readonly treated: Uint8Array; readonly outcomes: { readonly [outcome in Outcome]: Float64Array } }

/** Recency (months), history (log of dollars), what was bought, where (suburb and countryside against the city), newness, channel (web and both against phone). */
export const FEATURES = ['recency', 'history', 'mens', 'womens', 'suburb', 'rural', 'newbie', 'web', 'multichannel'] as const

/**
 * Kevin Hillstrom's MineThatData e-mail test (2008): 64,000 customers, a third each sent the men's e-mail, the women's or none; visits,
 * conversions and dollars of the two weeks after. hillstrom.csv(.gz) with its header, in the folder. Throws LotseErrors naming file, line and column.
 */
export async function readHillstrom(folder: string): Promise<{ readonly rows: number; readonly of: (arm: Arm) => EmailTest }> {
  const file = fileIn(folder, ['hillstrom.csv'])
  const lines: Line[] = []
  for await (const { fields } of readCsv(file, { columns: COLUMNS }, { bytes: 0 })) {
    const number = lines.length + 2
    if (fields === null) throw new LotseError('input', 'columns_differ', `${file}, line ${number}: another number of fields than the first line.`)
    if (![...ARMS, CONTROL].includes(fields[at('segment')])) throw new LotseError('input', 'arm_unknown', `${file}, line ${number}: the segment must be ${[...ARMS, CONTROL].join(', ')}.`)
    lines.push({ number, fields })
  }
  return {
    rows: lines.length,
    of: (arm) => {
      const own = lines.filter(({ fields }) => fields[at('segment')] === arm || fields[at('segment')] === CONTROL)
      const x = createMatrix(own.length, FEATURES.length)
      const outcomes = { visit: new Float64Array(own.length), conversion: new Float64Array(own.length), spend: new Float64Array(own.length) }
      own.forEach((line, i) => {
        const value = (name: (typeof COLUMNS)[number]) => numberAt(file, line, at(name), name)
        const [zip, channel] = [line.fields[at('zip_code')], line.fields[at('channel')]]
        rowOf(x, i).set([
          value('recency'), Math.log1p(value('history')), value('mens'), value('womens'), Number(zip === 'Surburban'), Number(zip === 'Rural'), value('newbie'),
          Number(channel === 'Web'), Number(channel === 'Multichannel'),
        ])
        for (const outcome of OUTCOMES) outcomes[outcome][i] = value(outcome)
      })
      return { x, treated: Uint8Array.from(own, ({ fields }) => Number(fields[at('segment')] === arm)), outcomes }
    },
  }
}

/** Beside each column, every product of two and every square of one that has more than two values: what a straight line misses. */
export function crossed(x: Matrix): Matrix {
  const pairs: [number, number][] = []
  for (let a = 0; a < x.cols; a++) for (let b = a + 1; b < x.cols; b++) pairs.push([a, b])
  pairs.push([0, 0], [1, 1])
  const wide = createMatrix(x.rows, x.cols + pairs.length)
  for (let i = 0; i < x.rows; i++) {
    const row = rowOf(x, i)
    rowOf(wide, i).set([...row, ...pairs.map(([a, b]) => row[a] * row[b])])
  }
  return wide
}
