import { clusterCentres, type ClusterModel } from './clusterers.ts'
import { squaredDistance } from './distance.ts'
import type { Matrix } from './matrix.ts'
import { squaredMahalanobis } from './mixture/density.ts'
import { quantile } from './quantile.ts'
import type { SoftAssignment } from './softAssign.ts'

/** How far from its centre a row of each cluster may lie, as distanceOf() has it; null where too few rows say so. JSON-able. */
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
  const distance = distanceOf(model)
  const distances = Float64Array.from(labels, (label, i) => distance(x, i, label))
  const k = clusterCentres(model).rows
  return {
    distances: Array.from({ length: k }, (_, c) => {
      const own = distances.filter((_, i) => labels[i] === c).sort()
      return own.length < LEAST_ROWS ? null : SLACK * quantile(own, TAIL)
    }),
  }
}

/** 1 for each row that lies beyond the limit of every cluster: unlike the members of any group. */
export function farRows({ distances }: Limits, model: ClusterModel, x: Matrix): Uint8Array {
  const k = clusterCentres(model).rows
  const distance = distanceOf(model)
  const far = new Uint8Array(x.rows)
  for (let i = 0; i < x.rows; i++) {
    let within = false
    for (let c = 0; c < k && !within; c++) within = distance(x, i, c) <= (distances[c] ?? Infinity)
    if (!within) far[i] = 1
  }
  return far
}

/**
 * How far row i lies from the centre of cluster c. Under a mixture in the σ of that component (Mahalanobis), since it may be wide in one
 * column and narrow in the next; else Euclidean, in the space of x.
 */
function distanceOf(model: ClusterModel): (x: Matrix, i: number, c: number) => number {
  const { cols: d, data: centres } = clusterCentres(model)
  if (model.kind !== 'mixture') return (x, i, c) => Math.sqrt(squaredDistance(x.data, i * d, centres, c * d, d))
  const inverse = Float64Array.from(model.mixture.variances.data, (variance) => 1 / variance)
  return (x, i, c) => Math.sqrt(squaredMahalanobis(x.data, i * d, centres, inverse, c * d, d))
}
