/**
 * ‖a − b‖² = Σⱼ (aⱼ − bⱼ)² of two vectors of length d that start at offsets in longer arrays.
 * Four sums run side by side so that the processor need not wait for one addition after the other.
 */
export function squaredDistance(
  a: Float32Array, aStart: number, b: Float32Array | Float64Array, bStart: number, d: number,
): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let j = 0
  for (; j + 3 < d; j += 4) {
    const e0 = a[aStart + j] - b[bStart + j]
    const e1 = a[aStart + j + 1] - b[bStart + j + 1]
    const e2 = a[aStart + j + 2] - b[bStart + j + 2]
    const e3 = a[aStart + j + 3] - b[bStart + j + 3]
    s0 += e0 * e0
    s1 += e1 * e1
    s2 += e2 * e2
    s3 += e3 * e3
  }
  for (; j < d; j++) {
    const e = a[aStart + j] - b[bStart + j]
    s0 += e * e
  }
  return s0 + s1 + (s2 + s3)
}
