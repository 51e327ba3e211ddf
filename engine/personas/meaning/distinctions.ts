import type { FeatureColumn } from '../../features/column.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import { groupEffects } from '../../../models/groupEffects.ts'
import { createMatrix, type Matrix } from '../../../models/matrix.ts'
import type { Distinction } from './facts.ts'

/** Cohen calls 0.2 small: below, nobody would see the difference. */
const LEAST_EFFECT = 0.2
/** A difference between a handful of answers is chance. */
const LEAST_KNOWN = 20
const MOST = 16

/** For every group the columns in which it differs from everybody else, strongest first. */
export function distinguish({ columns, x }: Pick<FeatureMatrix, 'columns' | 'x'>, groupOf: ArrayLike<number>, groups: number): Distinction[][] {
  const clustered = logged(columns, x)
  return Array.from({ length: groups }, (_, grp) => {
    const plain = groupEffects(x, groupOf, grp)
    return groupEffects(clustered, groupOf, grp).flatMap(({ column, size, group, rest }): Distinction[] => {
      if (size === null || group.n < LEAST_KNOWN || rest.n < LEAST_KNOWN) return []
      const { g, low, high } = size
      if (Math.abs(g) < LEAST_EFFECT || (low < 0 && high > 0)) return []
      const { name, label, unit } = columns[column]!
      const { mean } = plain[column]!.group
      return [{ column: name, label: { ...label }, unit, direction: g > 0 ? 'more' : 'less', effect: g, low, high, mean, rest: plain[column]!.rest.mean }]
    }).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.column < b.column ? -1 : 1)).slice(0, MOST)
  })
}

/** Columns with a long tail by their logarithm, as they are clustered: a mean of raw money is a mean of a few. */
function logged(columns: readonly FeatureColumn[], x: Matrix): Matrix {
  const copy = createMatrix(x.rows, x.cols)
  copy.data.set(x.data)
  columns.forEach(({ log }, j) => {
    if (log !== true) return
    for (let at = j; at < copy.data.length; at += x.cols) copy.data[at] = Math.sign(copy.data[at]!) * Math.log1p(Math.abs(copy.data[at]!))
  })
  return copy
}
