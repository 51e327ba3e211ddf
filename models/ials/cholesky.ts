/**
 * L of A = L Lᵀ, A symmetric positive definite d × d, row-major; only its lower triangle is read. L is lower, 0 above.
 * Throws a RangeError when A is not positive definite.
 */
export function cholesky(a: Float64Array, d: number): Float64Array {
  const l = new Float64Array(d * d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * d + j]
      for (let k = 0; k < j; k++) sum -= l[i * d + k] * l[j * d + k]
      if (i !== j) l[i * d + j] = sum / l[j * d + j]
      else if (sum > 0) l[i * d + i] = Math.sqrt(sum)
      else throw new RangeError(`The matrix is not positive definite at row ${i}.`)
    }
  }
  return l
}

/** x of L Lᵀ x = b, written over b. */
export function solveCholesky(l: Float64Array, d: number, b: Float64Array): Float64Array {
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) b[i] -= l[i * d + k] * b[k]
    b[i] /= l[i * d + i]
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) b[i] -= l[k * d + i] * b[k]
    b[i] /= l[i * d + i]
  }
  return b
}
