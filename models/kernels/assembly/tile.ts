import { madd } from './simd'

/**
 * C (4 × 8, rows `stride` bytes apart) += A · B, where A lies as depth × 4 and B as depth × 8, packed.
 * 4 × 8 because V8 spills more than eight accumulators to memory.
 */
export function tile(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  let c00 = f32x4.splat(0)
  let c01 = f32x4.splat(0)
  let c10 = f32x4.splat(0)
  let c11 = f32x4.splat(0)
  let c20 = f32x4.splat(0)
  let c21 = f32x4.splat(0)
  let c30 = f32x4.splat(0)
  let c31 = f32x4.splat(0)
  const end = a + ((<usize>depth) << 4)
  while (a < end) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    const a0 = v128.load_splat<f32>(a)
    c00 = madd(a0, b0, c00)
    c01 = madd(a0, b1, c01)
    const a1 = v128.load_splat<f32>(a, 4)
    c10 = madd(a1, b0, c10)
    c11 = madd(a1, b1, c11)
    const a2 = v128.load_splat<f32>(a, 8)
    c20 = madd(a2, b0, c20)
    c21 = madd(a2, b1, c21)
    const a3 = v128.load_splat<f32>(a, 12)
    c30 = madd(a3, b0, c30)
    c31 = madd(a3, b1, c31)
    a += 16
    b += 32
  }
  v128.store(c, f32x4.add(v128.load(c), c00))
  v128.store(c, f32x4.add(v128.load(c, 16), c01), 16)
  c += stride
  v128.store(c, f32x4.add(v128.load(c), c10))
  v128.store(c, f32x4.add(v128.load(c, 16), c11), 16)
  c += stride
  v128.store(c, f32x4.add(v128.load(c), c20))
  v128.store(c, f32x4.add(v128.load(c, 16), c21), 16)
  c += stride
  v128.store(c, f32x4.add(v128.load(c), c30))
  v128.store(c, f32x4.add(v128.load(c, 16), c31), 16)
}
