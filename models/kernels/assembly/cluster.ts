import { madd, words } from './simd'

/** sums[label, :] += weight · row, sizes[label] += weight, in 64 bits. */
@inline
function addRow(d: i32, row: usize, weight: f64, label: i32, out: usize, sizes: usize): void {
  const size = sizes + (<usize>label << 3)
  store<f64>(size, load<f64>(size) + weight)
  let sums = out + (<usize>(label * d) << 3)
  const factor = f64x2.splat(weight)
  const by4 = row + words(d & ~3)
  for (; row < by4; row += 16, sums += 32) {
    const value = v128.load(row)
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(factor, f64x2.promote_low_f32x4(value))))
    const high = f64x2.promote_low_f32x4(v128.shuffle<i32>(value, value, 2, 3, 2, 3))
    v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.mul(factor, high)), 16)
  }
  for (let left = d & 3; left > 0; left--, row += 4, sums += 8) store<f64>(sums, load<f64>(sums) + weight * <f64>load<f32>(row))
}

/**
 * Rows lo..hi−1 of X (n × d) go to the nearest of k centres, ties to the lower index; four rows against eight centres at a time, differences
 * squared and not expanded, so that no digits are lost far from the origin. centres are packed: blocks of eight (a last one of four where four
 * or fewer are left), dimension by dimension, missing ones infinitely far away.
 * labels (i32) are those of the pass before, −1 for none, and become the new ones. squares, unless 0, gets ‖x − c‖² (f32).
 * weights (f64) = 0: each row counts once. out (f64) gets what changed: k × d sums of weight · row and k sizes, of rows that came less rows that
 * went; then Σ weight · ‖x − c‖² and how many labels changed.
 */
