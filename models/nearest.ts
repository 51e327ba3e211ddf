import { squaredDistance } from './distance.ts'

/** The nearest centre of a point and both squared distances; second is Infinity when k = 1. */
export type Nearest = { index: number; first: number; second: number }

/**
 * Writes into `found` the centre nearest to the d numbers at data[start]. Ties go to the lower index.
 * The result is written rather than returned because this runs n times in every iteration.
 */
export function findNearest(
  data: Float32Array, start: number, centres: Float64Array | Float32Array, k: number, d: number, found: Nearest,
): void {
  let index = 0
  let first = Infinity
  let second = Infinity
  for (let c = 0; c < k; c++) {
    const distance = squaredDistance(data, start, centres, c * d, d)
    if (distance < first) {
      second = first
      first = distance
      index = c
    } else if (distance < second) {
      second = distance
    }
  }
  found.index = index
  found.first = first
  found.second = second
}
