/**
 * How strongly a filter passes each frequency of the item graph, h(λ) on the eigenvalues 0 ≤ λ ≤ 1 of P = R̃ᵀR̃; λ near 1 is smooth (many agree),
 * near 0 is detail.
 */
export type Response =
  /** h = λ, as in GF-CF (Shen et al., CIKM 2021). */
  | { readonly shape: 'linear' }
  /** Chebyshev interpolation of a plateau of the given order and flatness φ: ChebyCF (Kim et al., SIGIR 2025). */
  | { readonly shape: 'plateau'; readonly order: number; readonly flatness: number }
  /** λ after one Runge–Kutta step of length h of dy/dt = −P y: the sharpening of BSPM (Choi et al., SIGIR 2023). */
  | { readonly shape: 'sharpened'; readonly step: number }

export function responseOf(response: Response): (lambda: number) => number {
  if (response.shape === 'linear') return (lambda) => lambda
  if (response.shape === 'sharpened') {
    const coefficients = sharpening(response.step)
    return (lambda) => coefficients.reduceRight((sum, c) => (sum + c) * lambda, 0)
  }
  const coefficients = plateauCoefficients(response.order, response.flatness)
  // On the Laplacian's scale x = 1 − 2λ; T_k(x) = cos(k arccos x).
  return (lambda) => {
    const angle = Math.acos(Math.max(-1, Math.min(1, 1 - 2 * lambda)))
    return coefficients.reduce((sum, c, k) => sum + c * Math.cos(k * angle), 0)
  }
}

/** Coefficients of P, P², … : e^−hλ to the fourth order (classical Runge–Kutta), times λ. */
export function sharpening(step: number): readonly number[] {
  return [1, -step, step ** 2 / 2, -(step ** 3) / 6, step ** 4 / 24]
}

/**
 * c_k of Σ c_k T_k(x), ChebyCF eq. 8–10. The published code puts the target at the extrema cos(kπ/K) but interpolates at the roots of T_{K+1}, and rounds both
 * to three decimals; its results come with that, so it stays.
 */
export function plateauCoefficients(order: number, flatness: number): readonly number[] {
  const nodes = Array.from({ length: order + 1 }, (_, k) => Math.cos(((order + 0.5 - k) / (order + 1)) * Math.PI))
  const targets = Array.from({ length: order + 1 }, (_, k) => {
    const x = thousandths(Math.cos(((order - k) / order) * Math.PI))
    return thousandths(0.5 - 0.5 * Math.sign(x) * Math.abs(x) ** flatness)
  })
  return nodes.map((_, k) => {
    const sum = nodes.reduce((total, x, j) => total + targets[j] * Math.cos(k * Math.acos(x)), 0)
    return (sum * (k === 0 ? 1 : 2)) / (order + 1)
  })
}

function thousandths(x: number): number {
  return Math.round(x * 1000) / 1000
}

/**
 * c_1…c_degree of the polynomial without constant that is nearest to h − h(0) on [0, end] (least squares on 200 points). Above `end` the
 * eigenvectors are known and the difference is put right exactly, so that a filter of any degree costs `degree` walks.
 */
export function tailCoefficients(h: (lambda: number) => number, end: number, degree: number): readonly number[] {
  if (degree === 0) return []
  const points = 200
  const system = Array.from({ length: degree }, () => new Float64Array(degree + 1))
  for (let k = 0; k < points; k++) {
    const share = (k + 0.5) / points // in units of `end`, to keep the system well conditioned
    const value = h(end * share) - h(0)
    for (let i = 0; i < degree; i++) {
      for (let j = 0; j < degree; j++) system[i][j] += share ** (i + j + 2)
      system[i][degree] += value * share ** (i + 1)
    }
  }
  for (let i = 0; i < degree; i++) {
    for (let row = 0; row < degree; row++) {
      if (row === i) continue
      const factor = system[row][i] / system[i][i]
      for (let j = i; j <= degree; j++) system[row][j] -= factor * system[i][j]
    }
  }
  return system.map((row, i) => row[degree] / row[i] / end ** (i + 1))
}
