import { rise, sink, unwind } from './heap'
import { sumOfLanes, words } from './simd'
import { dot } from './vector'

/** The k rows of X (n × d) with the largest q·x, best first, ties by lower row. Returns how many: min(k, n). */
export function scanDots(q: usize, x: usize, n: i32, d: i32, k: i32, ids: usize, values: usize): i32 {
  let size = 0
  for (let row = 0; row < n; row++) {
    const score = dot(q, x + <usize>row * words(d), d)
    if (size < k) rise(values, ids, size++, score, row)
    else if (score > load<f32>(values)) sink(values, ids, size, score, row)
  }
  unwind(values, ids, size)
  return size
}

/**
 * The same on rows of 8-bit numbers: score = scales[row] · Σ q[c] · x[row, c]. q are d 16-bit numbers, d a multiple of 16;
 * |q| ≤ 4096 keeps the sums of d ≤ 4096 products inside 32 bits.
 */
export function scanBytes(q: usize, x: usize, scales: usize, n: i32, d: i32, k: i32, ids: usize, values: usize): i32 {
  let size = 0
  for (let row = 0; row < n; row++) {
    let s0 = i32x4.splat(0)
    let s1 = i32x4.splat(0)
    let at = x + <usize>row * <usize>d
    let query = q
    for (const end = at + <usize>d; at < end; at += 16, query += 32) {
      const bytes = v128.load(at)
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(bytes), v128.load(query)))
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(bytes), v128.load(query, 16)))
    }
    const score = load<f32>(scales + words(row)) * sumOfLanes(f32x4.convert_i32x4_s(i32x4.add(s0, s1)))
    if (size < k) rise(values, ids, size++, score, row)
    else if (score > load<f32>(values)) sink(values, ids, size, score, row)
  }
  unwind(values, ids, size)
  return size
}
