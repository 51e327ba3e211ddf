import { quantile } from '../../../models/quantile.ts'
import { LEAST_PEOPLE, type Exemplar } from './facts.ts'
import type { Gathered } from './gather.ts'

/** The units of columns that count whole things. */
const WHOLE: ReadonlySet<string> = new Set(['count', 'days'])

/**
 * Somebody who could be of the group: of every column the middle value of its people, a share their mean, rounded as one would say it.
 * Made of at least LEAST_PEOPLE people each, so it is nobody.
 */
export function exemplarOf({ columns, sample }: Gathered, grp: number): Exemplar | null {
  const { x, groupOf } = sample
  const values = columns.map(({ name, label, unit }, j) => {
    const known = Array.from(groupOf, (g, i) => (g === grp ? x.data[i * x.cols + j]! : NaN)).filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
    return { column: name, label: { ...label }, unit, value: known.length < LEAST_PEOPLE ? null : said(unit, known) }
  })
  return values.every(({ value }) => value === null) ? null : { values }
}

function said(unit: string, ascending: readonly number[]): number {
  if (unit === 'share') return Math.round(ascending.reduce((sum, value) => sum + value, 0) / ascending.length * 20) / 20
  const middle = quantile(ascending, 0.5)
  return WHOLE.has(unit) ? Math.round(middle) : Number(middle.toPrecision(2))
}
