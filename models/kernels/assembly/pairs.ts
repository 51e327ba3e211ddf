import { rise, sink, unwind } from './heap'
import { words } from './simd'

// A cell of 16 bytes per item: sum (f64), count (i32), so that one line of the cache serves both.

@inline
function cellOf(cells: usize, item: i32): usize {
  return cells + (<usize>item << 4)
}

/**
 * For the holders e = first..last−1, 24 bytes each — a history from start to end − 1 (i32), factor and moment (f64): cells[item k] += factor ·
 * target k · closeness(|moment − times[k]|), counted once. histories are pairs of item (i32) and target (f32); times = 0: no closeness. Items
 * met for the first time are appended to `touched`; returns how many.
 */
export function addPairs(
  first: i32, last: i32, holders: usize, histories: usize, times: usize, closeness: usize, steps: i32, perMs: f64, floor: f64, cells: usize, touched: usize,
): i32 {
  let size = 0
  for (let holder = holders + <usize>first * 24, end = holders + <usize>last * 24; holder < end; holder += 24) {
    const from = <usize>load<i32>(holder) << 3
    const to = <usize>load<i32>(holder, 4) << 3
    const factor = load<f64>(holder, 8)
    const at = load<f64>(holder, 16)
    for (let k = from; k < to; k += 8) {
      const item = load<i32>(histories + k)
      const cell = cellOf(cells, item)
      const count = load<i32>(cell, 8)
      store<i32>(touched + words(size), item)
      size += i32(count === 0)
      store<i32>(cell, count + 1, 8)
      let value = factor * <f64>load<f32>(histories + k, 4)
      if (times !== 0) {
        const step = abs<f64>(at - load<f64>(times + k)) * perMs + 0.5
        value *= step < <f64>steps ? load<f64>(closeness + (<usize>(<i32>step) << 3)) : floor
      }
      store<f64>(cell, load<f64>(cell) + value)
    }
  }
  return size
}

/**
 * For the events spans of three numbers say — event e, its neighbours from a to b − 1, e among them or beside them — of span = first..last−1:
 * cells[item z] += source e · target z · recency z · closeness[z − e] for z > e, and backward · source e · target z · recency e ·
 * closeness[e − z] for z < e. events are four numbers each: item (i32), source, target, recency (f32). Appends to `touched` as addPairs does.
 */
export function addSteps(
  first: i32, last: i32, spans: usize, events: usize, closeness: usize, backward: f64, cells: usize, touched: usize,
): i32 {
  let size = 0
  for (let span = spans + <usize>first * 12, end = spans + <usize>last * 12; span < end; span += 12) {
    const e = load<i32>(span)
    const own = events + (<usize>e << 4)
    const source = <f64>load<f32>(own, 4)
    const backed = backward * source
    const recency = <f64>load<f32>(own, 12)
    for (let z = load<i32>(span, 4), to = load<i32>(span, 8); z < to; z++) {
      if (z === e) continue
      const other = events + (<usize>z << 4)
      const target = <f64>load<f32>(other, 8)
      const value = z > e
        ? source * target * <f64>load<f32>(other, 12) * load<f64>(closeness + (<usize>(z - e) << 3))
        : backed * target * recency * load<f64>(closeness + (<usize>(e - z) << 3))
      const item = load<i32>(other)
      const cell = cellOf(cells, item)
      const count = load<i32>(cell, 8)
      store<i32>(touched + words(size), item)
      size += i32(count === 0)
      store<i32>(cell, count + 1, 8)
      store<f64>(cell, load<f64>(cell) + value)
    }
  }
  return size
}

@inline
function clear(cell: usize): void {
  store<f64>(cell, 0)
  store<i32>(cell, 0, 8)
}

/** Offers a score to the heap of at most k; returns its size. */
@inline
function offer(values: usize, ids: usize, size: i32, k: i32, score: f32, item: i32): i32 {
  if (!(score > 0)) return size
  if (size < k) {
    rise(values, ids, size, score, item)
    return size + 1
  }
  if (k > 0 && (score > load<f32>(values) || (score === load<f32>(values) && item < load<i32>(ids)))) sink(values, ids, k, score, item)
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
    const score = ((j === item ? own : 1) * row * load<f64>(columns + (<usize>j << 3)) * load<f64>(cell) * n) / (n + shrinkage)
    clear(cell)
    kept = offer(values, ids, kept, k, <f32>score, j)
  }
  unwind(values, ids, kept)
  return kept
}

/** The same with score = row · columns[j] · (sum · n / (n + shrinkage) + own), own for j = item only, which is looked at if own > 0. */
export function selectSteps(
  size: i32, touched: usize, cells: usize, item: i32, own: f64, row: f64, columns: usize, shrinkage: f64, k: i32, ids: usize, values: usize,
): i32 {
  if (own > 0 && load<i32>(cellOf(cells, item), 8) === 0) store<i32>(touched + words(size++), item)
  let kept = 0
  for (let place = 0; place < size; place++) {
    const j = load<i32>(touched + words(place))
    const cell = cellOf(cells, j)
    const n = <f64>load<i32>(cell, 8)
    const seen = n === 0 ? 0 : (load<f64>(cell) * n) / (n + shrinkage)
    const score = row * load<f64>(columns + (<usize>j << 3)) * (seen + (j === item ? own : 0))
    clear(cell)
    kept = offer(values, ids, kept, k, <f32>score, j)
  }
  unwind(values, ids, kept)
  return kept
}
