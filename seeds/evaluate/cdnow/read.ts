import { LotseError } from '../../../engine/errors.ts'
import { fileIn, numberAt, readFields } from '../read/text.ts'

const DAY = 86_400_000
/** Purchases to this day are learnt from, those after it are looked at once. */
const CALIBRATION_END = Date.UTC(1997, 8, 30)

/** The customers of CDNOW as the purchase models see them, in weeks, one row each in the order of the file. */
export type CdnowCustomers = {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Dollars a repeat purchase of the calibration, on average; 0 without any. */
  readonly meanSpend: Float64Array
  /** Purchases in the 39 weeks after. */
  readonly later: Float64Array
}

type Purchases = { readonly first: number; last: number; repeats: number; dollars: number; later: number }

/**
 * CDNOW (Fader & Hardie): who first bought in the first quarter of 1997, and all they bought until June 1998. CDs of a day are one purchase. Times are
 * rounded to hundredths of a week, as in the authors' own table, on which the published figures were fitted. `sample` is CDNOW_sample.txt, every tenth
 * customer; `master` is CDNOW_master.txt, all 23,570.
 */
export async function readCdnow(folder: string, which: 'sample' | 'master' = 'sample'): Promise<CdnowCustomers> {
  const file = fileIn(folder, [`CDNOW_${which}.txt`])
  const columns = which === 'sample' ? ['customer', 'number in the sample', 'date', 'CDs', 'dollars'] : ['customer', 'date', 'CDs', 'dollars']
  const date = columns.indexOf('date')
  const lines = await readFields(file, columns)
  const days = new Map<string, Map<number, number>>()
  for (const line of which === 'master' ? lines.slice(1) : lines) {
    const written = /^(\d{4})(\d\d)(\d\d)$/.exec(line.fields[date])
    if (written === null) throw new LotseError('input', 'date_invalid', `${file}, line ${line.number}: the date must be written as 19970930.`)
    const day = Date.UTC(Number(written[1]), Number(written[2]) - 1, Number(written[3]))
    const own = days.get(line.fields[0]) ?? new Map<number, number>()
    own.set(day, (own.get(day) ?? 0) + numberAt(file, line, date + 2, 'dollars'))
    days.set(line.fields[0], own)
  }
  const customers = Array.from(days.values(), purchasesOf)
  const column = (value: (of: Purchases) => number) => Float64Array.from(customers, value)
  return {
    frequency: column(({ repeats }) => repeats), recency: column(({ first, last }) => weeks(last - first)), age: column(({ first }) => weeks(CALIBRATION_END - first)),
    meanSpend: column(({ repeats, dollars }) => (repeats === 0 ? 0 : dollars / repeats)), later: column(({ later }) => later),
  }
}

function purchasesOf(days: ReadonlyMap<number, number>): Purchases {
  const first = Math.min(...days.keys())
  const found: Purchases = { first, last: first, repeats: 0, dollars: 0, later: 0 }
  for (const [day, dollars] of days) {
    if (day > CALIBRATION_END) found.later++
    else if (day > first) {
      found.repeats++
      found.dollars += dollars
      found.last = Math.max(found.last, day)
    }
  }
  return found
}

function weeks(time: number): number {
  return Math.round((100 * time) / DAY / 7) / 100
}
