import { madd, sumOfLanes, words } from './simd'

export function dot(x: usize, y: usize, n: i32): f32 {
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  const by8 = x + words(n & ~7)
  while (x < by8) {
    s0 = madd(v128.load(x), v128.load(y), s0)
    s1 = madd(v128.load(x, 16), v128.load(y, 16), s1)
    x += 32
    y += 32
  }
  let sum = sumOfLanes(f32x4.add(s0, s1))
  for (let left = n & 7; left > 0; left--) {
    sum += load<f32>(x) * load<f32>(y)
    x += 4
    y += 4
  }
  return sum
}

/** y ← y + alpha·x. */
export function axpy(n: i32, alpha: f32, x: usize, y: usize): void {
  const factor = f32x4.splat(alpha)
  const by4 = x + words(n & ~3)
  while (x < by4) {
    v128.store(y, madd(factor, v128.load(x), v128.load(y)))
    x += 16
    y += 16
  }
  for (let left = n & 3; left > 0; left--) {
    store<f32>(y, load<f32>(y) + alpha * load<f32>(x))
    x += 4
    y += 4
  }
}
