/** values ascend; row k of vectors (n × n) is the unit vector that belongs to values[k]. */
export type Eigen = { readonly values: Float64Array; readonly vectors: Float64Array }

/**
 * All eigenvalues and vectors of a symmetric matrix (n × n, row-major; not written to): Householder tridiagonalisation and implicit QL
 * (Bowdler, Martin, Reinsch & Wilkinson 1968, as in EISPACK tred2 and tql2). O(n³). Throws a RangeError for a
 * value that is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  if (!matrix.every(Number.isFinite)) throw new RangeError('Eigenvalues: the matrix has values that are not finite.')
  const vectors = matrix.slice()
  const values = new Float64Array(n)
  if (n === 0) return { values, vectors }
  const beside = new Float64Array(n) // the subdiagonal
  reduce(vectors, values, beside, n)
  iterate(vectors, values, beside, n)
  return sortUp(values, vectors, n)
}

/** To tridiagonal form: diagonal in d, subdiagonal in e[1..], the product of the reflections in the rows of v. */
function reduce(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) d[j] = v[j * n + n - 1]
  for (let i = n - 1; i > 0; i--) {
    let scale = 0
    for (let k = 0; k < i; k++) scale += Math.abs(d[k])
    let h = 0
    if (scale === 0) {
      e[i] = d[i - 1]
      for (let j = 0; j < i; j++) {
        d[j] = v[j * n + i - 1]
        v[j * n + i] = 0
        v[i * n + j] = 0
      }
    } else {
      for (let k = 0; k < i; k++) {
        d[k] /= scale
        h += d[k] * d[k]
      }
      const f = d[i - 1]
      const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h)
      e[i] = scale * g
      h -= f * g
      d[i - 1] = f - g
      reflect(v, d, e, n, i, h)
    }
    d[i] = h
  }
  accumulate(v, d, e, n)
}

/** Applies one similarity transformation to the columns that remain. */
function reflect(v: Float64Array, d: Float64Array, e: Float64Array, n: number, i: number, h: number): void {
  e.fill(0, 0, i)
  for (let j = 0; j < i; j++) {
    const f = d[j]
    v[i * n + j] = f
    let g = e[j] + v[j * n + j] * f
    for (let k = j + 1; k < i; k++) {
      const x = v[j * n + k]
      g += x * d[k]
      e[k] += x * f
    }
    e[j] = g
  }
  let f = 0
  for (let j = 0; j < i; j++) {
    e[j] /= h
    f += e[j] * d[j]
  }
  const half = f / (h + h)
  for (let j = 0; j < i; j++) e[j] -= half * d[j]
  for (let j = 0; j < i; j++) {
    for (let k = j; k < i; k++) v[j * n + k] -= d[j] * e[k] + e[j] * d[k]
    d[j] = v[j * n + i - 1]
    v[j * n + i] = 0
  }
}

function accumulate(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let i = 0; i < n - 1; i++) {
    v[i * n + n - 1] = v[i * n + i]
    v[i * n + i] = 1
    const h = d[i + 1]
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = v[(i + 1) * n + k] / h
      for (let j = 0; j <= i; j++) {
        let g = 0
        for (let k = 0; k <= i; k++) g += v[(i + 1) * n + k] * v[j * n + k]
        for (let k = 0; k <= i; k++) v[j * n + k] -= g * d[k]
      }
    }
    for (let k = 0; k <= i; k++) v[(i + 1) * n + k] = 0
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[j * n + n - 1]
    v[j * n + n - 1] = 0
  }
  v[n * n - 1] = 1
  e[0] = 0
}

/** Diagonalises by implicit QL, turning the rows of v along. */
function iterate(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  e.copyWithin(0, 1)
  e[n - 1] = 0
  let shift = 0
  let size = 0
  for (let l = 0; l < n; l++) {
    size = Math.max(size, Math.abs(d[l]) + Math.abs(e[l]))
    let m = l
    while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * size) m++
    for (let tries = 0; m > l && Math.abs(e[l]) > Number.EPSILON * size; tries++) {
      if (tries === 60) throw new RangeError('Eigenvalues do not converge.')
      let g = d[l]
      let p = (d[l + 1] - g) / (2 * e[l])
      const r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1)
      d[l] = e[l] / (p + r)
      d[l + 1] = e[l] * (p + r)
      const next = d[l + 1]
      let h = g - d[l]
      for (let i = l + 2; i < n; i++) d[i] -= h
      shift += h
      p = d[m]
      let c = 1
      let c2 = 1
      let c3 = 1
      let s = 0
      let s2 = 0
      const after = e[l + 1]
      for (let i = m - 1; i >= l; i--) {
        c3 = c2
        c2 = c
        s2 = s
        g = c * e[i]
        h = c * p
        const length = Math.hypot(p, e[i])
        e[i + 1] = s * length
        s = e[i] / length
        c = p / length
        p = c * d[i] - s * g
        d[i + 1] = h + s * (c * g + s * d[i])
        rotate(v, i * n, c, s, n)
      }
      p = (-s * s2 * c3 * after * e[l]) / next
      e[l] = s * p
      d[l] = c * p
    }
    d[l] += shift
    e[l] = 0
  }
}

function rotate(v: Float64Array, row: number, c: number, s: number, n: number): void {
  for (let k = row; k < row + n; k++) {
    const h = v[k + n]
    const g = v[k]
    v[k + n] = s * g + c * h
    v[k] = c * g - s * h
  }
}

function sortUp(values: Float64Array, vectors: Float64Array, n: number): Eigen {
  const order = Array.from(values, (_, k) => k).sort((a, b) => values[a] - values[b] || a - b)
  const sorted = new Float64Array(n * n)
  order.forEach((from, to) => sorted.set(vectors.subarray(from * n, (from + 1) * n), to * n))
  return { values: Float64Array.from(order, (k) => values[k]), vectors: sorted }
}
