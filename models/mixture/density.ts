/** What is the same for every row: ln π_c − ½ Σⱼ ln 2πσ²_cj, the means and 1/σ²_cj (k × d). */
export type Density = { readonly k: number; readonly d: number; readonly constants: Float64Array; readonly means: ArrayLike<number>; readonly inverse: Float64Array }

export function densityOf(shares: ArrayLike<number>, means: ArrayLike<number>, variances: ArrayLike<number>, d: number): Density {
  const k = shares.length
  const inverse = Float64Array.from(variances, (variance) => 1 / variance)
  const constants = Float64Array.from(shares, (share, c) => {
    let sum = Math.log(share)
    for (let at = c * d; at < (c + 1) * d; at++) sum -= Math.log(2 * Math.PI * variances[at]) / 2
    return sum
  })
  return { k, d, constants, means, inverse }
}

/**
 * The responsibilities of one row, γ_c = π_c N(x | μ_c, σ²_c) / Σ (Bishop 2006, eq. 9.23), written to `into` (length k); returns
 * ln p(x), by log-sum-exp so that a far row gets numbers. x is the d numbers from data[start].
 */
export function respond({ k, d, constants, means, inverse }: Density, data: Float32Array, start: number, into: Float64Array): number {
  let greatest = -Infinity
  for (let c = 0; c < k; c++) {
    const logDensity = constants[c] - squaredMahalanobis(data, start, means, inverse, c * d, d) / 2
    into[c] = logDensity
    if (logDensity > greatest) greatest = logDensity
  }
  let total = 0
  for (let c = 0; c < k; c++) {
    into[c] = Math.exp(into[c] - greatest)
    total += into[c]
  }
  for (let c = 0; c < k; c++) into[c] /= total
  return greatest + Math.log(total)
}

/** Σⱼ (xⱼ − μ_cj)² / σ²_cj, of the component that starts at `own`. */
export function squaredMahalanobis(
  data: Float32Array, start: number, means: ArrayLike<number>, inverse: Float64Array, own: number, d: number,
): number {
  let sum = 0
  for (let j = 0; j < d; j++) {
    const off = data[start + j] - means[own + j]
    sum += off * off * inverse[own + j]
  }
  return sum
}
