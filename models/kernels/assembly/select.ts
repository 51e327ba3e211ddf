import { rise, sink, unwind } from './heap'
import { words } from './simd'

/**
 * The k entries of largest |v| ≠ 0 among v[j] = x[j · stride] · factors[j], j < n, j ≠ skip; best first, ties by lower j.
 * Writes ids and v; returns how many. signed = 1 takes the largest v > 0 instead. factors = 0 means all 1.
 */
export function selectTop(
  n: i32, x: usize, stride: i32, factors: usize, skip: i32, signed: i32, k: i32, ids: usize, values: usize,
): i32 {
  const step = words(stride)
  let size = 0
  let least: f32 = 0
  let at = x
  for (let j = 0; j < n; j++, at += step) {
    let key = load<f32>(at)
    if (factors) key *= load<f32>(factors + words(j))
    if (!signed) key = abs<f32>(key)
    if (!(key > least) || j === skip) continue
    if (size < k) rise(values, ids, size++, key, j)
    else sink(values, ids, size, key, j)
    // Ids rise, so an equal key never displaces one that is there.
    if (size === k) least = load<f32>(values)
  }
  unwind(values, ids, size)
  if (!signed) {
    for (let place = 0; place < size; place++) {
      const j = load<i32>(ids + words(place))
      let value = load<f32>(x + <usize>j * step)
      if (factors) value *= load<f32>(factors + words(j))
      store<f32>(values + words(place), value)
    }
  }
  return size
}
