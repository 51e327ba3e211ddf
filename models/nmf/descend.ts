/**
 * One row of non-negative least squares by cyclic coordinate descent: w ≥ 0 that lowers ½ wᵀGw − a·w, from the w that is there.
 * w_k ← max(0, w_k + (a_k − Σ_l G_kl w_l) / G_kk), k = 0..r−1, is one pass: HALS (Cichocki & Phan 2009, eq. 22) row by row.
 * Stops when a pass moves w less than `share` of what the first did (Gillis & Glineur 2012, §3.1), or after so many passes.
 * A component without mass (G_kk = 0) keeps its weight. w and a start at offsets in longer arrays; G is r × r, symmetric.
 */
export function descend(
  w: Float64Array, wStart: number, a: Float64Array, aStart: number, gram: Float64Array, r: number, passes: number, share: number,
): void {
  let enough = 0
  for (let pass = 0; pass < passes; pass++) {
    let moved = 0
    for (let k = 0; k < r; k++) {
      const curvature = gram[k * r + k]
      if (curvature === 0) continue
      let gradient = -a[aStart + k]
      for (let l = 0, at = k * r; l < r; l++) gradient += gram[at + l] * w[wStart + l]
      const before = w[wStart + k]
      const after = Math.max(0, before - gradient / curvature)
      w[wStart + k] = after
      moved += (after - before) * (after - before)
    }
    if (moved <= enough) return
    if (pass === 0) enough = share * share * moved
  }
}