export function clusterRows(
  lo: i32, hi: i32, d: i32, k: i32, x: usize, weights: usize, centres: usize, labels: usize, squares: usize, out: usize,
): void {
  const row = words(d)
  const sizes = out + (<usize>(k * d) << 3)
  memory.fill(out, 0, <usize>(k * d + k + 2) << 3)
  let inertia: f64 = 0
  let twice = f64x2.splat(0)
  let changed: i32 = 0
  for (let i = lo; i < hi; i += 4) {
    const r0 = x + <usize>i * row
    const r1 = x + <usize>min(i + 1, hi - 1) * row
    const r2 = x + <usize>min(i + 2, hi - 1) * row
    const r3 = x + <usize>min(i + 3, hi - 1) * row
    let b0 = f32x4.splat(Infinity)
    let b1 = b0
    let b2 = b0
    let b3 = b0
    let w0 = i32x4.splat(0)
    let w1 = w0
    let w2 = w0
    let w3 = w0
    let ids = i32x4(0, 1, 2, 3)
    let c = centres
    let left = k
    for (; left > 4; left -= 8) {
      let a00 = f32x4.splat(0)
      let a01 = a00
      let a10 = a00
      let a11 = a00
      let a20 = a00
      let a21 = a00
      let a30 = a00
      let a31 = a00
      for (let at: usize = 0; at < row; at += 4, c += 32) {
        const c0 = v128.load(c)
        const c1 = v128.load(c, 16)
        const x0 = v128.load_splat<f32>(r0 + at)
        const e00 = f32x4.sub(x0, c0)
        const e01 = f32x4.sub(x0, c1)
        a00 = madd(e00, e00, a00)
        a01 = madd(e01, e01, a01)
        const x1 = v128.load_splat<f32>(r1 + at)
        const e10 = f32x4.sub(x1, c0)
        const e11 = f32x4.sub(x1, c1)
        a10 = madd(e10, e10, a10)
        a11 = madd(e11, e11, a11)
        const x2 = v128.load_splat<f32>(r2 + at)
        const e20 = f32x4.sub(x2, c0)
        const e21 = f32x4.sub(x2, c1)
        a20 = madd(e20, e20, a20)
        a21 = madd(e21, e21, a21)
        const x3 = v128.load_splat<f32>(r3 + at)
        const e30 = f32x4.sub(x3, c0)
        const e31 = f32x4.sub(x3, c1)
        a30 = madd(e30, e30, a30)
        a31 = madd(e31, e31, a31)
      }
      const high = i32x4.add(ids, i32x4.splat(4))
      const m0 = f32x4.lt(a01, a00)
      const m1 = f32x4.lt(a11, a10)
      const m2 = f32x4.lt(a21, a20)
      const m3 = f32x4.lt(a31, a30)
      a00 = v128.bitselect(a01, a00, m0)
      a10 = v128.bitselect(a11, a10, m1)
      a20 = v128.bitselect(a21, a20, m2)
      a30 = v128.bitselect(a31, a30, m3)
      const n0 = f32x4.lt(a00, b0)
      const n1 = f32x4.lt(a10, b1)
      const n2 = f32x4.lt(a20, b2)
      const n3 = f32x4.lt(a30, b3)
      b0 = v128.bitselect(a00, b0, n0)
      b1 = v128.bitselect(a10, b1, n1)
      b2 = v128.bitselect(a20, b2, n2)
      b3 = v128.bitselect(a30, b3, n3)
      w0 = v128.bitselect(v128.bitselect(high, ids, m0), w0, n0)
      w1 = v128.bitselect(v128.bitselect(high, ids, m1), w1, n1)
      w2 = v128.bitselect(v128.bitselect(high, ids, m2), w2, n2)
      w3 = v128.bitselect(v128.bitselect(high, ids, m3), w3, n3)
      ids = i32x4.add(ids, i32x4.splat(8))
    }
    if (left > 0) {
      let a0 = f32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      for (let at: usize = 0; at < row; at += 4, c += 16) {
        const c0 = v128.load(c)
        const e0 = f32x4.sub(v128.load_splat<f32>(r0 + at), c0)
        a0 = madd(e0, e0, a0)
        const e1 = f32x4.sub(v128.load_splat<f32>(r1 + at), c0)
        a1 = madd(e1, e1, a1)
        const e2 = f32x4.sub(v128.load_splat<f32>(r2 + at), c0)
        a2 = madd(e2, e2, a2)
        const e3 = f32x4.sub(v128.load_splat<f32>(r3 + at), c0)
        a3 = madd(e3, e3, a3)
      }
      const n0 = f32x4.lt(a0, b0)
      const n1 = f32x4.lt(a1, b1)
      const n2 = f32x4.lt(a2, b2)
      const n3 = f32x4.lt(a3, b3)
      b0 = v128.bitselect(a0, b0, n0)
      b1 = v128.bitselect(a1, b1, n1)
      b2 = v128.bitselect(a2, b2, n2)
      b3 = v128.bitselect(a3, b3, n3)
      w0 = v128.bitselect(ids, w0, n0)
      w1 = v128.bitselect(ids, w1, n1)
      w2 = v128.bitselect(ids, w2, n2)
      w3 = v128.bitselect(ids, w3, n3)
    }
    // Lanes become rows, then the least of four; equal ones by the lower index.
    let s = transposed(b0, b1, b2, b3, 0)
    let t = transposed(w0, w1, w2, w3, 0)
    const s1 = transposed(b0, b1, b2, b3, 1)
    const t1 = transposed(w0, w1, w2, w3, 1)
    const n1 = nearer(s1, t1, s, t)
    s = v128.bitselect(s1, s, n1)
    t = v128.bitselect(t1, t, n1)
    const s2 = transposed(b0, b1, b2, b3, 2)
    const t2 = transposed(w0, w1, w2, w3, 2)
    const n2 = nearer(s2, t2, s, t)
    s = v128.bitselect(s2, s, n2)
    t = v128.bitselect(t2, t, n2)
    const s3 = transposed(b0, b1, b2, b3, 3)
    const t3 = transposed(w0, w1, w2, w3, 3)
    const n3 = nearer(s3, t3, s, t)
    s = v128.bitselect(s3, s, n3)
    t = v128.bitselect(t3, t, n3)
    const whole = i + 4 <= hi
    if (whole && weights === 0) {
      twice = f64x2.add(twice, f64x2.add(f64x2.promote_low_f32x4(s), f64x2.promote_low_f32x4(v128.shuffle<i32>(s, s, 2, 3, 2, 3))))
      if (squares !== 0) v128.store(squares + words(i), s)
      if (!v128.any_true(i32x4.ne(t, v128.load(labels + words(i))))) continue
    }
    for (let place = i, end = min(i + 4, hi); place < end; place++) {
      const label = i32x4.extract_lane(t, 0)
      const square = f32x4.extract_lane(s, 0)
      t = v128.shuffle<i32>(t, t, 1, 2, 3, 0)
      s = v128.shuffle<i32>(s, s, 1, 2, 3, 0)
      const weight = weights === 0 ? 1 : load<f64>(weights + (<usize>place << 3))
      if (!whole || weights !== 0) {
        inertia += weight * <f64>square
        if (squares !== 0) store<f32>(squares + words(place), square)
      }
      const before = load<i32>(labels + words(place))
      if (before === label) continue
      changed++
      store<i32>(labels + words(place), label)
      addRow(d, x + <usize>place * row, weight, label, out, sizes)
      if (before >= 0) addRow(d, x + <usize>place * row, -weight, before, out, sizes)
    }
  }
  const last = sizes + (<usize>k << 3)
  store<f64>(last, inertia + f64x2.extract_lane(twice, 0) + f64x2.extract_lane(twice, 1))
  store<f64>(last, <f64>changed, 8)
}

/** Where (a, id a) is nearer than (b, id b), or as near and of lower index. */
@inline
function nearer(a: v128, idA: v128, b: v128, idB: v128): v128 {
  return v128.or(f32x4.lt(a, b), v128.and(f32x4.eq(a, b), i32x4.lt_s(idA, idB)))
}

/** Lane `lane` of four vectors as one. */
@inline
function transposed(a: v128, b: v128, c: v128, e: v128, lane: i32): v128 {
  if (lane === 0) return v128.shuffle<i32>(v128.shuffle<i32>(a, b, 0, 4, 0, 4), v128.shuffle<i32>(c, e, 0, 4, 0, 4), 0, 1, 4, 5)
  if (lane === 1) return v128.shuffle<i32>(v128.shuffle<i32>(a, b, 1, 5, 1, 5), v128.shuffle<i32>(c, e, 1, 5, 1, 5), 0, 1, 4, 5)
  if (lane === 2) return v128.shuffle<i32>(v128.shuffle<i32>(a, b, 2, 6, 2, 6), v128.shuffle<i32>(c, e, 2, 6, 2, 6), 0, 1, 4, 5)
  return v128.shuffle<i32>(v128.shuffle<i32>(a, b, 3, 7, 3, 7), v128.shuffle<i32>(c, e, 3, 7, 3, 7), 0, 1, 4, 5)
}
