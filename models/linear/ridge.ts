import { cholesky, solveCholesky } from '../ials/cholesky.ts'
import type { Matrix } from '../matrix.ts'
import { columnsOf, designOf, requireRows, unscaled, weightedGram, type Linear } from './design.ts'

/**
 * Ridge regression in closed form (Hoerl & Kennard 1970): Σ (y − ŷ)² + λ‖w‖² on standardised columns, the intercept free; coefficients in
 * the units of the columns. x is n × d.
 */
export function fitRidge(x: Matrix, y: ArrayLike<number>, l2: number): Linear {
  requireRows(x, y)
  const columns = columnsOf(x)
  const d = x.cols + 1
  const beta = new Float64Array(d)
  const design = designOf(x, columns)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < d; j++) beta[j] += design[i * d + j] * y[i]
  }
  const gram = weightedGram(design, d, new Float64Array(x.rows).fill(1))
  for (let j = 1; j < d; j++) gram[j * d + j] += Math.max(l2, 1e-9)
  return unscaled(solveCholesky(cholesky(gram, d), d, beta), columns)
}
