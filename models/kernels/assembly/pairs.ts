import { rise, sink, unwind } from './heap'
import { words } from './simd'

// A cell of 16 bytes per item: sum (f64), count (i32), so that one line of the cache serves both.

// @ts-ignore: decorator
@inline
function cellOf(cells: usize, item: i32): usize {
  return cells + (<usize>item << 4)
}

/**
 * For the entries e = first..last−1, who each stand for a history from spans[2e] to spans[2e+1] − 1: cells[item k] += factors[e] · target k ·
 * closeness(|ats[e] − times[k]|), counted once. histories are pairs of item (i32) and target (f32); times = 0: no closeness. Items met for
 * the first time are appended to `touched`; returns how many.
 */
export function addPairs(
  first: i32, last: i32, spans: usize, factors: usize, ats: usize, histories: usize, times: usize,
  closeness: usize, steps: i32, perMs: f64, floor: f64, cells: usize, touched: usize,
): i32 {
  let size = 0
  for (let e = first; e < last; e++) {
    const span = spans + (<usize>e << 3)
    const factor = load<f64>(factors + (<usize>e << 3))
    const from = <usize>load<i32>(span) << 3
    const to = <usize>load<i32>(span, 4) << 3
    if (times === 0) {
      for (let k = from; k < to; k += 8) {
        const item = load<i32>(histories + k)
        const cell = cellOf(cells, item)
        const count = load<i32>(cell, 8)
        if (count === 0) store<i32>(touched + words(size++), item)
        store<i32>(cell, count + 1, 8)
        store<f64>(cell, load<f64>(cell) + factor * <f64>load<f32>(histories + k, 4))
      }
    } else {
      const at = load<f64>(ats + (<usize>e << 3))
      for (let k = from; k < to; k += 8) {
        const item = load<i32>(histories + k)
        const cell = cellOf(cells, item)
        const count = load<i32>(cell, 8)
        if (count === 0) store<i32>(touched + words(size++), item)
        store<i32>(cell, count + 1, 8)
        const step = abs<f64>(at - load<f64>(times + k)) * perMs + 0.5
        const near = step < <f64>steps ? load<f64>(closeness + (<usize>(<i32>step) << 3)) : floor
        store<f64>(cell, load<f64>(cell) + factor * <f64>load<f32>(histories + k, 4) * near)
      }
    }
  }
  return size
}

/**
 * Best first, the k items of largest score > 0 after rounding to 32 bits among the `size` touched, ties by lower item:
 * score = own · row · columns[j] · sum · n / (n + shrinkage), own for j = item only. Clears the cells; returns how many.
 */
export function selectPairs(
  size: i32, touched: usize, cells: usize, item: i32, own: f64, row: f64, columns: usize, shrinkage: f64, k: i32, ids: usize, values: usize,
): i32 {
  let kept = 0
  for (let place = 0; place < size; place++) {
    const j = load<i32>(touched + words(place))
    const cell = cellOf(cells, j)
    const n = <f64>load<i32>(cell, 8)
    const score = <f32>(((j === item ? own : 1) * row * load<f64>(columns + (<usize>j << 3)) * load<f64>(cell) * n) / (n + shrinkage))
    store<f64>(cell, 0)
    store<i32>(cell, 0, 8)
    if (!(score > 0)) continue
    if (kept < k) rise(values, ids, kept++, score, j)
    else if (k > 0 && (score > load<f32>(values) || (score === load<f32>(values) && j < load<i32>(ids)))) sink(values, ids, k, score, j)
  }
  unwind(values, ids, kept)
  return kept
}
