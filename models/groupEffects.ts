import {
  columnMoments, proportionDifference, standardisedDifference,
  type Moments, type ProportionDifference, type StandardisedDifference,
} from './effect.ts'
import type { Matrix } from './matrix.ts'

/** How one column differs between a group and everybody else. */
export type ColumnEffect = {
  readonly column: number
  readonly group: Moments
  readonly rest: Moments
  readonly size: StandardisedDifference | null
  readonly share: ProportionDifference | null // only for columns of 0 and 1
}

/**
 * One effect per column, in the order of the columns, of the rows with that label against all others.
 * x is n × d unscaled or scaled, NaN for missing; the sizes are the same under any linear scaling.
 */
export function groupEffects(x: Matrix, labels: ArrayLike<number>, label: number): ColumnEffect[] {
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels for ${x.rows} rows.`)
  const mask = Uint8Array.from(labels, (own) => (own === label ? 1 : 0))
  return Array.from({ length: x.cols }, (_, column) => {
    const group = columnMoments(x, column, mask, 1)
    const rest = columnMoments(x, column, mask, 0)
    const share = isBinary(x, column)
      ? proportionDifference(Math.round(group.mean * group.n), group.n, Math.round(rest.mean * rest.n), rest.n)
      : null
    return { column, group, rest, size: standardisedDifference(group, rest), share }
  })
}

function isBinary(x: Matrix, column: number): boolean {
  for (let at = column; at < x.data.length; at += x.cols) {
    const value = x.data[at]
    if (value !== 0 && value !== 1 && !Number.isNaN(value)) return false
  }
  return true
}
