import { createMatrix, type Matrix } from '../../../models/matrix.ts'
import { project } from '../../../models/pca.ts'
import { applyScaler } from '../../../models/scaling.ts'
import type { FeatureMatrix } from '../../features/computeFeatures.ts'
import type { Grouping } from './grouping.ts'

/** Features as the groups see them: the grouping's columns by name, scaled, on its components where it has any. A column that the features lack counts as unknown. */
export function inSpace({ columns, scaler, pca }: Pick<Grouping, 'columns' | 'scaler' | 'pca'>, features: Pick<FeatureMatrix, 'columns' | 'x'>): Matrix {
  const scaled = applyScaler(scaler, columnsNamed(columns, features))
  return pca === null ? scaled : project(pca, scaled)
}

/** Share of the grouping's columns that are known of each row. */
export function knownShares(columns: readonly string[], features: Pick<FeatureMatrix, 'columns' | 'x'>): Float32Array {
  const { rows, cols, data } = columnsNamed(columns, features)
  return Float32Array.from({ length: rows }, (_, i) => {
    let known = 0
    for (let j = 0; j < cols; j++) if (!Number.isNaN(data[i * cols + j]!)) known++
    return cols > 0 ? known / cols : 0
  })
}

/** The columns named, in that order; NaN where the features have no such column. */
export function columnsNamed(names: readonly string[], { columns, x }: Pick<FeatureMatrix, 'columns' | 'x'>): Matrix {
  const picked = createMatrix(x.rows, names.length)
  names.forEach((name, to) => {
    const from = columns.findIndex((column) => column.name === name)
    for (let i = 0; i < x.rows; i++) picked.data[i * names.length + to] = from < 0 ? NaN : x.data[i * x.cols + from]!
  })
  return picked
}

/** Mean row of each group, groups × cols; NaN where a group has no row. Labels beyond the groups are passed over. */
export function groupedMeans(x: Matrix, groupOf: ArrayLike<number>, groups: number): Matrix {
  const sums = createMatrix(groups, x.cols)
  const sizes = new Float64Array(groups)
  for (let i = 0; i < x.rows; i++) {
    const g = groupOf[i]!
    if (g < 0 || g >= groups) continue
    sizes[g]!++
    for (let j = 0; j < x.cols; j++) sums.data[g * x.cols + j]! += x.data[i * x.cols + j]!
  }
  sums.data.forEach((sum, at) => { sums.data[at] = sum / sizes[Math.floor(at / x.cols)]! })
  return sums
}
