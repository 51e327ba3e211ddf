import { clusterCentres, type ClusterModel } from './clusterers.ts'
import { squaredDistance } from './distance.ts'
import type { Matrix } from './matrix.ts'
import { quantile } from './quantile.ts'
import type { SoftAssignment } from './softAssign.ts'

/** How far from its centre a row of each cluster may lie: Euclidean, in the space of x; Infinity where too few rows say so. JSON-able with `null` for that. */
export type Limits = { readonly distances: readonly (number | null)[] }

/**
 * One in a thousand of those who shaped a group lay farther out than this … times SLACK: the tail of a sample ends where the sample does, and people on its
 * edge are still of the group.
 */
const TAIL = 0.999
const SLACK = 1.25
/** The thousandth of fewer rows is a matter of one or two of them. */
const LEAST_ROWS = 50

/** From the rows the model was fitted to, and how they were assigned. */
export function fitLimits(model: ClusterModel, { labels }: Pick<SoftAssignment, 'labels'>, x: Matrix): Limits {
  const distances = distancesToOwn(model, labels, x)
  const k = clusterCentres(model).rows
  return {
    distances: Array.from({ length: k }, (_, c) => {
      const own = distances.filter((_distance, i) => labels[i] === c).sort()
      return own.length < LEAST_ROWS ? null : SLACK * quantile(own, TAIL)
    }),
  }
}

/** 1 for each row that lies beyond the limit of every cluster: unlike the members of any group. */
export function farRows({ distances }: Limits, model: ClusterModel, x: Matrix): Uint8Array {
  const centres = clusterCentres(model)
  const far = new Uint8Array(x.rows)
  for (let i = 0; i < x.rows; i++) {
    let within = false
    for (let c = 0; c < centres.rows && !within; c++) {
      const limit = distances[c] ?? Infinity
      within = Math.sqrt(squaredDistance(x.data, i * x.cols, centres.data, c * x.cols, x.cols)) <= limit
    }
    if (!within) far[i] = 1
  }
  return far
}

function distancesToOwn(model: ClusterModel, labels: Int32Array, x: Matrix): Float64Array {
  const centres = clusterCentres(model)
  return Float64Array.from(labels, (label, i) => Math.sqrt(squaredDistance(x.data, i * x.cols, centres.data, label * x.cols, x.cols)))
}
