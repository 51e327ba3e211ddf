import { squaredDistance } from '../distance.ts'
import type { Clusters } from '../lloyd.ts'

/**
 * Gives each empty cluster the point farthest from its own centre, never the last point of another cluster nor a
 * point that already sits on its centre (then there are fewer different rows than clusters). True when one moved.
 */
export function relocateEmpty({ rows: { x, weights }, k, sums, sizes, labels }: Clusters, centres: Float64Array): boolean {
  const d = x.cols
  const weightOf = (i: number): number => (weights === null ? 1 : weights[i])
  let relocated = false
  for (let empty = 0; empty < k; empty++) {
    if (sizes[empty] > 0) continue
    let farthest = -1
    let distance = 0
    for (let i = 0; i < x.rows; i++) {
      const own = labels[i]
      if (sizes[own] <= weightOf(i)) continue
      const candidate = squaredDistance(x.data, i * d, centres, own * d, d)
      if (candidate > distance) {
        distance = candidate
        farthest = i
      }
    }
    if (farthest < 0) return relocated
    const from = labels[farthest]
    const weight = weightOf(farthest)
    labels[farthest] = empty
    sizes[from] -= weight
    sizes[empty] = weight
    for (let j = 0; j < d; j++) {
      const value = x.data[farthest * d + j]
      sums[from * d + j] -= weight * value
      sums[empty * d + j] = weight * value
      // The point must not be farthest again when a second cluster is empty.
      centres[empty * d + j] = value
    }
    relocated = true
  }
  return relocated
}
