import { sampleWithout } from './draws.ts'
import { squaredDistance } from './distance.ts'
import { selectRows, type Matrix } from './matrix.ts'
import type { Rng } from './rng.ts'

export type Silhouette = {
  readonly mean: number // −1..1
  readonly rows: Float32Array // n, s(i)
  readonly clusters: Float64Array // k, mean of s(i) over the members; NaN for an empty cluster
}

/**
 * Silhouette (Rousseeuw 1987): s(i) = (b − a) / max(a, b), a being the mean distance to the other members of the own
 * cluster, b the least mean distance to the members of another. 0 for the only member of a cluster.
 * Several labelings of the same rows share the n² / 2 distances, which are nearly all of the work.
 *
 * x is n × d, labels are 0..k−1. Throws a RangeError when fewer than two clusters have members.
 */
export function silhouettes(x: Matrix, labelings: readonly Int32Array[]): Silhouette[] {
  const n = x.rows
  const ks = labelings.map((labels) => countClusters(labels, n))
  // Σ of distances from row i to the members of cluster c, at i · k + c.
  const totals = ks.map((k) => new Float64Array(n * k))
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const distance = Math.sqrt(squaredDistance(x.data, i * x.cols, x.data, j * x.cols, x.cols))
      for (let l = 0; l < labelings.length; l++) {
        const labels = labelings[l]
        const k = ks[l]
        totals[l][i * k + labels[j]] += distance
        totals[l][j * k + labels[i]] += distance
      }
    }
  }
  return labelings.map((labels, l) => fromTotals(labels, ks[l], totals[l]))
}

/** The silhouette of one labeling, exactly: n² / 2 distances. */
export function silhouette(x: Matrix, labels: Int32Array): Silhouette {
  return silhouettes(x, [labels])[0]
}

/** Mean silhouette on at most maxRows rows drawn from rng; exact when there are no more. */
export function sampledSilhouette(x: Matrix, labels: Int32Array, rng: Rng, maxRows = 5000): number {
  if (x.rows <= maxRows) return silhouette(x, labels).mean
  const chosen = sampleWithout(rng, x.rows, maxRows)
  return silhouette(selectRows(x, chosen), chosen.map((row) => labels[row])).mean
}

function fromTotals(labels: Int32Array, k: number, totals: Float64Array): Silhouette {
  const sizes = new Float64Array(k)
  for (const label of labels) sizes[label]++
  const rows = new Float32Array(labels.length)
  const sums = new Float64Array(k)
  for (let i = 0; i < labels.length; i++) {
    const own = labels[i]
    if (sizes[own] > 1) {
      const a = totals[i * k + own] / (sizes[own] - 1)
      let b = Infinity
      for (let c = 0; c < k; c++) if (c !== own && sizes[c] > 0) b = Math.min(b, totals[i * k + c] / sizes[c])
      const widest = Math.max(a, b)
      rows[i] = widest > 0 ? (b - a) / widest : 0
    }
    sums[own] += rows[i]
  }
  return {
    mean: sums.reduce((sum, value) => sum + value, 0) / labels.length,
    rows,
    clusters: sums.map((sum, c) => sum / sizes[c]),
  }
}

function countClusters(labels: Int32Array, n: number): number {
  if (labels.length !== n) throw new RangeError(`${labels.length} labels for ${n} rows.`)
  if (new Set(labels).size < 2) throw new RangeError('A silhouette needs members in at least two clusters.')
  return labels.reduce((most, label) => Math.max(most, label + 1), 0)
}
