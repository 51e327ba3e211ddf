import { words } from './simd'

// A heap of the best so far with the worst on top: keys (f32) and ids (i32) in two arrays. Of equal keys the higher id is worse.

@inline
function keyAt(keys: usize, place: i32): f32 {
  return load<f32>(keys + words(place))
}

@inline
function idAt(ids: usize, place: i32): i32 {
  return load<i32>(ids + words(place))
}

@inline
function put(keys: usize, ids: usize, place: i32, key: f32, id: i32): void {
  store<f32>(keys + words(place), key)
  store<i32>(ids + words(place), id)
}

@inline
function worse(key: f32, id: i32, otherKey: f32, otherId: i32): bool {
  return key < otherKey || (key === otherKey && id > otherId)
}

/** Adds to a heap of `size` entries. */
export function rise(keys: usize, ids: usize, size: i32, key: f32, id: i32): void {
  let place = size
  while (place > 0) {
    const parent = (place - 1) >> 1
    if (!worse(key, id, keyAt(keys, parent), idAt(ids, parent))) break
    put(keys, ids, place, keyAt(keys, parent), idAt(ids, parent))
    place = parent
  }
  put(keys, ids, place, key, id)
}

/** Puts an entry in the place of the top of a heap of `size` entries. */
export function sink(keys: usize, ids: usize, size: i32, key: f32, id: i32): void {
  let place = 0
  for (;;) {
    let child = 2 * place + 1
    if (child >= size) break
    if (child + 1 < size && worse(keyAt(keys, child + 1), idAt(ids, child + 1), keyAt(keys, child), idAt(ids, child))) child++
    if (!worse(keyAt(keys, child), idAt(ids, child), key, id)) break
    put(keys, ids, place, keyAt(keys, child), idAt(ids, child))
    place = child
  }
  put(keys, ids, place, key, id)
}

/** Sorts a heap in place, best first. */
export function unwind(keys: usize, ids: usize, size: i32): void {
  for (let last = size - 1; last > 0; last--) {
    const key = keyAt(keys, 0)
    const id = idAt(ids, 0)
    sink(keys, ids, last, keyAt(keys, last), idAt(ids, last))
    put(keys, ids, last, key, id)
  }
}
