import type { Matrix } from './matrix.ts'
import { quantile } from './quantile.ts'

/** value: the median is told, rounded to the unit (1 order, 5 euros); share: the mean of shares or of yes and no. */
export type ExemplarColumn = { readonly kind: 'value' | 'share'; readonly unit: number }

export type Exemplar = {
  readonly values: readonly (number | null)[] // one per column; null where fewer than k of the group have a value
  readonly units: readonly number[] // to which they are rounded, coarser than asked for where that was needed
}

/** Of each unit: a reader takes 20 and 50 for round, not 16 and 32. */
const COARSER = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/**
 * Somebody typical of a group who does not exist: column by column its median or mean, each from k people at least. Medians of many columns
 * seldom meet in one person, but they may: so one column after the other is told more coarsely until no row of x, of any group, would read the
 * same when told in the units asked for. null when somebody does even at the coarsest, or when no column can be told: better no
 * exemplar than a person. x is n × d, NaN for missing; labels[i] === group are the members.
 */
export function exemplarOf(x: Matrix, labels: ArrayLike<number>, group: number, columns: readonly ExemplarColumn[], k = 20): Exemplar | null {
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels for ${x.rows} rows.`)
  if (columns.length !== x.cols) throw new RangeError(`${columns.length} columns are described, the rows have ${x.cols}.`)
  const bad = columns.findIndex(({ unit }) => !(unit > 0))
  if (bad >= 0) throw new RangeError(`Column ${bad} needs a unit above 0, not ${columns[bad].unit}.`)
  const typical = columns.map(({ kind }, column) => typicalOf(x, labels, group, column, kind, k))
  const told = typical.flatMap((value, column) => (value === null ? [] : [column]))
  if (told.length === 0) return null
  for (const level of COARSER.keys()) {
    for (let coarsened = level === 0 ? told.length : 1; coarsened <= told.length; coarsened++) {
      const units = columns.map(({ unit }) => unit * COARSER[Math.max(0, level - 1)])
      for (const column of told.slice(0, coarsened)) units[column] = columns[column].unit * COARSER[level]
      const values = typical.map((value, column) => (value === null ? null : roundTo(value, units[column])))
      if (isNobody(x, values, columns, told)) return { values, units }
    }
  }
  return null
}

function typicalOf(x: Matrix, labels: ArrayLike<number>, group: number, column: number, kind: ExemplarColumn['kind'], k: number): number | null {
  const known: number[] = []
  for (let row = 0; row < x.rows; row++) {
    const value = x.data[row * x.cols + column]
    if (labels[row] === group && !Number.isNaN(value)) known.push(value)
  }
  if (known.length < k) return null
  return kind === 'value' ? quantile(Float64Array.from(known).sort(), 0.5) : known.reduce((sum, value) => sum + value, 0) / known.length
}

function isNobody(x: Matrix, values: readonly (number | null)[], columns: readonly ExemplarColumn[], told: readonly number[]): boolean {
  const steps = values.map((value, column) => (value === null ? NaN : Math.round(value / columns[column].unit)))
  for (let row = 0; row < x.rows; row++) {
    if (told.every((column) => Math.round(x.data[row * x.cols + column] / columns[column].unit) === steps[column])) return false
  }
  return true
}

/** The nearest multiple, without the last digits that a division by 0.1 leaves. */
function roundTo(value: number, unit: number): number {
  return Number((Math.round(value / unit) * unit).toPrecision(12))
}
