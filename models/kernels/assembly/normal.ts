import { madd, sumOfLanes, words } from './simd'
import { axpy, dot } from './vector'

/** y ← y + a·p + b·q + c·r + e·s, n long each. */
@inline
function addFour(n: i32, a: f32, p: usize, b: f32, q: usize, c: f32, r: usize, e: f32, s: usize, y: usize): void {
  const va = f32x4.splat(a)
  const vb = f32x4.splat(b)
  const vc = f32x4.splat(c)
  const ve = f32x4.splat(e)
  const by4 = words(n & ~3)
  let k: usize = 0
  for (; k < by4; k += 16) {
    const low = madd(va, v128.load(p + k), madd(vb, v128.load(q + k), v128.load(y + k)))
    v128.store(y + k, madd(vc, v128.load(r + k), madd(ve, v128.load(s + k), low)))
  }
  for (const end = words(n); k < end; k += 4) {
    store<f32>(y + k, load<f32>(y + k) + a * load<f32>(p + k) + b * load<f32>(q + k) + c * load<f32>(r + k) + e * load<f32>(s + k))
  }
}

/**
 * out ← out + sign · (A v − target · Σ a h) with A = G + Σ a h hᵀ + ridge · I: G is d × d and symmetric; h are rows of `others`, d numbers each,
 * index[e] and a = values[e] of the entries e = from..to−1. Four rows at a time, so that v and out are read once for four.
 */
export function addNormal(
  d: i32, from: i32, to: i32, index: usize, values: usize, others: usize, gram: usize, ridge: f32, v: usize, sign: f32, target: f32, out: usize,
): void {
  const row = words(d)
  const by4 = words(d & ~3)
  let g = gram
  let k: usize = 0
  for (; k < by4; k += 16) {
    addFour(d, sign * load<f32>(v + k), g, sign * load<f32>(v + k, 4), g + row, sign * load<f32>(v + k, 8), g + 2 * row, sign * load<f32>(v + k, 12), g + 3 * row, out)
    g += 4 * row
  }
  for (; k < row; k += 4) {
    axpy(d, sign * load<f32>(v + k), g, out)
    g += row
  }
  axpy(d, sign * ridge, v, out)
  let e = from
  for (; e + 3 < to; e += 4) {
    const at = index + words(e)
    const p = others + <usize>load<i32>(at) * row
    const q = others + <usize>load<i32>(at, 4) * row
    const r = others + <usize>load<i32>(at, 8) * row
    const s = others + <usize>load<i32>(at, 12) * row
    let sp = f32x4.splat(0)
    let sq = f32x4.splat(0)
    let sr = f32x4.splat(0)
    let ss = f32x4.splat(0)
    let j: usize = 0
    for (; j < by4; j += 16) {
      const x = v128.load(v + j)
      sp = madd(v128.load(p + j), x, sp)
      sq = madd(v128.load(q + j), x, sq)
      sr = madd(v128.load(r + j), x, sr)
      ss = madd(v128.load(s + j), x, ss)
    }
    let dp = sumOfLanes(sp)
    let dq = sumOfLanes(sq)
    let dr = sumOfLanes(sr)
    let ds = sumOfLanes(ss)
    for (; j < row; j += 4) {
      const x = load<f32>(v + j)
      dp += load<f32>(p + j) * x
      dq += load<f32>(q + j) * x
      dr += load<f32>(r + j) * x
      ds += load<f32>(s + j) * x
    }
    const a = values + words(e)
    addFour(
      d, sign * load<f32>(a) * (dp - target), p, sign * load<f32>(a, 4) * (dq - target), q,
      sign * load<f32>(a, 8) * (dr - target), r, sign * load<f32>(a, 12) * (ds - target), s, out,
    )
  }
  for (; e < to; e++) {
    const h = others + <usize>load<i32>(index + words(e)) * row
    axpy(d, sign * load<f32>(values + words(e)) * (dot(h, v, d) - target), h, out)
  }
}
