import { madd, words } from './simd'

/**
 * Y[r, :] = Σ_e values[e] · X[index[e], :] over the entries of rows lo ≤ r < hi; X, Y have rows of `width` floats,
 * a multiple of 16. Sixteen columns at a time stay in registers over a row's entries.
 */
export function spmm(lo: i32, hi: i32, offsets: usize, index: usize, values: usize, x: usize, width: i32, y: usize): void {
  const stride = words(width)
  for (let row = lo; row < hi; row++) {
    const first = load<i32>(offsets + words(row))
    const last = load<i32>(offsets + words(row), 4)
    for (let column = 0; column < width; column += 16) {
      const from = x + words(column)
      let s0 = f32x4.splat(0)
      let s1 = f32x4.splat(0)
      let s2 = f32x4.splat(0)
      let s3 = f32x4.splat(0)
      for (let e = first; e < last; e++) {
        const at = from + <usize>load<i32>(index + words(e)) * stride
        const value = v128.load_splat<f32>(values + words(e))
        s0 = madd(value, v128.load(at), s0)
        s1 = madd(value, v128.load(at, 16), s1)
        s2 = madd(value, v128.load(at, 32), s2)
        s3 = madd(value, v128.load(at, 48), s3)
      }
      const to = y + <usize>row * stride + words(column)
      v128.store(to, s0)
      v128.store(to, s1, 16)
      v128.store(to, s2, 32)
      v128.store(to, s3, 48)
    }
  }
}
